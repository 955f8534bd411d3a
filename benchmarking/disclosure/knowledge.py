"""What an attacker knows of each cell before it reasons, if the cell is shown and if it is hidden."""

from dataclasses import dataclass

import numpy as np

from benchmarking.disclosure.pieces import Knowledge
from benchmarking.disclosure.rule import Rule
from benchmarking.disclosure.table import Flags, Floats, Table


@dataclass(frozen=True, eq=False)
class Views:
    """One attacker's knowledge of each cell in both cases."""

    shown: Knowledge
    hidden: Knowledge

    def when(self, hidden: Flags) -> Knowledge:
        """What the attacker knows if these cells are hidden and the others shown."""
        return Knowledge(
            np.where(hidden, self.hidden.lower, self.shown.lower),
            np.where(hidden, self.hidden.upper, self.shown.upper),
        )


def views(table: Table, rule: Rule | None, told: Flags, known: Flags) -> Views:
    """The views of an attacker who knows the cells `known` in advance.

    rule: how shown figures are rounded; None where they are shown as they are.
    told: hidden cells the attacker is told to lie within the rule's range. Needs a rule where any is True.
    A cell without a value stays unknown even where it is shown or known: only its public bounds hold.
    """
    least, greatest = rule.shown(table.values) if rule else (table.values, table.values)
    smallest, largest = (rule.smallest, rule.largest) if rule else (0, np.inf)
    exact = known & ~np.isnan(table.values)

    def narrowed(lower: Floats, upper: Floats) -> Knowledge:
        return Knowledge(
            np.where(exact, table.values, np.fmax(table.lower, lower)),
            np.where(exact, table.values, np.fmin(table.upper, upper)),
        )

    return Views(
        narrowed(least, greatest), narrowed(np.where(told, smallest, 0), np.where(told, largest, np.inf))
    )
