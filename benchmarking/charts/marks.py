"""What a chart is told: places with their values, and series of points in time.

Hand over what may be shown and nothing else: a hidden count must arrive as its symbol, because coordinates,
titles and descriptions can be read out of the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import isfinite

from kernel.periods import Period
from kernel.symbols import Symbol

Number = Decimal | float | int


class PlaceKind(StrEnum):
    """Each kind has its own colour and its own shape, so that charts read in greyscale."""

    AREA = "area"
    POOLED = "pooled"
    REGION = "region"
    NATIONAL = "national"


class OtherPeriodRefused(ValueError):
    """A value of some other stretch of time has no place on a line of reporting years."""


@dataclass(frozen=True)
class Mark:
    """A value with its interval, or the symbol that stands in its place.

    Give the value as it is published (a Decimal): charts print it as it comes, rounded half up where needed.
    Raises ValueError where there is both a value and a symbol or neither, or an interval that is not one.
    """

    value: Number | None = None
    lower: Number | None = None
    upper: Number | None = None
    symbol: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) == (not self.symbol):
            raise ValueError("a mark has either a value or a symbol")
        if self.symbol:
            Symbol(self.symbol)
        if (self.lower is None) != (self.upper is None) or (self.lower is not None and self.value is None):
            raise ValueError("an interval has two limits and a value")
        numbers = [float(n) for n in (self.value, self.lower, self.upper) if n is not None]
        if not all(isfinite(n) for n in numbers):
            raise ValueError("values and limits are finite; a missing value is a symbol")
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise ValueError("the lower limit lies above the upper")

    @property
    def extent(self) -> list[float]:
        """The numbers the axis has to make room for."""
        return [float(n) for n in (self.value, self.lower, self.upper) if n is not None]

    @property
    def interval(self) -> tuple[float, float] | None:
        if self.lower is None or self.upper is None:
            return None
        return float(self.lower), float(self.upper)

    @property
    def symbol_in_words(self) -> str:
        """ "c confidential": the letter and its meaning in a word or two."""
        return f"{self.symbol} {symbol_words(self.symbol)}"


@dataclass(frozen=True)
class Row:
    """One place in a dot-and-interval chart. `emphasis` sets its label in bold.

    neighbours: the average of its statistical neighbours, drawn only where the place's own value is.
    """

    name: str
    mark: Mark
    kind: PlaceKind = PlaceKind.AREA
    emphasis: bool = False
    neighbours: Number | None = None

    @property
    def beside(self) -> float | None:
        """The neighbours' average, where it is drawn."""
        return None if self.neighbours is None or self.mark.value is None else float(self.neighbours)


@dataclass(frozen=True)
class Point:
    """One reporting year of a series. Raises OtherPeriodRefused for any other period."""

    period: Period
    mark: Mark

    def __post_init__(self) -> None:
        if self.period.reporting_year_number is None:
            raise OtherPeriodRefused(
                f"{self.period.label} is not a reporting year and cannot stand on this line"
            )

    @property
    def year(self) -> int:
        return self.period.end.year


@dataclass(frozen=True)
class Series:
    """One place through the years, in any order; years that are absent are gaps, like years with a symbol.

    Raises ValueError where a year comes twice.
    """

    name: str
    points: Sequence[Point]
    kind: PlaceKind = PlaceKind.AREA
    emphasis: bool = False

    def __post_init__(self) -> None:
        if len({point.year for point in self.points}) != len(self.points):
            raise ValueError(f"{self.name} has one year twice")

    @property
    def shown(self) -> list[Point]:
        """The points that have a value, by year."""
        return sorted((p for p in self.points if p.mark.value is not None), key=lambda p: p.year)

    @property
    def runs(self) -> list[list[Point]]:
        """Stretches of consecutive years with values. A line is drawn inside a run and never between runs."""
        runs: list[list[Point]] = []
        for point in self.shown:
            if runs and point.year == runs[-1][-1].year + 1:
                runs[-1].append(point)
            else:
                runs.append([point])
        return runs


def symbol_words(symbol: str) -> str:
    return Symbol(symbol).meaning.split(":")[0]
