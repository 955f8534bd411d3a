"""Proportions, rates and counts with their confidence intervals.

The edge cases, decided here and nowhere else:

| input                                   | value | lower | upper | symbol |
|-----------------------------------------|-------|-------|-------|--------|
| numerator 0, denominator above 0        | 0     | 0     | above | ""     |
| numerator = denominator (a proportion)  | 100 % | below | 100 % | ""     |
| denominator 0 (proportion: 0 of 0)      | NaN   | NaN   | NaN   | "z"    |
| numerator or denominator missing (NaN)  | NaN   | NaN   | NaN   | "x"    |
| below 0, infinite, not a whole number   | raises ImpossibleCount         |
| numerator above denominator, proportion | raises ImpossibleCount         |
| numerator above denominator, rate       | allowed: events may outnumber people   |

"x" says only that a figure is missing here. Where the source gave its own reason ("c", "u"), keep that one.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import chi2, norm
from statsmodels.stats.proportion import proportion_confint

from benchmarking.statistics.counts import Flags, Floats, as_denominator, as_numerator, together
from benchmarking.statistics.errors import ImpossibleCount

EXACT_BELOW = 10
"""Counts below this take the exact Poisson interval, from it upwards Byar's, as OHID does."""


@dataclass(frozen=True, eq=False)
class Interval:
    """Two limits of the same shape as the value they belong to, and how confident they are (0.95)."""

    lower: Floats
    upper: Floats
    confidence: float


@dataclass(frozen=True, eq=False)
class Estimate:
    """Values with their interval, arrays of one shape, in the unit of the multiplier (100: per cent).

    `outer` is a second, wider interval (99.8 %), there where two levels of confidence were asked for.
    """

    value: Floats
    lower: Floats
    upper: Floats
    confidence: float
    not_applicable: Flags
    outer: Interval | None = None

    @property
    def missing(self) -> Flags:
        """Where there is no value, for either reason."""
        return np.isnan(self.value)

    @property
    def symbol(self) -> NDArray[np.str_]:
        """Why there is no value: "z" denominator zero, "x" a count missing; "" where there is one."""
        return np.where(self.not_applicable, "z", np.where(self.missing, "x", ""))


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

    return _estimate(x / usable * multiplier, n == 0, [limits(level) for level in _levels(confidence)])


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

    return _estimate(x * per, n == 0, [limits(level) for level in _levels(confidence)])


def count(numerator: ArrayLike, *, confidence: float | tuple[float, float] = 0.95) -> Estimate:
    """A bare count with its Poisson interval: a rate of one for each one. Shapes and errors as in `rate`."""
    return rate(numerator, 1, multiplier=1, confidence=confidence)


def _levels(confidence: float | tuple[float, float]) -> list[float]:
    levels = list(confidence) if isinstance(confidence, tuple) else [confidence]
    if not all(0 < level < 1 for level in levels):
        raise ValueError("confidence lies between 0 and 1, such as 0.95")
    if len(levels) > 2 or sorted(set(levels)) != levels:
        raise ValueError("at most two levels of confidence, the narrower first, such as (0.95, 0.998)")
    return levels


def _estimate(value: Floats, not_applicable: Flags, intervals: list[Interval]) -> Estimate:
    inner = intervals[0]
    outer = intervals[1] if len(intervals) > 1 else None
    return Estimate(value, inner.lower, inner.upper, inner.confidence, not_applicable, outer)


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
