"""The two charts of an indicator, as SVG text for page and PDF alike."""

from collections.abc import Sequence

from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.presenters.charts import KINDS, mark
from benchmarking.benchmarks.value import Value
from benchmarking.charts import Point, Row, Series, dot_and_interval, trend
from benchmarking.indicators.definition import Definition
from benchmarking.reports import words
from benchmarking.reports.report import Drawn
from kernel.periods import Period

TREND_HEIGHT = 264
NOTE_LINES = 40
MOST_LINES = 5
WIDE, NARROW = 640.0, 320.0


def draw_dots(definition: Definition, rows: Sequence[tuple[Place, Value]], finding: str) -> Drawn:
    """Every place in the newest year, its interval as a bar, the nation as a line."""
    alt = (
        f"{finding}. This chart shows a dot with its 95% confidence interval for each of "
        f"{words.counted(len(rows), 'place')}, {words.unit(definition)}.{_not_shown(rows)} "
        "The values stand in the table below."
    )
    marks = [Row(place.short_name, mark(value), KINDS[place.level]) for place, value in rows]

    def drawn(width: float, id_prefix: str) -> str:
        return dot_and_interval(
            marks,
            title=f"{definition.name}: {finding}",
            description=alt,
            unit=definition.unit,
            decimals=definition.decimals,
            id_prefix=f"{id_prefix}-{definition.slug}",
            width=width,
        )

    return Drawn(drawn(WIDE, "dots"), drawn(NARROW, "dots-narrow"), alt)


def draw_trend(definition: Definition, history: Sequence[tuple[Place, Sequence[Value]]]) -> Drawn | None:
    """The areas through the years with the nation beside them; nothing where there is one year only."""
    lines = _worth_drawing(history)
    if len({value.year for _, values in lines for value in values}) < 2:
        return None
    said = " ".join(_first_to_last(place, values, definition) for place, values in lines)
    alt = f"This chart shows a line for each place, {words.unit(definition)}. {said}"
    series = [
        Series(p.short_name, [_point(value) for value in values], KINDS[p.level]) for p, values in lines
    ]

    def drawn(width: float, id_prefix: str) -> str:
        return trend(
            series,
            title=f"{definition.name} through the years",
            description=alt,
            unit=definition.unit,
            decimals=definition.decimals,
            id_prefix=f"{id_prefix}-{definition.slug}",
            width=width,
            height=TREND_HEIGHT if width == WIDE else TREND_HEIGHT + NOTE_LINES,
        )

    return Drawn(drawn(WIDE, "trend"), drawn(NARROW, "trend-narrow"), alt)


def _worth_drawing(series: Sequence[tuple[Place, Sequence[Value]]]) -> list[tuple[Place, Sequence[Value]]]:
    """The areas, where they are few enough to be told apart; otherwise all of them pooled. And the nation."""
    areas = [one for one in series if one[0].level == Level.AREA]
    wanted = Level.AREA if len(areas) <= MOST_LINES else Level.POOLED
    return [one for one in series if one[0].level in (wanted, Level.NATIONAL)]


def _point(value: Value) -> Point:
    return Point(Period.reporting_year(value.year), mark(value))


def _not_shown(rows: Sequence[tuple[Place, Value]]) -> str:
    """Whose value is missing, and why, as a sentence of its own."""
    gone = [
        f"{place.short_name} ({value.symbol.meaning.split(':')[0]})" for place, value in rows if value.symbol
    ]
    return f" Not shown: {words.listed(gone)}." if gone else ""


def _first_to_last(place: Place, values: Sequence[Value], definition: Definition) -> str:
    known = [value for value in values if value.value is not None]
    if not known:
        return f"{place.short_name} has no value shown."
    first, last = known[0], known[-1]
    return (
        f"{place.short_name} stood at {words.shown(first, definition)} in {first.year} "
        f"and at {words.shown(last, definition)} in {last.year}{_gone_at_the_end(values[-1])}."
    )


def _gone_at_the_end(newest: Value) -> str:
    """Said where the last value that is shown is not the newest year's."""
    return f"; {newest.year} is not shown ({newest.symbol.meaning.split(':')[0]})" if newest.symbol else ""
