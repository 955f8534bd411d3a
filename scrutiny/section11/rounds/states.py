"""How a round stands on a day. It follows from its dates alone: nobody opens or closes it. Pure."""

from datetime import date
from enum import StrEnum

from scrutiny.section11.models import Round


class RoundState(StrEnum):
    PLANNED = "Being planned"
    STARTS_LATER = "Opens later"
    OPEN = "Open"
    CHALLENGE = "Challenge"
    CLOSED = "Closed"
    HISTORY = "Answers not held"


def state_of(round_: Round, day: date) -> RoundState:
    """Open from its first day to its last, both included; then the partnerships' challenge until its own last day."""
    if not round_.is_launched:
        return RoundState.PLANNED
    if not round_.holds_answers:
        return RoundState.HISTORY
    if day < round_.opens_on:
        return RoundState.STARTS_LATER
    if day <= round_.closes_on:
        return RoundState.OPEN
    if round_.challenge_until is not None and day <= round_.challenge_until:
        return RoundState.CHALLENGE
    return RoundState.CLOSED


def takes_new_agencies(round_: Round, day: date) -> bool:
    """While it is planned, and until it closes: an agency that was forgotten can still answer."""
    return not round_.is_launched or (round_.holds_answers and day <= round_.closes_on)
