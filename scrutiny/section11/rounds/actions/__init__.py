"""Every write of rounds."""

from scrutiny.section11.rounds.actions.expecting import (
    change_expected,
    expect,
    expect_several,
    remove_expected,
    take_over,
)
from scrutiny.section11.rounds.actions.launching import allow_late, extend_round, launch
from scrutiny.section11.rounds.actions.planning import change_plan, plan_round
from scrutiny.section11.rounds.actions.reminding import order_reminders
from scrutiny.section11.rounds.errors import ChangedMeanwhile, NotPossible

__all__ = [
    "ChangedMeanwhile",
    "NotPossible",
    "allow_late",
    "change_expected",
    "change_plan",
    "expect",
    "expect_several",
    "extend_round",
    "launch",
    "order_reminders",
    "plan_round",
    "remove_expected",
    "take_over",
]
