"""Where one number comes from."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import Permission
from benchmarking.indicators import presenters
from benchmarking.indicators.catalogue import UnknownIndicator
from benchmarking.indicators.selectors import figure_with_source, versions_of
from benchmarking.indicators.shown import show, show_all
from benchmarking.indicators.wording import lower_first, moment, when
from partnerships.decorators import permit
from partnerships.permissions import can


@permit(Permission.READ_BENCHMARKS)
def figure(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(figure_with_source(pk).defer("source__payload", "source__superseded_by__payload"))
    try:
        shown = show(row)
    except UnknownIndicator as unknown:
        raise Http404(str(unknown)) from unknown
    versions = show_all(versions_of(row))
    standing = next((each.figure for each in versions if each.figure.is_current), None)
    replaced_by = getattr(row.source, "superseded_by", None)
    may_read = can(request.user, Permission.READ_RETURNS)
    context = {
        "shown": shown,
        "may_read_returns": may_read,
        "row": row,
        "area": row.partnership.area,
        "when": when(shown.definition, row.period),
        "when_in_sentence": lower_first(when(shown.definition, row.period)),
        "facts": presenters.facts(shown),
        "meaning_rows": presenters.meaning_rows(shown),
        "return_rows": presenters.return_rows(row, may_read=may_read),
        "lodged": moment(row.source.lodged_at),
        "replaced_by": replaced_by,
        "standing": standing if standing and standing.pk != row.pk else None,
        "versions": presenters.versions_table(versions, row) if len(versions) > 1 else None,
        "in_series": row.year is not None and shown.definition.period != "any",
    }
    return render(request, "indicators/figure.html", context)
