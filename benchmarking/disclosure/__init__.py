"""Pure functions that decide what may be shown, and the attacker that tests it. No Django.

Primary suppression of single figures: `protect_small` and its companions. Tables with totals: `protect` chooses
what else to hide, `audit` works out what can still be worked out, `weaknesses` says it in words.
"""

from benchmarking.disclosure.audit import audit
from benchmarking.disclosure.errors import BadTable, Unprotectable
from benchmarking.disclosure.protect import cost, protect
from benchmarking.disclosure.rates import count_bounds
from benchmarking.disclosure.rule import DFE, NHS, Rule
from benchmarking.disclosure.small_numbers import (
    CONFIDENTIAL,
    OFFICIAL,
    Protection,
    hide,
    protect_small,
    total_may_be_shown,
)
from benchmarking.disclosure.table import Relation, Status
from benchmarking.disclosure.together import Output, together
from benchmarking.disclosure.weakness import Disclosive, Weakness, require_safe, weaknesses

__all__ = [
    "CONFIDENTIAL",
    "DFE",
    "NHS",
    "OFFICIAL",
    "BadTable",
    "Disclosive",
    "Output",
    "Protection",
    "Relation",
    "Rule",
    "Status",
    "Unprotectable",
    "Weakness",
    "audit",
    "cost",
    "count_bounds",
    "hide",
    "protect",
    "protect_small",
    "require_safe",
    "together",
    "total_may_be_shown",
    "weaknesses",
]
