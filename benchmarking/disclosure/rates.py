"""What a rate printed elsewhere says about its count: a relation in disguise."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import numpy as np
from numpy.typing import ArrayLike

from benchmarking.disclosure.table import Floats


def count_bounds(
    value: ArrayLike, denominator: ArrayLike, *, multiplier: int = 100, decimals: int = 1
) -> tuple[Floats, Floats]:
    """The least and the greatest whole count that a printed rate allows, for the columns lower and upper.

    value: rates as printed, rounded to `decimals` places, halves either way. denominator: what they were
    divided by. Both broadcast together; the answer has their shape. multiplier: 100 for percentages, 10,000
    for rates per 10,000. Where either is missing (NaN) nothing is known: 0 and infinity.
    Raises ValueError for a denominator below 0, or a rate that no whole count gives.
    Example: 10.0 per 10,000 at one decimal of 60,000 children is a count of 60 and no other.
    """
    rates, bases = np.broadcast_arrays(np.asarray(value, np.float64), np.asarray(denominator, np.float64))
    if (bases < 0).any():
        raise ValueError("a denominator is below 0")
    pairs = [
        _bounds(rate, base, multiplier, decimals) for rate, base in zip(rates.flat, bases.flat, strict=True)
    ]
    found = np.array(pairs, dtype=np.float64).reshape(*rates.shape, 2)
    if (found[..., 0] > found[..., 1]).any():
        raise ValueError("no whole count gives this rate")
    return found[..., 0], found[..., 1]


def _bounds(rate: float, base: float, multiplier: int, decimals: int) -> tuple[float, float]:
    """In decimal arithmetic, so that a half is a half."""
    if np.isnan(rate) or np.isnan(base):
        return 0.0, np.inf
    half = Decimal(5).scaleb(-decimals - 1)
    printed, share = Decimal(str(float(rate))), Decimal(str(float(base))) / multiplier
    lower = ((printed - half) * share).to_integral_value(ROUND_CEILING)
    return max(float(lower), 0.0), float(((printed + half) * share).to_integral_value(ROUND_FLOOR))
