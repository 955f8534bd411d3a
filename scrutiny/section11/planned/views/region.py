"""The region's board of planned actions: what partnerships released, and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.permissions import Permission
from partnerships.decorators import permit
from scrutiny.returns.selectors import standing_audits
from scrutiny.section11.models import Round
from scrutiny.section11.planned.listed_presenters import region_csv, region_table, sources_table
from scrutiny.section11.planned.released import released_actions
from scrutiny.section11.planned.views.listed import asked, board_context
from scrutiny.section11.rounds.selectors import launched_rounds
from scrutiny.section11.rounds.views.board import csv_answer

BY = ("area", "standard")


@permit(Permission.READ_RETURNS)
def actions(request: HttpRequest, round: str) -> HttpResponse:  # noqa: A002 (the path's word)
    round_, today = _the_round(round), timezone.localdate()
    returns = standing_audits(round_.slug)
    board = asked(request, released_actions(returns, today), *BY)
    context = {
        "round": round_,
        "today": today,
        "sources": sources_table(round_.partnerships.all(), returns),
        **board_context(request, board, region_table),
    }
    status = 200 if board.form.is_valid() else 400
    return render(request, "section11/planned/released.html", context, status=status)


@permit(Permission.READ_RETURNS)
def actions_csv(request: HttpRequest, round: str) -> HttpResponse:  # noqa: A002
    """Every row that the page shows under the same choice, over all its pages."""
    round_ = _the_round(round)
    rows = released_actions(standing_audits(round_.slug), timezone.localdate())
    return csv_answer(region_csv(asked(request, rows, *BY).shown), f"{round_.slug}-actions.csv")


def _the_round(slug: str) -> Round:
    return get_object_or_404(launched_rounds().filter(holds_answers=True), slug=slug)
