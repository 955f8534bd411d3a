"""Several areas as one: first add the counts, then divide. Never the mean of the areas' rates."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from benchmarking.statistics.counts import Flags, Floats, as_denominator, as_numerator


@dataclass(frozen=True, eq=False)
class Pooled:
    """Sums over areas, NaN where any part is missing. Hand them to `proportion` or `rate`.

    Of `pooled`: the input's shape without its last axis. Of `pooled_others`: the input's shape.
    `incomplete` says where a part was missing.
    `contains_area` says whether an area compared with this pool is in it. Where it is, with a share w of the
    pool, the comparison by interval is stricter than it says: see `expected_false_flags(own_share=w)`.
    """

    numerator: Floats
    denominator: Floats
    incomplete: Flags
    contains_area: bool = True


def pooled(numerator: ArrayLike, denominator: ArrayLike) -> Pooled:
    """Add the counts of areas that lie along the last axis.

    numerator, denominator: arrays of one shape (..., areas), counts or NaN where missing.
    One missing part, of either, makes both sums NaN: a partial sum would pass for the whole.
    Raises ImpossibleCount for impossible counts, ValueError for shapes that differ or for no areas at all.
    """
    x, n, gone = _areas(numerator, denominator)
    incomplete = np.asarray(gone.any(axis=-1))
    sums = [np.where(incomplete, np.nan, counts.sum(axis=-1)) for counts in (x, n)]
    return Pooled(sums[0], sums[1], incomplete)


def pooled_others(numerator: ArrayLike, denominator: ArrayLike) -> Pooled:
    """For each area along the last axis, the counts of all the other areas: a benchmark without the area.

    Shapes, missing parts and errors as in `pooled`, but the sums keep the last axis. An area's own count may
    be missing: the others do not need it. At least two areas.
    """
    x, n, gone = _areas(numerator, denominator)
    if x.shape[-1] < 2:
        raise ValueError("an area has others only where there are at least two areas")
    incomplete = np.asarray((gone.sum(axis=-1, keepdims=True) - gone) > 0)
    present = [np.where(gone, 0, counts) for counts in (x, n)]
    sums = [np.where(incomplete, np.nan, p.sum(axis=-1, keepdims=True) - p) for p in present]
    return Pooled(sums[0], sums[1], incomplete, contains_area=False)


def _areas(numerator: ArrayLike, denominator: ArrayLike) -> tuple[Floats, Floats, Flags]:
    x, n = as_numerator(numerator), as_denominator(denominator)
    if x.shape != n.shape or x.ndim == 0 or x.shape[-1] == 0:
        raise ValueError("pooling takes two arrays of one shape, with at least one area along the last axis")
    return x, n, np.isnan(x) | np.isnan(n)
