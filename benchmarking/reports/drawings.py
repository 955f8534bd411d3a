"""The two charts of an indicator, as SVG text for page and PDF alike."""

from collections.abc import Sequence

from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.value import Value
from benchmarking.charts import Mark, PlaceKind, Point, Row, Series, dot_and_interval, trend
from benchmarking.indicators.definition import Definition
from benchmarking.reports import words
from kernel.periods import Period

KIND = {
    Level.AREA: PlaceKind.AREA,
    Level.POOLED: PlaceKind.POOLED,
    Level.REGIONAL: PlaceKind.REGION,
    Level.NATIONAL: PlaceKind.NATIONAL,
}


def draw_dots(definition: Definition, rows: Sequence[tuple[Place, Value]], finding: str) -> str:
    """Every place in the newest year, its interval as a bar, the nation as a line."""
    said = "; ".join(_in_words(place, value, definition) for place, value in rows)
    return dot_and_interval(
        [Row(place.short_name, mark_of(value), KIND[place.level]) for place, value in rows],
        title=f"{definition.name}: {finding}",
        description=f"Dot and interval chart, {words.unit(definition)}. {said}. {finding}.",
        unit=definition.unit,
        decimals=definition.decimals,
        id_prefix=f"dots-{definition.slug}",
    )


def draw_trend(definition: Definition, series: Sequence[tuple[Place, Sequence[Value]]]) -> str:
    """The areas through the years with the nation beside them; nothing where there is one year only."""
    drawn = [(place, values) for place, values in series if place.level in (Level.AREA, Level.NATIONAL)]
    if len({value.year for _, values in drawn for value in values}) < 2:
        return ""
    said = "; ".join(_first_to_last(place, values, definition) for place, values in drawn)
    return trend(
        [
            Series(place.short_name, [_point(value) for value in values], KIND[place.level])
            for place, values in drawn
        ],
        title=f"{definition.name} through the years",
        description=f"Line chart, {words.unit(definition)}. {said}. Each year's value stands in the table of all years.",
        unit=definition.unit,
        decimals=definition.decimals,
        id_prefix=f"trend-{definition.slug}",
        height=300,
    )


def mark_of(value: Value) -> Mark:
    if value.value is None:
        return Mark(symbol=str(value.symbol))
    return Mark(value.value, value.lower, value.upper)


def _point(value: Value) -> Point:
    return Point(Period.reporting_year(value.year), mark_of(value))


def _in_words(place: Place, value: Value, definition: Definition) -> str:
    if value.value is None:
        return f"{place.short_name} not shown, {value.symbol.meaning if value.symbol else 'not available'}"
    between = f" ({words.interval(value, definition)})" if value.lower is not None else ""
    return f"{place.short_name} {words.shown(value, definition)}{between}"


def _first_to_last(place: Place, values: Sequence[Value], definition: Definition) -> str:
    known = [value for value in values if value.value is not None]
    if not known:
        return f"{place.short_name} has no value shown"
    first, last = known[0], known[-1]
    return (
        f"{place.short_name} {words.shown(first, definition)} in {first.year} "
        f"and {words.shown(last, definition)} in {last.year}"
    )
