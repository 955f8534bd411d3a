"""The limits that an area of its size would lie within, if it were like the nation: for funnels and their tables.

Without an allowance for over-dispersion: that would have to be estimated on all authorities, whose counts are
not published.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from benchmarking.reports.comparing.findings import Expected
from benchmarking.statistics import FunnelLimits, funnel_flags, funnel_limits
from kernel.rounding import round_half_up

Row = tuple[Place, Value]
FunnelKind = Literal["proportion", "rate"]
POINTS = 40
SMALLER, LARGER = 0.7, 1.06
"""The curves run from below the smallest area to above the largest."""


@dataclass(frozen=True)
class Funnel:
    """The areas that are drawn and their places within the limits; `limits` are at their sizes, then along all sizes."""

    rows: tuple[Row, ...]
    expected: tuple[Expected, ...]
    limits: FunnelLimits
    baseline: Value

    @property
    def curves(self) -> list[list[float]]:
        """Sizes that rise, then the limits there: outer lower, inner lower, inner upper, outer upper."""
        found = self.limits
        lines = (
            found.denominator, found.outer.lower, found.inner.lower, found.inner.upper, found.outer.upper
        )  # fmt: skip
        return [line[len(self.rows) :].tolist() for line in lines]


def expect(definition: Definition, rows: Sequence[Row]) -> Funnel | None:
    """Nothing for a plain count, without a nation, or where no area has a count to show."""
    nation = next((value for place, value in rows if place.level == Level.NATIONAL), None)
    drawn = tuple(row for row in rows if row[0].level == Level.AREA and _has_counts(row[1]))
    if definition.kind == "count" or nation is None or nation.value is None or not drawn:
        return None
    sizes = np.array([value.denominator for _, value in drawn], dtype=np.float64)
    along = np.linspace(SMALLER * sizes.min(), LARGER * sizes.max(), POINTS)
    limits = _limits(definition, np.concatenate([sizes, along]), nation)
    counts = [value.numerator for _, value in drawn]
    flags = funnel_flags(np.array([*counts, *[np.nan] * POINTS], dtype=np.float64), limits)
    expected = tuple(
        _expected(definition, row, limits, at, int(flags.position[at]), bool(flags.strong[at]))
        for at, row in enumerate(drawn)
    )
    return Funnel(drawn, expected, limits, nation)


def _has_counts(value: Value) -> bool:
    return value.value is not None and value.numerator is not None and bool(value.denominator)


def _limits(definition: Definition, sizes: NDArray[np.float64], nation: Value) -> FunnelLimits:
    kind: FunnelKind = "proportion" if definition.kind == "proportion" else "rate"
    return funnel_limits(
        sizes, baseline=float(nation.value or 0), kind=kind, multiplier=definition.multiplier
    )  # fmt: skip


def _expected(
    definition: Definition, row: Row, limits: FunnelLimits, at: int, position: int, strong: bool
) -> Expected:
    ends = (limits.inner.lower, limits.inner.upper, limits.outer.lower, limits.outer.upper)
    lower_95, upper_95, lower_998, upper_998 = (
        round_half_up(repr(float(end[at])), definition.decimals) for end in ends
    )
    return Expected(
        place=row[0].key,
        size=row[1].denominator or 0,
        lower_95=lower_95,
        upper_95=upper_95,
        lower_998=lower_998,
        upper_998=upper_998,
        outside="99.8%" if strong else "95%" if position else "",
        side={-1: "below", 0: "", 1: "above"}[position],
    )
