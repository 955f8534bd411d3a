"""How many flags chance alone would raise: to be printed wherever many comparisons are shown."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm

from benchmarking.statistics.counts import Floats, as_numerator
from benchmarking.statistics.estimates import level_of


def expected_false_flags(
    comparisons: ArrayLike, *, confidence: float = 0.95, own_share: ArrayLike = 0
) -> Floats:
    """How many of so many comparisons would be flagged if no area truly differed. An array of the input's shape.

    comparisons: whole numbers, how many are shown (areas x indicators). confidence: 0.95 or 0.998.
    own_share: which part of the benchmark the area itself makes up, 0 to below 1: 0.2 for one of five equal
    areas in their own pool, 0 for England. The area pulls such a benchmark to itself and flags get rarer.
    2,500 comparisons: 125 at 95 %, 5 at 99.8 %; with a share of a fifth 71 instead of 125 (2.8 %).
    Raises ImpossibleCount for numbers that are no counts, ValueError for a senseless share or confidence.

    Formula: comparisons x 2(1 - Phi(z / sqrt(1 - share))), for the variance of area minus pool is (1 - share)
    times the area's own. Counts are whole, so exact intervals raise somewhat fewer.
    """
    share = np.asarray(own_share, dtype=np.float64)
    if not ((share >= 0) & (share < 1)).all():
        raise ValueError("the area's share of its benchmark lies between 0 and 1")
    z = norm.isf((1 - level_of(confidence)) / 2) / np.sqrt(1 - share)
    return np.asarray(as_numerator(comparisons) * 2 * norm.sf(z))
