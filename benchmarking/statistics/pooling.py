"""Several areas as one: first add the counts, then divide. Never the mean of the areas' rates."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from benchmarking.statistics.counts import Flags, Floats, as_denominator, as_numerator


@dataclass(frozen=True, eq=False)
class Pooled:
    """Sums over the areas, of the input's shape without its last axis; NaN where any part is missing.

    Hand them to `proportion` or `rate`. `incomplete` says where a part was missing.
    """

    numerator: Floats
    denominator: Floats
    incomplete: Flags


def pooled(numerator: ArrayLike, denominator: ArrayLike) -> Pooled:
    """Add the counts of areas that lie along the last axis.

    numerator, denominator: arrays of one shape (..., areas), counts or NaN where missing.
    One missing part, of either, makes both sums NaN: a partial sum would pass for the whole.
    Raises ImpossibleCount for impossible counts, ValueError for shapes that differ or for no areas at all.
    """
    x, n = as_numerator(numerator), as_denominator(denominator)
    if x.shape != n.shape or x.ndim == 0 or x.shape[-1] == 0:
        raise ValueError("pooling takes two arrays of one shape, with at least one area along the last axis")
    incomplete = np.asarray((np.isnan(x) | np.isnan(n)).any(axis=-1))
    sums = [np.where(incomplete, np.nan, counts.sum(axis=-1)) for counts in (x, n)]
    return Pooled(sums[0], sums[1], incomplete)
