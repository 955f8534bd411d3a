"""Small numbers are not published: first, the cells that are small themselves (primary suppression).

It looks at one figure at a time. What else must be hidden so that nobody works a small count out from totals, other
indicators, earlier issues or what an area knows of itself is for `protect`; `benchmarking.indicators.withholding` asks
it when a return becomes visible. Figures of status "official" pass as they stand: their publisher protected them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Words = NDArray[np.str_]

CONFIDENTIAL = "c"
OFFICIAL = "official"


@dataclass(frozen=True, eq=False)
class Protection:
    """What may not be shown, arrays of one shape.

    hidden: hide the numerator and all derived from it: value, interval, comparison, rank, chart point.
    denominator_hidden: hide the denominator too, because it is small itself.
    symbol: what stands in the place of the value: "c" where hidden, otherwise the symbol that was there.
    """

    hidden: Flags
    denominator_hidden: Flags
    symbol: Words


def protect_small(
    numerator: ArrayLike,
    denominator: ArrayLike,
    symbol: ArrayLike,
    status: ArrayLike,
    *,
    part_of_whole: ArrayLike,
    smallest: int = 1,
    largest: int = 5,
) -> Protection:
    """Which cells are small enough to point at children, by the rule "smallest to largest becomes c".

    numerator, denominator: counts, NaN or None where missing. symbol: "" or the source's symbol.
    status: "official", "provisional" or "local"; official figures were protected by their publisher.
    part_of_whole: True for proportions, where the rest (denominator - numerator) and the denominator count
    children too; False for rates and counts, whose denominator is a population. All broadcast together.
    Zero is not hidden: the Department for Education publishes true zeros. Missing stays missing.
    A cell that carries a symbol keeps it, and whatever count is still there with it is hidden.
    Raises ValueError where the rule is not 0 < smallest <= largest.

    Rule: Department for Education, children in need data guidance: 1 to 5 suppressed and replaced by c.
    """
    if not 0 < smallest <= largest:
        raise ValueError("the rule reads: from smallest (1 or more) to largest")
    x, n, marks, states, part = np.broadcast_arrays(
        np.asarray(numerator, dtype=np.float64),
        np.asarray(denominator, dtype=np.float64),
        np.asarray(symbol, dtype=np.str_),
        np.asarray(status, dtype=np.str_),
        np.asarray(part_of_whole, dtype=np.bool_),
    )
    ours = states != OFFICIAL
    small_whole = ours & part & _between(n, smallest, largest)
    small = _between(x, smallest, largest) | (part & _between(n - x, smallest, largest))
    marked = (marks != "") & ~np.isnan(x)
    hidden = (ours & small) | (small_whole & ~np.isnan(x)) | marked
    return Protection(hidden, small_whole, np.where(hidden & (marks == ""), CONFIDENTIAL, marks))


def hide(values: ArrayLike, hidden: ArrayLike) -> Floats:
    """The values as floats, NaN where hidden. For everything derived from a hidden count."""
    return np.where(hidden, np.nan, np.asarray(values, dtype=np.float64))


def total_may_be_shown(part_hidden: ArrayLike, part_missing: ArrayLike) -> Flags:
    """Whether a total over the last axis may be shown: only where every part is shown and known.

    One hidden part would be the total less the others. Raises ValueError where there is no part at all.
    """
    hidden, missing = np.asarray(part_hidden, dtype=np.bool_), np.asarray(part_missing, dtype=np.bool_)
    either = hidden | missing
    if either.ndim == 0 or either.shape[-1] == 0:
        raise ValueError("a total needs at least one part, along the last axis")
    return np.asarray(~either.any(axis=-1))


def _between(counts: Floats, smallest: int, largest: int) -> Flags:
    """Missing counts (NaN) are not between anything."""
    return (counts >= smallest) & (counts <= largest)
