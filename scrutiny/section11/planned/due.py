"""When a planned action is overdue: the one rule, for boards and files. Pure."""

from datetime import date

STILL_TO_DO = ("open", "under_way")


def is_overdue(state: str, due_on: date, day: date) -> bool:
    """From the day after it was due, until it is done or dropped."""
    return state in STILL_TO_DO and due_on < day
