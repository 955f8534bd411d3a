"""All areas pooled through the years: between the limits of their usual up and down where there are years enough."""

from collections.abc import Mapping, Sequence

from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.value import Value
from benchmarking.charts import Limits, control, trend
from benchmarking.indicators.definition import Definition
from benchmarking.reports import words
from benchmarking.reports.comparing.findings import Control, Movement
from benchmarking.reports.drawings.common import WIDE, both_widths, first_to_last, series_of
from benchmarking.reports.report import Drawn

HEIGHT, NOTE_LINES = 264, 56
SHOWN = (Level.POOLED, Level.REGIONAL, Level.NATIONAL)


def draw_trend(
    definition: Definition, history: Sequence[tuple[Place, Sequence[Value]]], moved: Mapping[str, Movement]
) -> Drawn | None:
    """Nothing where there is one year only. moved: by place."""
    lines = [one for one in history if one[0].level in SHOWN]
    if len({value.year for _, values in lines for value in values}) < 2:
        return None
    pooled = next(one for one in lines if one[0].level == Level.POOLED)
    movement = moved.get(pooled[0].key)
    if movement and movement.control:
        return _with_limits(definition, *pooled, movement.control)
    return _lines(definition, lines)


def _lines(definition: Definition, lines: Sequence[tuple[Place, Sequence[Value]]]) -> Drawn:
    years = sorted({value.year for _, values in lines for value in values})
    said = " ".join(first_to_last(place, values, definition) for place, values in lines)
    title = f"All areas pooled and the wider places, {years[0]} to {years[-1]}"
    alt = f"{title}. This chart shows a line for each place, {words.unit(definition)}. {said}"
    series = [series_of(place, values, emphasis=place.level == Level.POOLED) for place, values in lines]

    def drawn(width: float, id_prefix: str) -> str:
        return trend(
            series,
            title=f"{definition.name}: {title}",
            description=alt,
            unit=definition.unit,
            decimals=definition.decimals,
            id_prefix=id_prefix,
            width=width,
            height=HEIGHT if width == WIDE else HEIGHT + NOTE_LINES,
        )

    return both_widths(drawn, key=f"trend-{definition.slug}", title=title, alt=alt)


def _with_limits(definition: Definition, place: Place, values: Sequence[Value], found: Control) -> Drawn:
    title = control_finding(place, values, found)
    lower, upper = found.within(definition)
    alt = (
        f"{title}. This chart shows a line with a dot for each year, {words.unit(definition)}, its mean of "
        f"{words.decimal(found.mean, definition)} and the limits of its usual up and down, "
        f"{words.decimal(lower, definition)} and {words.decimal(upper, definition)}. {first_to_last(place, values, definition)}"
    )

    def drawn(width: float, id_prefix: str) -> str:
        return control(
            series_of(place, values),
            limits=Limits(found.mean, lower, upper),
            special=dict(found.special),
            title=f"{definition.name}: {title}",
            description=alt,
            unit=definition.unit,
            decimals=definition.decimals,
            id_prefix=id_prefix,
            width=width,
            height=HEIGHT + 8 if width == WIDE else HEIGHT + 2 * NOTE_LINES,
        )

    return both_widths(drawn, key=f"trend-{definition.slug}", title=title, alt=alt)


def control_finding(place: Place, values: Sequence[Value], found: Control) -> str:
    """Which years the usual up and down does not explain."""
    span = f"{values[0].year} to {values[-1].year}"
    if not found.years:
        return f"{place.short_name}, {span}: every year within the usual up and down"
    verb = "lies" if len(found.years) == 1 else "lie"
    return f"{place.short_name}, {span}: {words.years(found.years)} {verb} beyond the usual up and down"
