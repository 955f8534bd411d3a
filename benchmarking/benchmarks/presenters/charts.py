"""Values into charts, each at two widths: one for a desk, one for a telephone."""

from collections.abc import Callable, Iterable, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.value import Value
from benchmarking.charts import Mark, PlaceKind, Point, Row, Series, dot_and_interval, sparkline, trend
from benchmarking.indicators.definition import Definition
from kernel.periods import Period
from kernel.symbols import Symbol

KINDS = {
    Level.AREA: PlaceKind.AREA,
    Level.POOLED: PlaceKind.POOLED,
    Level.REGIONAL: PlaceKind.REGION,
    Level.NATIONAL: PlaceKind.NATIONAL,
}
WIDE, NARROW = 760.0, 320.0


def mark(value: Value) -> Mark:
    if value.value is None:
        return Mark(symbol=str(value.symbol or Symbol.NOT_AVAILABLE))
    return Mark(value.value, value.lower, value.upper)


def both_widths(draw: Callable[[float, str], str], key: str) -> SafeString:
    """The same chart twice; the style sheet shows the one that fits, and screen readers hear only that one."""
    return format_html(
        '<div class="app-chart-wide">{}</div><div class="app-chart-narrow">{}</div>',
        mark_safe(draw(WIDE, f"{key}-wide")),  # noqa: S308 - charts escape their own text
        mark_safe(draw(NARROW, f"{key}-narrow")),  # noqa: S308
    )


def row(place: Place, value: Value) -> Row:
    return Row(place.name, mark(value), KINDS[place.level])


def rows_chart(
    rows: Sequence[Row], definition: Definition, *, title: str, description: str, key: str
) -> SafeString:
    """Dots and intervals of one year."""
    return both_widths(_dots(rows, definition, title=title, description=description), key)


def small_rows_chart(
    rows: Sequence[Row], definition: Definition, *, title: str, description: str, key: str
) -> SafeString:
    """The same, once, at the width of a telephone or of a third of a page."""
    drawn = _dots(rows, definition, title=title, description=description)(NARROW, key)
    return mark_safe(drawn)  # noqa: S308 - charts escape their own text


def _dots(
    rows: Sequence[Row], definition: Definition, *, title: str, description: str
) -> Callable[[float, str], str]:
    return lambda width, id_prefix: dot_and_interval(
        rows, title=title, description=description, unit=definition.unit, decimals=definition.decimals,
        id_prefix=id_prefix, width=width,
    )  # fmt: skip


Lines = Iterable[tuple[Place, Sequence[Value]]]


def trend_chart(
    lines: Lines, definition: Definition, *, title: str, description: str, key: str
) -> SafeString:
    """Lines through the years. Only reporting years ever get here."""
    return both_widths(_lines(lines, definition, title=title, description=description), key)


def small_trend_chart(
    lines: Lines, definition: Definition, *, title: str, description: str, key: str
) -> SafeString:
    drawn = _lines(lines, definition, title=title, description=description)(NARROW, key)
    return mark_safe(drawn)  # noqa: S308


def _lines(
    lines: Lines, definition: Definition, *, title: str, description: str
) -> Callable[[float, str], str]:
    series = [Series(place.short_name, _points(values), KINDS[place.level]) for place, values in lines]
    return lambda width, id_prefix: trend(
        series, title=title, description=description, unit=definition.unit, decimals=definition.decimals,
        id_prefix=id_prefix, width=width,
    )  # fmt: skip


def spark(values: Sequence[Value], *, title: str, description: str, key: str) -> SafeString:
    """A line the size of a word."""
    drawn = sparkline(_points(values), title=title, description=description, id_prefix=key)
    return mark_safe(drawn)  # noqa: S308


def _points(values: Sequence[Value]) -> list[Point]:
    return [Point(Period.reporting_year(value.year), mark(value)) for value in values]
