"""A partnership's own pages about the audit: its agencies alone."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.permissions import can
from partnerships.requests import PartnershipRequest
from scrutiny.section11.models import Round
from scrutiny.section11.rounds.board import Board
from scrutiny.section11.rounds.forms.board import BoardFilter
from scrutiny.section11.rounds.presenters.area import area_table
from scrutiny.section11.rounds.presenters.board import board_csv, key_facts
from scrutiny.section11.rounds.presenters.rounds import rounds_table
from scrutiny.section11.rounds.presenters.wording import what_now
from scrutiny.section11.rounds.selectors import board_of, launched_rounds
from scrutiny.section11.rounds.states import state_of
from scrutiny.section11.rounds.views.board import csv_answer


@permit(Permission.FOLLOW_AUDIT)
def rounds(request: PartnershipRequest) -> HttpResponse:
    found = list(launched_rounds().filter(partnerships=request.partnership))
    here = request.partnership.slug
    links = {each.pk: reverse("area_audits:board", args=[here, each.slug]) for each in found}
    context = {
        "partnership": request.partnership,
        "table": rounds_table(found, links, timezone.localdate()),
        "any": bool(found),
    }
    return render(request, "section11/rounds/area_list.html", context)


@permit(Permission.FOLLOW_AUDIT)
def board(request: PartnershipRequest, round: str) -> HttpResponse:  # noqa: A002 (the path's word)
    round_, whole = _own_board(request, round)
    form = BoardFilter(request.GET, whole)
    shown = whole.chosen(form.choice)
    context = {
        "round": round_,
        "partnership": request.partnership,
        "state": state_of(round_, timezone.localdate()),
        "what_now": what_now(round_, state_of(round_, timezone.localdate())),
        "form": form,
        "facts": key_facts(shown),
        "shown": shown,
        "whole": whole,
        "table": area_table(shown, round_, request.partnership),
        "unsigned": shown.unsigned,
        "late": [each for each in shown.agencies if each.may_answer_late],
        "may_read": can(request.user, Permission.READ_RESPONSES, request.partnership),
        "query": request.GET.urlencode(),
    }
    return render(
        request, "section11/rounds/area_board.html", context, status=200 if form.is_valid() else 400
    )


@permit(Permission.FOLLOW_AUDIT)
def board_file(request: PartnershipRequest, round: str) -> HttpResponse:  # noqa: A002
    round_, whole = _own_board(request, round)
    shown = whole.chosen(BoardFilter(request.GET, whole).choice)
    return csv_answer(board_csv(shown), f"{round_.slug}-{request.partnership.slug}.csv")


def _own_board(request: PartnershipRequest, slug: str) -> tuple[Round, Board]:
    """A round that is launched and in which this partnership takes part."""
    round_ = get_object_or_404(launched_rounds().filter(partnerships=request.partnership), slug=slug)
    return round_, board_of(round_, request.partnership)
