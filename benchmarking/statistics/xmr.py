"""XmR charts, as NHS England's Making Data Count draws them: is a change more than the usual up and down?"""

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

from benchmarking.statistics.counts import Flags, Floats, as_floats, refuse_where
from benchmarking.statistics.runs import Sides, in_shift, in_trend, two_of_three

LIMIT = 2.66
"""Limits lie so many average moving ranges from the mean: 3 / 1.128."""
SCREEN = 3.267
"""A moving range from so many times their average upwards is left out of the average, once."""
RUN = 7
TRIAL_BELOW = 13
ROUNDING = 1e-12
"""Nearer than this (relative) to the mean or to a limit is on it."""


@dataclass(frozen=True, eq=False)
class XmR:
    """Arrays of the input's shape, one entry a point. NaN (mean, limits) and False (flags) where it is missing.

    mean, lower, upper: of the point's own group, in the unit of the values; draw a limit below 0 of a count or
    rate at 0, but test with this one. near_lower, near_upper: two thirds of the way to the limits.
    outside: beyond a limit. trend: one of 7 that rise, or fall, at each step. two_of_three: near a limit, as
    are two of three neighbours, all on one side. shift: one of 7 on one side of the mean.
    side: 1 above the mean, -1 below, 0 on it. trial: the group has fewer than 13 points, its limits may move.
    """

    mean: Floats
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats
    outside: Flags
    trend: Flags
    two_of_three: Flags
    shift: Flags
    side: Sides
    trial: Flags

    @property
    def flags(self) -> Flags:
        """Special causes: a point for which any rule holds."""
        return self.outside | self.trend | self.two_of_three | self.shift

    @property
    def rule(self) -> NDArray[np.str_]:
        """The first rule that holds: outside, trend, two of three, shift, or ""."""
        rules = [self.outside, self.trend, self.two_of_three, self.shift]
        return np.select(rules, ["outside", "trend", "two of three", "shift"], "")


def xmr(values: ArrayLike, *, rebase: Iterable[int] | None = None, screen_outliers: bool = True) -> XmR:
    """Mean, limits and flags of series along the last axis, in order of time and evenly spaced.

    values: numbers in any unit, shape (..., points), NaN where missing: a gap has no moving range, breaks runs.
    rebase: positions at which a new group begins, with a mean and limits of its own; nothing crosses into it.
    screen_outliers: leave moving ranges of 3.267 times their average or more out (the R package's default;
    NHS England's Excel tool keeps them).
    A group without any variation has limits on its mean and no flags; one with a single point has no limits.
    Raises ValueError for a single number, infinite values, or positions outside the series.

    Rules: NHS England, Making Data Count; as in NHSRplotthedots: limits are mean +- 2.66 average moving range.
    """
    v = as_floats(values)
    if v.ndim == 0:
        raise ValueError("a series lies along the last axis: not a single number")
    refuse_where(v, np.isinf, "an infinite value")
    points = v.shape[-1]
    begins = [0, *(sorted(set(rebase)) if rebase is not None else [])]
    if any(not 0 < begin < points for begin in begins[1:]):
        raise ValueError(f"a rebase begins a new group at a position from 1 to {points - 1}")
    ends = [*begins[1:], points]
    groups = [_group(v[..., a:b], screen_outliers) for a, b in zip(begins, ends, strict=True)]
    return XmR(*(np.concatenate([getattr(g, f.name) for g in groups], axis=-1) for f in fields(XmR)))


def _group(v: Floats, screen_outliers: bool) -> XmR:
    """One stretch with one mean and one pair of limits."""
    there = ~np.isnan(v)
    mean, move = _average(v), _moving_range(v, screen_outliers)
    limits = [mean + part * LIMIT * move for part in (-1, 1, -2 / 3, 2 / 3)]
    lower, upper, near_lower, near_upper = (np.where(there, limit, np.nan) for limit in limits)
    slack = ROUNDING * (np.abs(mean) + np.where(np.isnan(move), 0, move))
    side = (v > mean + slack).astype(np.int8) - (v < mean - slack).astype(np.int8)
    outside = (v > upper + slack) | (v < lower - slack)
    near = ~outside & ((v > near_upper + slack) | (v < near_lower - slack))
    trial = there & (there.sum(axis=-1, keepdims=True) < TRIAL_BELOW)
    return XmR(
        np.where(there, mean, np.nan), lower, upper, near_lower, near_upper, outside,
        in_trend(v, RUN), two_of_three(near, side), in_shift(side, RUN), side, trial,
    )  # fmt: skip


def _moving_range(v: Floats, screen_outliers: bool) -> Floats:
    """The average absolute step between neighbours; shape (..., 1), NaN where there is no step."""
    moves = np.abs(np.diff(v, axis=-1))
    average = _average(moves)
    if not screen_outliers:
        return average
    return np.where(average == 0, 0, _average(np.where(moves < SCREEN * average, moves, np.nan)))


def _average(v: Floats) -> Floats:
    there = ~np.isnan(v)
    count = there.sum(axis=-1, keepdims=True)
    total = np.where(there, v, 0).sum(axis=-1, keepdims=True)
    return np.asarray(total / np.where(count > 0, count, np.nan))
