from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode

from accounts.permissions import Permission
from partnerships.requests import PersonRequest
from scrutiny.section11.desk import Desk, at_desk
from scrutiny.section11.planned.forms import StateChoice
from scrutiny.section11.planned.listed_presenters import state_facts
from scrutiny.section11.planned.presenters import board_csv, board_table
from scrutiny.section11.planned.selectors import Row, board


@at_desk(Permission.ANSWER_AUDIT)
def actions(request: PersonRequest, desk: Desk) -> HttpResponse:
    """What the agency plans, over all rounds, soonest due first."""
    form, state, rows = _chosen(request, desk)
    whole = board(desk, day=timezone.localdate()) if state else rows
    context = {
        "desk": desk,
        "form": form,
        "facts": state_facts(whole),
        "table": board_table(desk, rows, caption=dict(form.fields["state"].choices)[state]) if rows else None,  # type: ignore[attr-defined]
        "shown": len(rows),
        "whole": len(whole),
        "csv_url": desk.url("actions_csv"),
        "query": urlencode({"state": state}) if state else "",
    }
    return render(request, "section11/planned/board.html", context)


@at_desk(Permission.ANSWER_AUDIT)
def actions_csv(request: PersonRequest, desk: Desk) -> HttpResponse:
    """The same rows as a file, with a byte order mark, so that a spreadsheet reads it as UTF-8."""
    rows = _chosen(request, desk)[2]
    response = HttpResponse(board_csv(rows).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="actions-{desk.organisation.slug}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _chosen(request: PersonRequest, desk: Desk) -> tuple[StateChoice, str, list[Row]]:
    """An address with a word of its own shows everything."""
    form = StateChoice(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    return StateChoice(initial={"state": state}), state, board(desk, day=timezone.localdate(), state=state)
