"""From a definition and counts to values: the one arithmetic of pages, benchmark runs, reports and the API.

Arrays in (numbers as float64, NaN where missing), arrays of the same shape out; single numbers work too.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from benchmarking.disclosure import hide, protect_small
from benchmarking.indicators.definition import Definition
from benchmarking.statistics import Estimate, Published, count, proportion, published, rate
from kernel.rounding import round_half_up


@dataclass(frozen=True, eq=False)
class Protected:
    """Counts with NaN where they may not be shown, and the symbol that stands there ("" where there is none)."""

    numerator: NDArray[np.float64]
    denominator: NDArray[np.float64]
    symbol: Any
    hidden: NDArray[np.bool_]


def protect(
    definition: Definition, numerator: ArrayLike, denominator: ArrayLike, symbol: ArrayLike, status: ArrayLike
) -> Protected:
    """Hide small counts, by the rule of the indicator's source, before anything is calculated from them."""
    rule = definition.suppression
    top, bottom = np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    if rule.rule == "none":
        return Protected(top, bottom, np.asarray(symbol), np.zeros(top.shape, dtype=np.bool_))
    found = protect_small(
        top, bottom, symbol, status,
        part_of_whole=definition.kind == "proportion", smallest=rule.smallest, largest=rule.largest,
    )  # fmt: skip
    return Protected(
        hide(top, found.hidden), hide(bottom, found.denominator_hidden), found.symbol, found.hidden
    )


def estimate(
    definition: Definition,
    numerator: ArrayLike,
    denominator: ArrayLike,
    confidence: float | tuple[float, float] = 0.95,
) -> Estimate:
    """Values and intervals, by the formula that belongs to the kind of indicator."""
    if definition.kind == "proportion":
        return proportion(numerator, denominator, multiplier=definition.multiplier, confidence=confidence)
    if definition.kind == "rate":
        return rate(numerator, denominator, multiplier=definition.multiplier, confidence=confidence)
    return count(numerator, confidence=confidence)


def exact(definition: Definition, numerator: ArrayLike, denominator: ArrayLike) -> Published:
    """Values as they are printed: exact fractions, rounded half up to the decimals of the definition."""
    bottom = (
        np.ones_like(np.asarray(numerator, dtype=np.float64)) if definition.kind == "count" else denominator
    )
    return published(numerator, bottom, multiplier=definition.multiplier, decimals=definition.decimals)


def rounded(number: float, definition: Definition) -> Decimal | None:
    """A limit as it is printed, or None where there is none."""
    return None if np.isnan(number) else round_half_up(repr(float(number)), definition.decimals)


def whole(number: float | None) -> int | None:
    """A count as it is printed, or None where there is none."""
    return None if number is None or np.isnan(number) else int(number)
