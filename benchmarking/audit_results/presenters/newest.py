"""The newest round of the audit at a glance, for the region's front page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.permissions import Permission
from benchmarking.audit_results.selectors import rounds
from partnerships.permissions import can
from scrutiny.returns.selectors import audit_returns_signed
from scrutiny.section11.models import Round
from scrutiny.section11.rounds.presenters.wording import what_now
from scrutiny.section11.rounds.states import RoundState, state_of


@dataclass(frozen=True)
class NewestAudit:
    name: str
    state: RoundState
    what_now: str
    is_made_up: bool
    signed: str
    """Such as "3 of 5 partnerships have signed their returns."."""
    results: str
    """The address of its results; empty where nothing is signed."""
    board: str
    """The address of the board, for those who run rounds."""


def newest_audit(person: Any, today: date) -> NewestAudit | None:
    """The round that opened last, of those that hold answers. Three queries."""
    newest = rounds().filter(holds_answers=True, opens_on__lte=today).order_by("-opens_on").first()
    return _at_a_glance(newest, person, today) if newest else None


def _at_a_glance(round_: Round, person: Any, today: date) -> NewestAudit:
    signed, taking_part = len(audit_returns_signed(round_.slug)), round_.partnerships.count()
    state = state_of(round_, today)
    return NewestAudit(
        name=round_.name,
        state=state,
        what_now=what_now(round_, state),
        is_made_up=round_.made_up,
        signed=f"{signed} of {taking_part} partnerships {'has' if signed == 1 else 'have'} signed what their agencies answered.",
        results=reverse("audit_results:results", args=[round_.slug]) if signed else "",
        board=reverse("rounds:board", args=[round_.slug]) if can(person, Permission.MANAGE_ROUNDS) else "",
    )
