"""What a failed attack teaches: which further cells, if hidden, could stop it."""

from collections.abc import Sequence

import numpy as np

from benchmarking.disclosure.attack import NEARLY, Extremes
from benchmarking.disclosure.knowledge import Views
from benchmarking.disclosure.table import Flags, Floats
from benchmarking.disclosure.targets import Target


def broken(target: Target, found: Extremes) -> list[tuple[int, int]]:
    """Which bounds are too narrow: (side, position) with side 0 for the lower bound, 1 for the upper."""
    low = np.flatnonzero(found.lower > target.lower + NEARLY)
    high = np.flatnonzero(found.upper < target.upper - NEARLY)
    return [(0, int(position)) for position in low] + [(1, int(position)) for position in high]


def cuts(
    matrix: Floats,
    target: Target,
    found: Extremes,
    fails: Sequence[tuple[int, int]],
    hidden: Flags,
    fixed: Flags,
) -> list[Floats]:
    """For each bound that is too narrow (`fails`), the gain of hiding each cell: the gains must add up to at least 1.

    The proof of a bound is a sum of relations; it weakens only where a cell that it uses becomes hidden, by at
    most as much as the cell may then move. So the cells it uses must together make up what is wanted.
    Holds for every hiding that contains `fixed`. Where the proof does not tell (whole numbers are needed to
    see the disclosure) the gains say only: not without one more cell.
    Source: Fischetti and Salazar (2001), capacity constraints and their strengthening.
    """
    drawn = []
    for side, position in fails:
        wanted = (target.lower, -target.upper)[side][position]
        direction = -found.proofs[side, position] @ matrix
        direction[target.cells[position]] += (1, -1)[side]
        gains = _gains(np.where(np.abs(direction) < NEARLY, 0, direction), target.views, fixed, wanted)
        if gains is None or gains @ hidden > 1 - NEARLY:
            gains = (~hidden).astype(np.float64)
        drawn.append(gains)
    return drawn


def _gains(direction: Floats, views: Views, fixed: Flags, wanted: float) -> Floats | None:
    """How much of what is wanted each cell adds when hidden; None where the proof is not one."""
    shown = _least(direction, views.shown.lower, views.shown.upper)
    hidden = _least(direction, views.hidden.lower, views.hidden.upper)
    missing = float(np.where(fixed, hidden, shown).sum()) - wanted
    if not NEARLY < missing < np.inf:
        return None
    return np.where(fixed, 0, np.minimum((shown - hidden) / missing, 1))


def _least(direction: Floats, lower: Floats, upper: Floats) -> Floats:
    """The least value of each term direction * cell, when the cell lies between the bounds."""
    ends = np.where(direction > 0, lower, upper)
    return np.multiply(direction, ends, out=np.zeros_like(direction), where=direction != 0)
