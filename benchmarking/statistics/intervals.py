"""Proportions, rates and counts with their confidence intervals (means: means.py).

The edge cases, decided here and nowhere else; tests/unit/statistics/test_edges.py holds the same table:

| input                                   | value | lower | upper | symbol |
|-----------------------------------------|-------|-------|-------|--------|
| numerator 0, denominator above 0        | 0     | 0     | above | ""     |
| numerator = denominator (a proportion)  | 100 % | below | 100 % | ""     |
| denominator 0 (proportion: 0 of 0)      | NaN   | NaN   | NaN   | "z"    |
| numerator or denominator missing (NaN)  | NaN   | NaN   | NaN   | "x"    |
| below 0, infinite, not a whole number   | raises ImpossibleCount         |
| numerator above denominator, proportion | raises ImpossibleCount         |
| numerator above denominator, rate       | allowed: events may outnumber people   |
| mean of no values at all                | NaN   | NaN   | NaN   | "z"    |
| mean of one value (it would show it)    | NaN   | NaN   | NaN   | "c"    |
| mean where one of the values is missing | NaN   | NaN   | NaN   | "x"    |
| mean of values that are all the same    | it    | it    | it    | "" (show how many beside it) |
| mean whose limits leave the scale       | clipped to the scale, and `.clipped` says so  |

"x" says only that a figure is missing here. Where the source gave its own reason ("c", "u"), keep that one.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import chi2, norm
from statsmodels.stats.proportion import proportion_confint

from benchmarking.statistics.counts import Floats, as_denominator, as_numerator, together
from benchmarking.statistics.errors import ImpossibleCount
from benchmarking.statistics.estimates import Counts, Estimate, Interval, levels_of

EXACT_BELOW = 10
"""Counts below this take the exact Poisson interval, from it upwards Byar's, as OHID does."""


def proportion(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    multiplier: float = 100,
    confidence: float | tuple[float, float] = 0.95,
) -> Estimate:
    """Part of a whole, with Wilson's score interval.

    numerator, denominator: whole numbers or NaN, arrays that broadcast together (or single numbers).
    confidence: one level, or two (0.95, 0.998), the narrower first.
    Returns an Estimate of the common shape, between 0 and the multiplier.
    Raises ImpossibleCount (see the table above) and ValueError for a confidence outside 0 to 1.

    Formula: E. B. Wilson (1927), recommended by R. G. Newcombe, Statistics in Medicine 17 (1998), method 3,
    and used by OHID's Fingertips. Calculated by statsmodels.
    """
    x, n = together(as_numerator(numerator), as_denominator(denominator))
    if (above := x > n).any():
        raise ImpossibleCount("a numerator above its denominator", above)
    usable = np.where(n > 0, n, np.nan)

    def limits(level: float) -> Interval:
        with np.errstate(invalid="ignore"):
            lower, upper = proportion_confint(x, usable, alpha=1 - level, method="wilson")
        # Rounding inside the formula may leave 1e-17 where the limit is exactly 0 or 1.
        lower = np.where(x == 0, lower * 0, lower)
        upper = np.where(x == n, upper * 0 + 1, upper)
        return Interval(lower * multiplier, upper * multiplier, level)

    counts = Counts("proportion", x, n, multiplier)
    return _estimate(x / usable * multiplier, counts, [limits(level) for level in levels_of(confidence)])


def rate(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    multiplier: float = 10_000,
    confidence: float | tuple[float, float] = 0.95,
) -> Estimate:
    """Events for so many people, with a Poisson interval: exact below 10 events, Byar's from 10 up.

    numerator: whole numbers or NaN. denominator: people or person-years, or NaN. They broadcast together.
    confidence: one level, or two (0.95, 0.998), the narrower first.
    Returns an Estimate of the common shape, from 0 up, per `multiplier` of the denominator's unit.
    Raises ImpossibleCount (see the table above) and ValueError for a confidence outside 0 to 1.

    Formula: N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research II (1987), for Byar's;
    F. Garwood, Biometrika 28 (1936), for the exact one; the choice at 10 is OHID's (PHEindicatormethods).
    """
    x, n = together(as_numerator(numerator), as_denominator(denominator))
    per = multiplier / np.where(n > 0, n, np.nan)

    def limits(level: float) -> Interval:
        lower, upper = _poisson_limits(x, level)
        return Interval(lower * per, upper * per, level)

    counts = Counts("rate", x, n, multiplier)
    return _estimate(x * per, counts, [limits(level) for level in levels_of(confidence)])


def count(numerator: ArrayLike, *, confidence: float | tuple[float, float] = 0.95) -> Estimate:
    """A bare count with its Poisson interval: a rate of one for each one. Shapes and errors as in `rate`."""
    return rate(numerator, 1, multiplier=1, confidence=confidence)


def _estimate(value: Floats, counts: Counts, intervals: list[Interval]) -> Estimate:
    inner = intervals[0]
    outer = intervals[1] if len(intervals) > 1 else None
    not_applicable = counts.denominator == 0
    return Estimate(value, inner.lower, inner.upper, inner.confidence, not_applicable, outer, counts)


def _poisson_limits(x: Floats, level: float) -> tuple[Floats, Floats]:
    """Limits around counts of events: Byar's approximation, counts below 10 replaced by exact limits."""
    z = float(norm.ppf(0.5 + level / 2))
    large = np.maximum(x, EXACT_BELOW)  # NaN stays NaN; small counts are overwritten below
    above = large + 1
    lower = large * (1 - 1 / (9 * large) - z / (3 * np.sqrt(large))) ** 3
    upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    small = x < EXACT_BELOW
    which = np.where(small, x, 0).astype(np.int64)
    exact_lower, exact_upper = _exact_limits(level)
    return np.where(small, exact_lower[which], lower), np.where(small, exact_upper[which], upper)


@lru_cache(maxsize=8)
def _exact_limits(level: float) -> tuple[Floats, Floats]:
    """Exact Poisson limits of 0 to 9 events. chi2.ppf(p, 0) is NaN in scipy; the limit of no events is 0."""
    x = np.arange(EXACT_BELOW)
    tail = (1 - level) / 2
    lower = np.concatenate([[0.0], chi2.ppf(tail, 2 * x[1:]) / 2])
    upper = chi2.ppf(1 - tail, 2 * x + 2) / 2
    return lower, upper
