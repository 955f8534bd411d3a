"""Dates and states as pages write them."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

from scrutiny.section11.models import Round
from scrutiny.section11.rounds.states import RoundState


def day(value: date | None) -> str:
    return date_format(value, "j F Y") if value else ""


def moment(value: datetime) -> str:
    return date_format(localtime(value), r"j F Y \a\t H:i")


def number_of(count: int, word: str, several: str = "") -> str:
    """Such as "1 agency", "3 agencies"."""
    return f"{count:,} {word if count == 1 else several or word + 's'}"


def what_now(round_: Round, state: RoundState) -> str:
    """What the state means for people, in a sentence."""
    until = day(round_.challenge_until)
    return {
        RoundState.PLANNED: "Only the regional coordinator sees it until it is launched.",
        RoundState.STARTS_LATER: f"Agencies can answer from {day(round_.opens_on)}.",
        RoundState.OPEN: f"Agencies can answer until the end of {day(round_.closes_on)}.",
        RoundState.CHALLENGE: f"It closed on {day(round_.closes_on)}. Partnerships question what was answered until {until}.",
        RoundState.CLOSED: f"It closed on {day(round_.closes_on)}. Answers can still be read.",
        RoundState.HISTORY: "It took place elsewhere, and its answers are not held here.",
    }[state]
