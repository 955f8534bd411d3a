"""The colours of the grid, from pale to dark with the share. The number stands in each cell: the colour helps the eye alone."""

from dataclasses import dataclass

from benchmarking.audit_results.results import Cell
from benchmarking.audit_results.rows import Measure

STEPS = (20, 40, 60, 80)
"""Per cent at which the colour of a cell changes."""
COLOURED = frozenset({Measure.COUNTED})


@dataclass(frozen=True)
class Shade:
    ground: str
    ink: str


SHADES = (
    Shade("#f3f6f9", "#0b0c0c"), Shade("#d6dfea", "#0b0c0c"), Shade("#a9bdd3", "#0b0c0c"),
    Shade("#4a6f99", "#ffffff"), Shade("#12436d", "#ffffff"),
)  # fmt: skip
"""As in the page's style sheet, which a test holds to."""


def step_of(cell: Cell | None) -> int | None:
    """Which of the shades; None where no share is shown, or where shares of that kind have no colour."""
    if cell is None or cell.share is None or cell.key.measure not in COLOURED:
        return None
    return sum(cell.share.percent >= edge for edge in STEPS)
