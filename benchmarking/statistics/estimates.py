"""What a value and its interval look like: one shape for proportions, rates, counts and means."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from benchmarking.statistics.counts import Flags, Floats

Kind = Literal["proportion", "rate"]


@dataclass(frozen=True, eq=False)
class Counts:
    """What an estimate was made of: counts of one shape, and how they were divided."""

    kind: Kind
    numerator: Floats
    denominator: Floats
    multiplier: float


@dataclass(frozen=True, eq=False)
class Interval:
    """Two limits of the same shape as the value they belong to, and how confident they are (0.95)."""

    lower: Floats
    upper: Floats
    confidence: float


@dataclass(frozen=True, eq=False)
class Estimate:
    """Values with their interval, arrays of one shape, in the unit of the multiplier (100: per cent).

    `outer` is a second, wider interval (99.8 %), there where two levels of confidence were asked for.
    `counts` is what the values were made of; None for means and for values taken from a publisher.
    """

    value: Floats
    lower: Floats
    upper: Floats
    confidence: float
    not_applicable: Flags
    outer: Interval | None = None
    counts: Counts | None = None

    @property
    def missing(self) -> Flags:
        """Where there is no value, for whatever reason."""
        return np.isnan(self.value)

    @property
    def symbol(self) -> NDArray[np.str_]:
        """Why there is no value: "z" denominator zero, "x" a count missing; "" where there is one."""
        return np.where(self.not_applicable, "z", np.where(self.missing, "x", ""))


def levels_of(confidence: float | tuple[float, float]) -> list[float]:
    """One or two levels of confidence, the narrower first. Raises ValueError for anything else."""
    levels = list(confidence) if isinstance(confidence, tuple) else [confidence]
    if not all(0 < level < 1 for level in levels):
        raise ValueError("confidence lies between 0 and 1, such as 0.95")
    if len(levels) > 2 or sorted(set(levels)) != levels:
        raise ValueError("at most two levels of confidence, the narrower first, such as (0.95, 0.998)")
    return levels


def level_of(confidence: float) -> float:
    """One level of confidence. Raises ValueError unless it lies between 0 and 1."""
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1, such as 0.95")
    return confidence
