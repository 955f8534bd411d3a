"""When a planned action is overdue, and which of them somebody asked for: one rule for boards and files. Pure."""

from datetime import date

STILL_TO_DO = ("open", "under_way")
OVERDUE, TO_DO = "overdue", "to_do"


def is_overdue(state: str, due_on: date, day: date) -> bool:
    """From the day after it was due, until it is done or dropped."""
    return state in STILL_TO_DO and due_on < day


def fits(wanted: str, state: str, *, overdue: bool) -> bool:
    """`wanted`: one of the states, TO_DO for what is neither done nor dropped, OVERDUE, or empty for all."""
    if wanted == OVERDUE:
        return overdue
    if wanted == TO_DO:
        return state in STILL_TO_DO
    return wanted in ("", state)
