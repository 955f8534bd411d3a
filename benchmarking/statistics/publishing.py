"""The value as it is printed: rounded half up from the exact counts, not from a float near them."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from benchmarking.statistics.counts import Flags, Floats, as_denominator, as_numerator, refuse_where, together

LARGEST_EXACT = 2**53
LARGEST_INT64 = 2**63 - 1


@dataclass(frozen=True, eq=False)
class Published:
    """Rounded values as whole numbers: 163 with decimals=1 is 16.3. Zero where `shown` is False."""

    scaled: NDArray[np.int64]
    shown: Flags
    decimals: int

    @property
    def values(self) -> NDArray[np.object_]:
        """Decimals with exactly `decimals` places, None where there is no value. Same shape."""
        pairs = zip(self.scaled.ravel().tolist(), self.shown.ravel().tolist(), strict=True)
        values = np.empty(self.scaled.size, dtype=object)
        values[:] = [Decimal(s).scaleb(-self.decimals) if shown else None for s, shown in pairs]
        return values.reshape(self.scaled.shape)


def published(numerator: ArrayLike, denominator: ArrayLike, *, multiplier: int, decimals: int) -> Published:
    """multiplier x numerator / denominator, rounded half up, by whole-number arithmetic on int64 throughout.

    numerator, denominator: whole numbers or NaN, arrays that broadcast together (or single numbers).
    Not shown where either is missing or the denominator is zero.
    Agrees with kernel.rounding.ratio_half_up, position by position.
    Raises ImpossibleCount for counts that cannot be, ValueError for a multiplier below 1 or decimals below 0,
    OverflowError where int64 would wrap: above about 9 x 10^18 / (2 x multiplier x 10^decimals) events.
    """
    if multiplier < 1 or decimals < 0:
        raise ValueError("a multiplier is 1 or more, and decimals are 0 or more")
    x, n = together(as_numerator(numerator), as_denominator(denominator))
    refuse_where(n, lambda c: c != np.floor(c), "a denominator that is not a whole number", but_nan=True)
    shown = (n > 0) & ~np.isnan(x)
    scale = 2 * multiplier * 10**decimals
    _refuse_overflow(x[shown], n[shown], scale)
    tops, bottoms = np.where(shown, x, 0).astype(np.int64), np.where(shown, n, 1).astype(np.int64)
    return Published((tops * scale + bottoms) // (2 * bottoms), shown, decimals)


def _refuse_overflow(x: Floats, n: Floats, scale: int) -> None:
    if not x.size:
        return
    top, bottom = int(x.max()), int(n.max())
    if max(top, bottom) > LARGEST_EXACT or top * scale + bottom > LARGEST_INT64 or 2 * bottom > LARGEST_INT64:
        raise OverflowError("counts too large to round exactly in 64 bits")
