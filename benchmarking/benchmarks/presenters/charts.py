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


def comparison_chart(
    pairs: Sequence[tuple[Place, Value]], definition: Definition, *, title: str, description: str, key: str
) -> SafeString:
    """Dots and intervals of one year."""
    rows = [Row(place.name, mark(value), KINDS[place.level]) for place, value in pairs]
    return both_widths(
        lambda width, id_prefix: dot_and_interval(
            rows, title=title, description=description, unit=definition.unit, decimals=definition.decimals,
            id_prefix=id_prefix, width=width,
        ),
        key,
    )  # fmt: skip


def trend_chart(
    lines: Iterable[tuple[Place, Sequence[Value]]],
    definition: Definition,
    *,
    title: str,
    description: str,
    key: str,
) -> SafeString:
    """Lines through the years. Only reporting years ever get here."""
    series = [Series(place.short_name, _points(values), KINDS[place.level]) for place, values in lines]
    return both_widths(
        lambda width, id_prefix: trend(
            series, title=title, description=description, unit=definition.unit, decimals=definition.decimals,
            id_prefix=id_prefix, width=width,
        ),
        key,
    )  # fmt: skip


def spark(values: Sequence[Value], *, title: str, description: str, key: str) -> SafeString:
    """A line the size of a word."""
    drawn = sparkline(_points(values), title=title, description=description, id_prefix=key)
    return mark_safe(drawn)  # noqa: S308


def _points(values: Sequence[Value]) -> list[Point]:
    return [Point(Period.reporting_year(value.year), mark(value)) for value in values]
