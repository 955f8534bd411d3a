"""The mean of a few values, such as grades."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import t as student

from benchmarking.statistics.counts import Flags, Floats, as_floats, refuse_where
from benchmarking.statistics.estimates import Estimate, Interval, levels_of

FEWEST_VALUES = 2
"""The mean of one value is that value: it is withheld, and has no interval."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Mean(Estimate):
    """An Estimate of the input's shape without its last axis.

    count: how many values each mean is of; show it beside the mean, above all where they are all the same.
    withheld: True where there was one value only. clipped: True where a limit was cut off at the scale's end.
    """

    count: NDArray[np.int64]
    withheld: Flags
    clipped: Flags

    @property
    def symbol(self) -> NDArray[np.str_]:
        """Why there is no mean: "z" no values, "c" one value only, "x" a value missing; "" where there is one."""
        return np.where(self.withheld, "c", super().symbol)


def mean(
    values: ArrayLike,
    *,
    confidence: float | tuple[float, float] = 0.95,
    scale: tuple[float, float] | None = None,
) -> Mean:
    """Means along the last axis, with Student's interval (standard deviation with one degree less).

    values: numbers in any unit, shape (..., values), NaN where missing; one missing value leaves no mean.
    scale: the lowest and highest value there can be, such as (1, 4). Limits beyond it are clipped and marked.
    Returns a Mean in the unit of the values. The edge cases are in the table of intervals.py.
    Raises ValueError for a single number, for a value off the scale or infinite, and for a senseless confidence.

    Formula: Student (1908), as OHID's phe_mean: value +- t(k-1) x sd / sqrt(k).
    """
    v = as_floats(values)
    if v.ndim == 0:
        raise ValueError("a mean takes values along the last axis, not a single number")
    low, high = scale if scale is not None else (-np.inf, np.inf)
    refuse_where(v, np.isinf, "an infinite value")
    refuse_where(v, lambda each: (each < low) | (each > high), "a value off the scale")
    levels, k = levels_of(confidence), v.shape[-1]
    value, error = _centre_and_error(v)
    halves = [error * float(student.ppf(0.5 + level / 2, max(k - 1, 1))) for level in levels]
    intervals = [
        Interval(np.maximum(value - half, low), np.minimum(value + half, high), level)
        for half, level in zip(halves, levels, strict=True)
    ]
    shape, inner = value.shape, intervals[0]
    return Mean(
        value, inner.lower, inner.upper, inner.confidence, np.full(shape, k == 0),
        intervals[1] if len(intervals) > 1 else None,
        count=np.full(shape, k), withheld=np.full(shape, k == 1) & ~np.isnan(v).any(axis=-1),
        clipped=np.asarray((value - halves[-1] < low) | (value + halves[-1] > high)),
    )  # fmt: skip


def _centre_and_error(v: Floats) -> tuple[Floats, Floats]:
    """The mean and its standard error, both NaN below two values."""
    k = v.shape[-1]
    if k < FEWEST_VALUES:
        nothing = np.full(v.shape[:-1], np.nan)
        return nothing, nothing
    same = np.asarray(v.min(axis=-1) == v.max(axis=-1))
    centre = np.where(same, v[..., 0], v.mean(axis=-1))
    squares = ((v - centre[..., np.newaxis]) ** 2).sum(axis=-1)
    return centre, np.sqrt(squares / (k - 1) / k)
