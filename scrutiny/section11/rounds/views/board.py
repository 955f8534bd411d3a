"""The region's board of a round, as a page and as CSV."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from scrutiny.section11.models import Round
from scrutiny.section11.rounds.forms.board import BoardFilter
from scrutiny.section11.rounds.presenters.board import board_csv, board_table, key_facts
from scrutiny.section11.rounds.presenters.plan import batches_table
from scrutiny.section11.rounds.presenters.wording import what_now
from scrutiny.section11.rounds.reminders.counting import batches_of
from scrutiny.section11.rounds.selectors import board_of
from scrutiny.section11.rounds.states import RoundState, state_of
from scrutiny.section11.rounds.views.opening import of_a_round


@of_a_round
def board(request: HttpRequest, round_: Round) -> HttpResponse:
    if not round_.is_launched:
        return redirect("rounds:plan", round_.slug)
    whole = board_of(round_)
    form = BoardFilter(request.GET, whole)
    shown = whole.chosen(form.choice)
    state = state_of(round_, timezone.localdate())
    batches = list(batches_of(round_))
    context = {
        "round": round_,
        "state": state,
        "what_now": what_now(round_, state),
        "form": form,
        "facts": key_facts(shown),
        "shown": shown,
        "whole": whole,
        "table": board_table(shown, lambda agency: reverse("rounds:agency", args=[round_.slug, agency.slug])),
        "unsigned": shown.unsigned,
        "reminders": batches_table(batches) if batches else None,
        "query": request.GET.urlencode(),
        "may_remind": state in (RoundState.OPEN, RoundState.CHALLENGE, RoundState.CLOSED),
        "may_add": state in (RoundState.OPEN, RoundState.STARTS_LATER),
    }
    return render(request, "section11/rounds/board.html", context, status=200 if form.is_valid() else 400)


@of_a_round
def board_file(request: HttpRequest, round_: Round) -> HttpResponse:
    """The rows that the page shows under the same filter."""
    whole = board_of(round_)
    text = board_csv(whole.chosen(BoardFilter(request.GET, whole).choice))
    return csv_answer(text, f"{round_.slug}.csv")


def csv_answer(text: str, name: str) -> HttpResponse:
    """With a byte order mark, so that a spreadsheet reads it as UTF-8."""
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
