"""An area's place among others. Areas lie along the last axis."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from benchmarking.statistics.comparing import polarity_signs
from benchmarking.statistics.counts import Flags, Floats, as_floats
from benchmarking.statistics.errors import TooFewAreas

AREAS_PER_BIN = 2
"""Fewer than so many areas a bin name the areas instead of grouping them: no quartiles of five."""


@dataclass(frozen=True, eq=False)
class Ranking:
    """rank: from 1 up, NaN where the value is missing. tied: shares its rank. Both of the input's shape.

    areas: how many were ranked ("3rd of 5"), of the input's shape without its last axis.
    """

    rank: Floats
    tied: Flags
    areas: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Quantiles:
    """quantile: 1 (lowest values) to bins, NaN where missing or refused. Of the input's shape.

    refused: too few areas with a value for so many bins; of the input's shape without its last axis.
    """

    quantile: Floats
    refused: Flags
    bins: int


def rank(values: ArrayLike, *, polarity: ArrayLike = "high") -> Ranking:
    """Rank areas, 1 the best: the highest where high is good, the lowest where low is.

    values: shape (..., areas), NaN where missing: not ranked. Equal values share the better rank.
    polarity: "high", "low" or "none" (then 1 is the highest), one for all or an array over the leading axes.
    Show ranks of few areas with their intervals: a place is not a difference.
    Raises ValueError for a single number and for an unknown polarity.

    Rule: DfE's Local Authority Interactive Tool (ties take the better rank, missing unranked).
    """
    v = _along_areas(values)
    signs = polarity_signs(polarity)
    if np.broadcast_shapes(v.shape[:-1], signs.shape) != v.shape[:-1]:
        raise ValueError("polarity may not have more positions than there are groups of areas")
    found, tied = _ascending(v * np.where(signs < 0, 1, -1)[..., np.newaxis])
    return Ranking(found, tied, np.asarray((~np.isnan(v)).sum(axis=-1)))


def quantile(values: ArrayLike, bins: int, *, areas_per_bin: int = AREAS_PER_BIN) -> Quantiles:
    """Put areas into so many bins of about equal size, 1 the lowest values.

    values: shape (..., areas), NaN where missing. bins: 4 for quartiles. Equal values share the lower bin.
    areas_per_bin: OHID allows 1, that is, as many bins as areas; here 2, so that five areas have no quartiles.
    Raises TooFewAreas where no group can have so many bins; a group that falls short because values are missing
    is refused by itself. Raises ValueError for fewer than two bins.

    Formula: PHEindicatormethods, phe_quantile: floor((bins + 1) - ceil((areas + 1 - rank) / (areas / bins))),
    at least 1, with the lowest rank for ties; in whole numbers, so that nothing rounds across a border.
    """
    v = _along_areas(values)
    if bins < 2 or areas_per_bin < 1:
        raise ValueError("two bins or more, with one area each or more")
    fewest = bins * areas_per_bin
    if v.shape[-1] < fewest:
        raise TooFewAreas(f"{bins} bins need", v.shape[-1], fewest)
    found, _ = _ascending(v)
    areas = (~np.isnan(v)).sum(axis=-1, keepdims=True)
    refused = areas < fewest
    steps = np.where(np.isnan(found), 1, areas + 1 - found).astype(np.int64) * bins
    place = np.maximum(bins + 1 + (-steps // np.maximum(areas, 1)), 1)
    return Quantiles(np.where(np.isnan(found) | refused, np.nan, place), refused[..., 0], bins)


def _along_areas(values: ArrayLike) -> Floats:
    v = as_floats(values)
    if v.ndim == 0:
        raise ValueError("areas lie along the last axis: not a single number")
    return v


def _ascending(v: Floats) -> tuple[Floats, Flags]:
    """Ranks from the lowest, ties taking the lowest rank, and who is tied. NaN sorts last and stays NaN."""
    order = np.argsort(v, axis=-1, kind="stable")
    in_order = np.take_along_axis(v, order, axis=-1)
    same = in_order[..., 1:] == in_order[..., :-1]
    edge = np.zeros((*v.shape[:-1], 1), dtype=np.bool_)[..., : v.shape[-1]]
    as_before, as_after = np.concatenate([edge, same], axis=-1), np.concatenate([same, edge], axis=-1)
    position = np.where(as_before, 0, np.arange(v.shape[-1]))
    first = np.maximum.accumulate(position, axis=-1) + 1.0
    ranks, tied = np.empty_like(v), np.empty(v.shape, dtype=np.bool_)
    np.put_along_axis(ranks, order, first, axis=-1)
    np.put_along_axis(tied, order, as_before | as_after, axis=-1)
    return np.where(np.isnan(v), np.nan, ranks), tied
