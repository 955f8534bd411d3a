"""Counts as arrays of floats, where NaN stands for a count that is missing. Zero is a count."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from benchmarking.statistics.errors import ImpossibleCount

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def as_floats(values: ArrayLike) -> Floats:
    """Any array of numbers as float64; None becomes NaN. Raises TypeError or ValueError for text."""
    return np.asarray(values, dtype=np.float64)


def as_numerator(values: ArrayLike) -> Floats:
    """Whole numbers from zero up, or NaN. Raises ImpossibleCount otherwise."""
    counts = as_floats(values)
    if not (_from_zero(counts) and _whole(counts)):
        refuse_where(counts, lambda c: c < 0, "a numerator below zero")
        refuse_where(counts, np.isinf, "an infinite numerator")
        refuse_where(
            counts, lambda c: c != np.floor(c), "a numerator that is not a whole number", but_nan=True
        )
    return counts


def as_denominator(values: ArrayLike) -> Floats:
    """Numbers from zero up, or NaN; person-years may be fractions. Raises ImpossibleCount otherwise."""
    counts = as_floats(values)
    if not _from_zero(counts):
        refuse_where(counts, lambda c: c < 0, "a denominator below zero")
        refuse_where(counts, np.isinf, "an infinite denominator")
    return counts


def _from_zero(counts: Floats) -> bool:
    """In two sweeps that pass NaN by, without a copy: nothing is below zero or infinite."""
    lowest, highest = (
        np.fmin.reduce(counts, axis=None, initial=0),
        np.fmax.reduce(counts, axis=None, initial=0),
    )
    return bool(lowest >= 0 and highest < np.inf)


def _whole(counts: Floats) -> bool:
    whole = int(np.count_nonzero(np.floor(counts) == counts))
    return whole == counts.size or whole + int(np.count_nonzero(np.isnan(counts))) == counts.size


def together(x: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Both in their common shape; copies where one had to be stretched, so that nobody writes through."""
    if x.shape == n.shape:
        return x, n
    wide, long = np.broadcast_arrays(x, n)
    return wide.copy(), long.copy()


def refuse_where(
    counts: Floats, wrong: Callable[[Floats], Flags], reason: str, *, but_nan: bool = False
) -> None:
    """Raise ImpossibleCount where `wrong` holds; `but_nan` where NaN would answer it too (NaN != NaN)."""
    found = np.asarray(wrong(counts))
    if but_nan:
        found = found & ~np.isnan(counts)
    if found.any():
        raise ImpossibleCount(reason, found)
