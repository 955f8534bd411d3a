"""Where things go on a trend: the two scales, the labels at the ends of the lines, the notes underneath."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from benchmarking.charts.lettering import text_width, wrap, written
from benchmarking.charts.marks import Mark, PlaceKind, Point, Series, symbol_words
from benchmarking.charts.scales import SMALLEST, Scale, scale
from kernel.symbols import Symbol

LABEL, TICK, NOTE = 14, 14, 14
LINE_HEIGHT = 17
TOP = 34
KEY = 20


@dataclass(frozen=True)
class Plot:
    """The scales, the room there is, and the words: end label of each series, then the notes."""

    years: range
    left: float
    right: float
    bottom: float
    y: Scale
    tick_labels: list[str]
    labels: list[list[str]]
    notes: list[str]

    def x(self, year: int) -> float:
        if len(self.years) == 1:
            return (self.left + self.right) / 2
        return self.left + (year - self.years[0]) / (len(self.years) - 1) * (self.right - self.left)

    def at(self, point: Point) -> tuple[float, float]:
        return self.x(point.year), self.y(float(point.mark.value or 0))

    def end_of(self, one: Series) -> tuple[float, float] | None:
        """Where the series stands in the last year; nowhere if its value is not shown then."""
        mark = last_mark(one, self.years[-1])
        return None if mark.symbol else (self.right, self.y(float(mark.value or 0)))


def main_series(series: Sequence[Series]) -> Series | None:
    """The only area, or the first place with emphasis; none where several areas stand side by side."""
    areas = [one for one in series if one.kind is PlaceKind.AREA]
    if len(areas) == 1:
        return areas[0]
    return next((one for one in series if one.emphasis), None)


def last_mark(one: Series, year: int) -> Mark:
    """What the series has in that year. A year without a point is not available."""
    found = (point.mark for point in one.points if point.year == year)
    return next(found, Mark(symbol=Symbol.NOT_AVAILABLE))


def plot_of(series: Sequence[Series], *, unit: str, decimals: int, width: float, height: float) -> Plot:
    """Raises ValueError where there is no year, or too little room."""
    years = [point.year for one in series for point in one.points]
    if not years:
        raise ValueError("a trend needs at least one series with at least one year")
    most = len(wrap(_notes(series, from_zero=False), NOTE, width))
    bottom = height - 27 - most * LINE_HEIGHT
    axis = scale(_extents(series), start=bottom, end=TOP, decimals=decimals, spacing=44)
    ticks = [written(Decimal(repr(tick)), axis.tick_decimals, unit) for tick in axis.ticks]
    labels = [_label(one, max(years), decimals, unit, width) for one in series]
    room = max((_text_room(text) for lines in labels for text in lines), default=0)
    left, right = max(text_width(tick, TICK) for tick in ticks) + 16, width - room - 24
    if right - left < SMALLEST:
        raise ValueError("the chart is too small for what it has to show")
    notes = wrap(_notes(series, from_zero=axis.starts_at_zero), NOTE, width)
    return Plot(range(min(years), max(years) + 1), left, right, bottom, axis, ticks, labels, notes)


def _extents(series: Sequence[Series]) -> list[float]:
    """All values, and the limits of the interval that is drawn."""
    main = main_series(series)
    marks = [(point.mark, one is main) for one in series for point in one.points]
    return [number for mark, whole in marks for number in (mark.extent if whole else mark.extent[:1])]


def _label(one: Series, year: int, decimals: int, unit: str, width: float) -> list[str]:
    """The value of the last year or its symbol, then the name in as many lines as it needs.

    An older value never stands here, where it would be read as the newest. Nothing where no value is shown at all.
    """
    if not one.shown:
        return []
    mark = last_mark(one, year)
    end = f"[{mark.symbol}]" if mark.symbol else written(mark.value or 0, decimals, unit)
    return [end, *wrap(one.name, LABEL, 0.3 * width)]


def _text_room(text: str) -> float:
    """A symbol is followed by the key to its line."""
    return text_width(text, LABEL, bold=True) + (KEY if text.startswith("[") else 0)


def _notes(series: Sequence[Series], *, from_zero: bool) -> str:
    main = main_series(series)
    points = main.points if main else []
    said = ["Years end on 31 March."]
    if any(point.mark.interval for point in points):
        said.append("Shaded: 95% confidence interval.")
    if not from_zero:
        said.append("Axis does not start at zero.")
    last = max(point.year for one in series for point in one.points)
    ends = [last_mark(one, last) for one in series if one.shown]
    letters = sorted({mark.symbol for mark in [*(point.mark for point in points), *ends] if mark.symbol})
    said += [f"{letter}: {symbol_words(letter)}.".replace(" ", "\N{NO-BREAK SPACE}") for letter in letters]
    if empty := [one.name for one in series if not one.shown]:
        said.append(f"No value shown: {', '.join(empty)}.")
    return " ".join(said)
