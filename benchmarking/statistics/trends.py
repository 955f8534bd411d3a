"""The recent trend of five years, as OHID's Fingertips marks it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import chi2

from benchmarking.statistics.comparing import Signs, polarity_signs
from benchmarking.statistics.counts import Flags, Floats
from benchmarking.statistics.estimates import Counts, Estimate

POINTS = 5
THRESHOLD = float(chi2.ppf(0.998, 1))
WIDTHS = 3.92
"""A 95 % interval is so many standard errors wide."""


@dataclass(frozen=True, eq=False)
class RecentTrend:
    """Arrays of the estimate's shape without its last axis.

    marker: 1 increasing, -1 decreasing, 0 no change, or not calculated: ask `calculated` first.
    verdict: 1 getting better, -1 getting worse, 0 neither, which is always so where polarity is "none".
    chi_squared: the test's value, NaN where it cannot be calculated.
    """

    marker: Signs
    verdict: Signs
    calculated: Flags
    chi_squared: Floats

    @property
    def words(self) -> NDArray[np.str_]:
        named = np.array(["decreasing", "no change", "increasing"])[self.marker + 1]
        return np.where(self.calculated, named, "cannot be calculated")

    @property
    def verdict_words(self) -> NDArray[np.str_]:
        return np.array(["getting worse", "", "getting better"])[self.verdict + 1]


def recent_trend(estimate: Estimate, *, polarity: ArrayLike = "none") -> RecentTrend:
    """Mark the trend of the last five points along the last axis.

    estimate: shape (..., periods), oldest first, at 95 %. Proportions with counts are tested on the counts,
    all others on their intervals. polarity: "high", "low" or "none", one or an array over the series.
    For yearly figures of one definition without a break: not for quarters, and not for years that overlap.
    Not calculated: fewer than five periods; any of the five missing; none or all of a proportion's people;
    an interval of no width. Fingertips skips a missing year and goes further back; here a gap is a gap.
    Raises ValueError for an interval that is not of 95 %, for a single number and for an unknown polarity.

    Formula: chi-squared for trend above 9.5495 (99.8 %, one degree), and a slope that keeps its sign when any
    one point is left out. Proportions: P. Armitage, Biometrics 11 (1955), slope of the log odds; others: least
    squares weighted by 1/se^2. As in the source code of Fingertips (TrendMarkerCalculator).
    """
    if estimate.value.ndim == 0 or estimate.confidence != 0.95:
        raise ValueError("a trend needs periods along the last axis, with intervals of 95 %")
    signs = polarity_signs(polarity)
    shape = estimate.value.shape[:-1]
    if np.broadcast_shapes(shape, signs.shape) != shape:
        raise ValueError("polarity may not have more positions than there are series")
    if estimate.value.shape[-1] < POINTS:
        chi_squared, slopes = np.full(shape, np.nan), np.full((*shape, POINTS + 1), np.nan)
    elif estimate.counts is not None and estimate.counts.kind == "proportion":
        chi_squared, slopes = _of_proportions(estimate.counts)
    else:
        chi_squared, slopes = _of_values(estimate)
    calculated = ~np.isnan(chi_squared)
    falls = (slopes < 0).sum(axis=-1)
    steady = np.where(falls == POINTS + 1, -1, np.where(falls == 0, 1, 0))
    marker = np.where(chi_squared > THRESHOLD, steady, 0).astype(np.int8)
    return RecentTrend(marker, (marker * signs).astype(np.int8), calculated, chi_squared)


def _of_proportions(counts: Counts) -> tuple[Floats, Floats]:
    x, n = counts.numerator[..., -POINTS:], counts.denominator[..., -POINTS:]
    usable = (x > 0) & (x < n)
    x = np.where(usable, x, np.nan)
    t = np.arange(1, POINTS + 1)
    whole, part = n.sum(axis=-1), x.sum(axis=-1)
    top = whole * (whole * (x * t).sum(axis=-1) - part * (n * t).sum(axis=-1)) ** 2
    spread = whole * (n * t**2).sum(axis=-1) - (n * t).sum(axis=-1) ** 2
    chi_squared = top / (part * (whole - part) * spread)
    return np.asarray(chi_squared), _slopes(np.log(x / (n - x)), np.ones_like(x))


def _of_values(estimate: Estimate) -> tuple[Floats, Floats]:
    y = estimate.value[..., -POINTS:]
    error = (estimate.upper[..., -POINTS:] - estimate.lower[..., -POINTS:]) / WIDTHS
    weight = 1 / np.where(error > 0, error, np.nan) ** 2
    slopes = _slopes(y, weight)
    return slopes[..., 0] ** 2 * _determinant(weight) / weight.sum(axis=-1), slopes


def _slopes(y: Floats, weight: Floats) -> Floats:
    """Six weighted slopes along a new last axis: of all five points, and with each one left out."""
    kept = np.vstack([np.ones(POINTS), 1 - np.eye(POINTS)])
    t = np.arange(1, POINTS + 1)
    w, y = weight[..., np.newaxis, :] * kept, y[..., np.newaxis, :]
    top = w.sum(axis=-1) * (w * t * y).sum(axis=-1) - (w * t).sum(axis=-1) * (w * y).sum(axis=-1)
    return np.asarray(top / _determinant(w))


def _determinant(w: Floats) -> Floats:
    t = np.arange(1, POINTS + 1)
    return np.asarray(w.sum(axis=-1) * (w * t**2).sum(axis=-1) - (w * t).sum(axis=-1) ** 2)
