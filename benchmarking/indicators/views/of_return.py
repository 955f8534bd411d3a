"""The figures of one return, as they may be shown in the region."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import Permission
from benchmarking.indicators.presenters import return_figures_table
from benchmarking.indicators.selectors import figures_of_return
from benchmarking.indicators.shown import show_all
from partnerships.decorators import permit
from partnerships.permissions import can
from partnerships.remembering import say_what_is_read
from scrutiny.returns.models import Kind
from scrutiny.returns.presenters import in_the_trail
from scrutiny.returns.selectors import all_returns


@permit(Permission.READ_BENCHMARKS, remember="read figures of signed return")
def of_return(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(
        all_returns()
        .filter(kind=Kind.FIGURES)
        .defer("payload", "supersedes__payload", "superseded_by__payload"),
        pk=pk,
    )
    say_what_is_read(request, in_the_trail(row), row.partnership)
    figures = show_all(figures_of_return(pk))
    caption = f"{len(figures)} figure{'' if len(figures) == 1 else 's'}"
    context = {
        "row": row,
        "replaced_by": getattr(row, "superseded_by", None),
        "table": return_figures_table(figures, caption),
        "any_hidden": any(each.hidden and each.figure.status != "official" for each in figures),
        "may_read_returns": can(request.user, Permission.READ_RETURNS),
    }
    return render(request, "indicators/of_return.html", context)
