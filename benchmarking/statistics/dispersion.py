"""Do areas vary by more than chance? Spiegelhalter's over-dispersion, estimated on many areas or not at all."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from benchmarking.statistics.counts import Floats, as_denominator, as_numerator, refuse_where
from benchmarking.statistics.errors import ImpossibleCount, TooFewAreas

FunnelKind = Literal["proportion", "rate", "ratio"]
FUNNEL_KINDS = ("proportion", "rate", "ratio")
FEWEST_AREAS = 30
"""With N areas phi is uncertain by about sqrt(2/N): a quarter of itself with 30, two thirds with five."""


@dataclass(frozen=True, eq=False)
class OverDispersion:
    """Arrays of the input's shape without its last axis (the areas).

    phi: mean squared z-score, 1 where areas vary by chance alone. tau2: variance between areas, on the
    transformed scale (angle for proportions, square root of observed over expected otherwise), 0 if none.
    """

    phi: Floats
    tau2: Floats
    areas: int
    kind: FunnelKind


def over_dispersion(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    kind: FunnelKind = "proportion",
    winsorise: float = 0.1,
) -> OverDispersion:
    """Estimate phi and tau2 over the areas along the last axis: all English authorities, not five areas.

    numerator: counts, shape (..., areas). denominator: people, or for a ratio the expected events; above zero.
    winsorise: the share of z-scores at either end that is drawn in to that quantile (R's type 7).
    The baseline is all areas' numerator over all areas' denominator; for a ratio, 1.
    Raises TooFewAreas below 30 areas; ValueError for anything missing (choose the areas first: no silent drop),
    for a zero denominator and for a share outside 0 to 0.5; ImpossibleCount for impossible counts.

    Formula: D. J. Spiegelhalter, Qual Saf Health Care 14 (2005) 347-351, and Statistics in Medicine 24 (2005)
    1185-1202: z = (Y - target) / s, winsorised; phi = sum z^2 / N; tau2 = (N phi - (N - 1)) / (sum w -
    sum w^2 / sum w), w = 1/s^2, not below 0. Transforms as in the NHS-R package FunnelPlotR (CQC's).
    """
    if not 0 <= winsorise < 0.5:
        raise ValueError("winsorise is the share at either end, from 0 to below 0.5")
    x, n = _complete(numerator, denominator, kind)
    areas = x.shape[-1]
    deviation, error = _deviations(x, n, kind)
    z = deviation / error
    low, high = np.quantile(z, [winsorise, 1 - winsorise], axis=-1, keepdims=True)
    phi = np.asarray((np.clip(z, low, high) ** 2).sum(axis=-1) / areas)
    weight = 1 / error**2
    total = weight.sum(axis=-1)
    excess = areas * phi - (areas - 1)
    tau2 = np.asarray(np.maximum(0, excess / (total - (weight**2).sum(axis=-1) / total)))
    return OverDispersion(phi, tau2, areas, kind)


def funnel_kind(kind: str) -> None:
    """Raises ValueError for a kind of funnel there is not."""
    if kind not in FUNNEL_KINDS:
        raise ValueError(f"a funnel is for a proportion, rate or ratio, not {kind!r}")


def _complete(numerator: ArrayLike, denominator: ArrayLike, kind: FunnelKind) -> tuple[Floats, Floats]:
    funnel_kind(kind)
    x, n = as_numerator(numerator), as_denominator(denominator)
    if x.shape != n.shape or x.ndim == 0:
        raise ValueError("two arrays of one shape, areas along the last axis")
    if x.shape[-1] < FEWEST_AREAS:
        raise TooFewAreas("over-dispersion is estimated on", x.shape[-1], FEWEST_AREAS)
    for counts in (x, n):
        refuse_where(counts, np.isnan, "a missing count")
    refuse_where(n, lambda c: c == 0, "a denominator of zero")
    if kind == "proportion" and (above := x > n).any():
        raise ImpossibleCount("a numerator above its denominator", above)
    return x, n


def _deviations(x: Floats, n: Floats, kind: FunnelKind) -> tuple[Floats, Floats]:
    """How far each area lies from the baseline on the transformed scale, and its standard error there."""
    baseline = x.sum(axis=-1, keepdims=True) / n.sum(axis=-1, keepdims=True)
    if kind == "proportion":
        return np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(baseline)), 1 / (2 * np.sqrt(n))
    expected = n if kind == "ratio" else n * baseline
    refuse_where(expected, lambda e: e == 0, "no events anywhere")
    return np.sqrt(x / expected) - 1, 1 / (2 * np.sqrt(expected))
