"""The partnership's board of planned actions: what agencies signed for it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from scrutiny.section11.models import Round
from scrutiny.section11.planned.listed import Listed
from scrutiny.section11.planned.listed_presenters import partnership_csv, partnership_table
from scrutiny.section11.planned.views.listed import asked, board_context
from scrutiny.section11.rounds.views.board import csv_answer
from tenants.challenge.evidence import kept_of
from tenants.challenge.planned import planned
from tenants.challenge.responses import responses
from tenants.challenge.views.finding import round_here

BY = ("agency", "standard")


@permit(Permission.READ_RESPONSES)
def actions(request: PartnershipRequest, audit: str) -> HttpResponse:
    round_ = round_here(request, audit)
    found = responses(request.partnership, round_)
    board = asked(request, planned(round_, found, kept_of(found), timezone.localdate()), *BY)
    context = {
        "partnership": request.partnership,
        "round": round_,
        "today": timezone.localdate(),
        "signed": sum(each.current is not None for each in found),
        "expected": len(found),
        **board_context(request, board, partnership_table),
    }
    status = 200 if board.form.is_valid() else 400
    return render(request, "challenge/actions.html", context, status=status)


@permit(Permission.READ_RESPONSES)
def actions_csv(request: PartnershipRequest, audit: str) -> HttpResponse:
    """Every row that the page shows under the same choice, over all its pages."""
    round_ = round_here(request, audit)
    rows = asked(request, _rows(request, round_), *BY).shown
    return csv_answer(partnership_csv(rows), f"{round_.slug}-{request.partnership.slug}-actions.csv")


def _rows(request: PartnershipRequest, round_: Round) -> list[Listed]:
    found = responses(request.partnership, round_)
    return planned(round_, found, kept_of(found), timezone.localdate())
