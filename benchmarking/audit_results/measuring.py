"""From sums to what is printed: shares with their intervals, middle grades, agreement. Pure."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from benchmarking.audit_results.results import Cell, Share
from benchmarking.audit_results.rows import Counts, Measure, Row
from benchmarking.statistics import agreement, proportion, published
from kernel.rounding import round_half_up
from kernel.symbols import Symbol
from scrutiny.frameworks.content import NUMBER_OF_GRADES

UPPER = 2
"""How many grades, from the top, count as in place."""
DECIMALS = 1
KAPPA_DECIMALS = 2
GRADED = frozenset({Measure.COUNTED, Measure.SELF, Measure.PRACTITIONERS, Measure.BESIDE})


def cells_of(rows: Sequence[Row], shown: Sequence[bool]) -> list[Cell]:
    """A cell for each sum: its numbers where it is shown, otherwise [c]."""
    shares = _shares([row.counts[:NUMBER_OF_GRADES] for row in rows])
    return [
        _cell(row, share) if ok else hidden(row) for row, share, ok in zip(rows, shares, shown, strict=True)
    ]


def hidden(row: Row) -> Cell:
    """How many agencies answered is no secret; how many were moderated, surveyed or compared is hidden with the rest."""
    return Cell(
        row.key, Symbol.CONFIDENTIAL, len(row.agencies) if row.key.measure is Measure.COUNTED else None
    )


def _cell(row: Row, share: Share | None) -> Cell:
    graded = row.key.measure in GRADED
    return Cell(
        key=row.key,
        symbol=None,
        agencies=len(row.agencies),
        counts=row.counts,
        share=share if graded else None,
        median=middle(row.counts[:NUMBER_OF_GRADES]) if graded else None,
        kappa=_kappa(row) if row.key.measure is Measure.MODERATION else None,
    )


def middle(counts: Counts) -> int | None:
    """The middle grade; of an even number the lower of the two, so that it is a grade that somebody gave."""
    total = sum(counts)
    if not total:
        return None
    return int(np.searchsorted(np.cumsum(counts), (total - 1) // 2, side="right"))


def _shares(distributions: Sequence[Counts]) -> list[Share | None]:
    """Per cent at the upper grades. None of nothing at all."""
    if not distributions:
        return []
    upper = np.array([sum(each[len(each) - UPPER :]) for each in distributions])
    total = np.array([sum(each) for each in distributions])
    exact = published(upper, total, multiplier=100, decimals=DECIMALS).values
    around = proportion(upper, total)
    return [
        None if value is None else Share(value, _rounded(low, DECIMALS), _rounded(high, DECIMALS))
        for value, low, high in zip(exact, around.lower, around.upper, strict=True)
    ]


def _kappa(row: Row) -> Share | None:
    """Weighted kappa of the pairs behind the sum; None below 30 pairs, or where it says nothing."""
    pairs = [piece[-1] for piece in row.pieces]
    found = agreement(
        [own for _, own in pairs], [moderated for moderated, _ in pairs], grades=list(range(NUMBER_OF_GRADES))
    )
    if not found.kappa_may_be_shown or np.isnan(found.lower):
        return None
    return Share(*(_rounded(each, KAPPA_DECIMALS) for each in (found.kappa, found.lower, found.upper)))


def _rounded(value: float, decimals: int) -> Decimal:
    return round_half_up(repr(float(value)), decimals)
