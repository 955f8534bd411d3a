"""Funnel plots: within which limits would an area of this size lie, if it were like all the others?"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from benchmarking.statistics.counts import Flags, Floats, as_denominator, as_floats, as_numerator
from benchmarking.statistics.dispersion import FunnelKind, OverDispersion, funnel_kind
from benchmarking.statistics.errors import ImpossibleCount
from benchmarking.statistics.estimates import Interval
from benchmarking.statistics.funnel_lines import (
    normal_lines,
    poisson_lines,
    widened_proportion,
    widened_ratio,
)

LEVELS = (0.95, 0.998)
MULTIPLIERS = {"proportion": 100.0, "rate": 10_000.0, "ratio": 1.0}
Adjustment = Literal["additive", "multiplicative"]


@dataclass(frozen=True, eq=False)
class FunnelLimits:
    """Limits at each denominator, arrays of one shape, in the unit of the multiplier; NaN without a denominator.

    inner: 95 %; outer: 99.8 %. A lower limit of 0 is none: nothing lies below it.
    method: how they were calculated, in words, to be printed beside the plot.
    """

    denominator: Floats
    baseline: Floats
    inner: Interval
    outer: Interval
    kind: FunnelKind
    multiplier: float
    method: str

    @property
    def lower(self) -> Floats:
        return self.inner.lower

    @property
    def upper(self) -> Floats:
        return self.inner.upper


@dataclass(frozen=True, eq=False)
class FunnelFlags:
    """Arrays of one shape. position: -1 below the 95 % limits, 0 within (or not drawn), 1 above.

    strong: outside the 99.8 % limits as well. drawn: False where the count or the denominator is missing.
    """

    position: NDArray[np.int8]
    strong: Flags
    drawn: Flags


def funnel_limits(
    denominator: ArrayLike,
    *,
    baseline: ArrayLike | None = None,
    kind: FunnelKind = "proportion",
    multiplier: float | None = None,
    spread: OverDispersion | None = None,
    adjustment: Adjustment = "additive",
) -> FunnelLimits:
    """Limits at 95 % and 99.8 % for areas of these sizes, or along a grid of sizes to draw the lines with.

    denominator: people, or for a ratio the expected events; above zero, or NaN.
    baseline: what all areas have, in the unit of the multiplier (of `pooled`; for a ratio it may be left out:
    1 x multiplier); a number or an array that broadcasts with the denominator.
    multiplier: 100 for a proportion, 10,000 for a rate, 1 for a ratio, unless given.
    spread: from `over_dispersion` over many areas; widens the limits, "additive" (by tau2) or "multiplicative"
    (by the square root of phi), where there is any. Left out: plain limits; say so beside five areas.
    Raises ValueError for an unknown kind or adjustment, a baseline below zero (or above the whole), a spread
    estimated for another kind.

    Formula: proportions p0 +- z sqrt(p0(1-p0)/n), cut off at 0 and 1, as OHID's phe_funnels. Rates and ratios:
    the count whose exact Poisson interval just touches the expected one, interpolated between whole counts;
    phe_funnels gives the same curve with the axes exchanged. With a spread: Spiegelhalter (2005), on the
    transformed scale (arcsine of the root; root of observed over expected), as FunnelPlotR.
    """
    funnel_kind(kind)
    if adjustment not in ("additive", "multiplicative"):
        raise ValueError(f"adjustment is additive or multiplicative, not {adjustment!r}")
    if spread is not None and spread.kind != kind:
        raise ValueError(f"the spread was estimated for a {spread.kind}, the limits are for a {kind}")
    scale = MULTIPLIERS[kind] if multiplier is None else multiplier
    n = as_denominator(denominator)
    n = np.where(n > 0, n, np.nan)
    centre = _centre(baseline, kind, scale, n.shape)
    widening = _widening(spread, adjustment, n.ndim)
    inner, outer = (
        Interval(line.lower * scale, line.upper * scale, level)
        for level, line in ((level, _lines(n, centre, level, kind, widening)) for level in LEVELS)
    )
    return FunnelLimits(n, centre * scale, inner, outer, kind, scale, _method(kind, spread, adjustment))


def funnel_flags(numerator: ArrayLike, limits: FunnelLimits) -> FunnelFlags:
    """Which areas lie outside their limits. On the limit is inside.

    numerator: counts or NaN, of the shape of the limits. Print `expected_false_flags` beside the flags.
    Raises ImpossibleCount for impossible counts (a part above its whole), ValueError for another shape.
    """
    x = as_numerator(numerator)
    if x.shape != limits.denominator.shape:
        raise ValueError("a count for every limit, in the same shape")
    if limits.kind == "proportion" and (above := x > limits.denominator).any():
        raise ImpossibleCount("a numerator above its denominator", above)
    value = x / limits.denominator * limits.multiplier
    inner, outer = (
        (value > each.upper).astype(np.int8) - (value < each.lower).astype(np.int8)
        for each in (limits.inner, limits.outer)
    )
    return FunnelFlags(inner, outer != 0, ~(np.isnan(value) | np.isnan(limits.lower)))


def _centre(baseline: ArrayLike | None, kind: FunnelKind, scale: float, shape: tuple[int, ...]) -> Floats:
    if baseline is None and kind != "ratio":
        raise ValueError(f"limits for a {kind} need a baseline")
    centre = as_floats(scale if baseline is None else baseline) / scale
    if (centre < 0).any() or (kind == "proportion" and (centre > 1).any()):
        raise ValueError("a baseline from 0, for a proportion up to the multiplier")
    return np.array(np.broadcast_to(centre, shape))


def _lines(
    n: Floats, centre: Floats, level: float, kind: FunnelKind, widening: tuple[Floats, Floats] | None
) -> Interval:
    """Limits as fractions: plain ones, and widened ones wherever there is something to widen them by."""
    lines = (normal_lines if kind == "proportion" else poisson_lines)(n, centre, level)
    if widening is not None:
        phi, tau2 = widening
        wide = (widened_proportion if kind == "proportion" else widened_ratio)(n, centre, level, phi, tau2)
        more = (phi > 1) | (tau2 > 0)
        lines = np.where(more, wide[0], lines[0]), np.where(more, wide[1], lines[1])
    return Interval(*lines, level)


def _widening(
    spread: OverDispersion | None, adjustment: Adjustment, dimensions: int
) -> tuple[Floats, Floats] | None:
    """What multiplies and what is added to the variance, along the axis of the areas; None without a spread."""
    if spread is None:
        return None
    phi, tau2 = (each[..., np.newaxis] if dimensions else each for each in (spread.phi, spread.tau2))
    if adjustment == "additive":
        return np.ones_like(phi), tau2
    return phi, np.zeros_like(tau2)


def _method(kind: FunnelKind, spread: OverDispersion | None, adjustment: Adjustment) -> str:
    if spread is None:
        how = "normal approximation" if kind == "proportion" else "exact Poisson"
        return f"{how}, no allowance for over-dispersion"
    return f"{adjustment} over-dispersion (Spiegelhalter 2005), estimated on {spread.areas} areas"
