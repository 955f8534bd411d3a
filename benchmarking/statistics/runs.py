"""Runs in a series: which points belong to a stretch that keeps a rule. Series lie along the last axis."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from benchmarking.statistics.counts import Flags, Floats

Sides = NDArray[np.int8]


def one_way(signs: Sides, length: int) -> Flags:
    """Where `length` signs in a row are all 1 or all -1: an array of starts, shorter by length - 1."""
    if signs.shape[-1] < length:
        return np.zeros((*signs.shape[:-1], 0), dtype=np.bool_)
    windows = sliding_window_view(signs, length, axis=-1)
    return np.asarray((windows == 1).all(axis=-1) | (windows == -1).all(axis=-1))


def covered(starts: Flags, length: int, points: int) -> Flags:
    """Every point of every stretch of `length` points that begins at a start."""
    found = np.zeros((*starts.shape[:-1], points), dtype=np.bool_)
    for ahead in range(length):
        found[..., ahead : ahead + starts.shape[-1]] |= starts
    return found


def in_trend(values: Floats, points: int) -> Flags:
    """Points of a stretch of so many that rises, or falls, at every step. A missing value breaks it."""
    moves = np.sign(np.diff(values, axis=-1))
    return covered(one_way(_signs(moves), points - 1), points, values.shape[-1])


def in_shift(sides: Sides, points: int) -> Flags:
    """Points of a stretch of so many on one side (1 or -1). A point on neither (0) breaks it."""
    return covered(one_way(sides, points), points, sides.shape[-1])


def two_of_three(near: Flags, sides: Sides) -> Flags:
    """Near points in a stretch of three that has at least two of them, all three on one side."""
    same = one_way(sides, 3)
    if not same.shape[-1]:
        return np.zeros(near.shape, dtype=np.bool_)
    enough = sliding_window_view(near, 3, axis=-1).sum(axis=-1) >= 2
    return near & covered(same & enough, 3, near.shape[-1])


def _signs(moves: Floats) -> Sides:
    return np.where(np.isnan(moves), 0, moves).astype(np.int8)
