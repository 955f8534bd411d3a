"""From values to pixels, with round numbers on the axis."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

STEPS = (1, 2, 2.5, 5, 10)
SMALLEST = 40
"""Pixels; a shorter axis cannot be read."""

NEAR_ZERO = 0.5
"""An axis starts at zero where the smallest value is below this share of the largest."""


@dataclass(frozen=True)
class Scale:
    """A straight line from values to pixels; the ticks span it from end to end."""

    ticks: tuple[float, ...]
    tick_decimals: int
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return self.start + share * (self.end - self.start)

    @property
    def starts_at_zero(self) -> bool:
        return self.ticks[0] == 0


def scale(values: Iterable[float], *, start: float, end: float, decimals: int, spacing: float = 80) -> Scale:
    """A scale that holds all values, its ticks at least about `spacing` pixels apart.

    Ticks are never finer than the published decimals. Every step divides 100, so that percentages end there.
    Raises ValueError where there is no room for a scale.
    """
    if abs(end - start) < SMALLEST:
        raise ValueError("the chart is too small for what it has to show")
    found = list(values) or [0.0, 1.0]
    low, high = min(found), max(found)
    low = 0.0 if 0 <= low < NEAR_ZERO * high or low == high >= 0 else low
    finest = 10.0**-decimals
    high = high if high > low else low + finest
    step = _step((high - low) / max(1, floor(abs(end - start) / spacing)), finest)
    first = floor(low / step + 1e-9)
    last = max(first + 1, ceil(high / step - 1e-9))
    ticks = [i * step for i in range(first, last + 1)]
    return Scale(tuple(ticks), _decimals(step), start, end)


def _step(wanted: float, finest: float) -> float:
    """The smallest round step not below what is wanted, and not finer than the values are published."""
    if wanted <= finest:
        return finest
    power = 10.0 ** floor(log10(wanted))
    step = next(power * s for s in STEPS if power * s >= wanted * (1 - 1e-9))
    return step if _decimals(step) <= _decimals(finest) else 2 * step


def _decimals(step: float) -> int:
    return next((d for d in range(12) if abs(step * 10**d - round(step * 10**d)) < 1e-6), 12)
