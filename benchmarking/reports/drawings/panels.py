"""A small panel an area through the years, the nation's line behind each."""

from collections.abc import Mapping, Sequence

from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.value import Value
from benchmarking.charts import small_multiples
from benchmarking.indicators.definition import Definition
from benchmarking.reports import words
from benchmarking.reports.comparing.findings import Movement
from benchmarking.reports.drawings.common import both_widths, first_to_last, series_of
from benchmarking.reports.report import Drawn

History = Sequence[tuple[Place, Sequence[Value]]]


def draw_panels(definition: Definition, history: History, moved: Mapping[str, Movement]) -> Drawn | None:
    """Nothing where there is one year only. moved: by place."""
    areas = [one for one in history if one[0].level == Level.AREA]
    nation = next((one for one in history if one[0].level == Level.NATIONAL), None)
    if len({value.year for _, values in areas for value in values}) < 2:
        return None
    lines = [*areas, *([nation] if nation else [])]
    title = panels_finding([(place, moved.get(place.key)) for place, _ in areas])
    said = " ".join(first_to_last(place, values, definition) for place, values in lines)
    alt = f"{title}. This chart shows a panel with a line for each area, {words.unit(definition)}. {said}"
    special = {
        place.short_name: found.control.years
        for place, _ in areas
        if (found := moved.get(place.key)) and found.control
    }

    def drawn(width: float, id_prefix: str) -> str:
        return small_multiples(
            [series_of(place, values) for place, values in areas],
            behind=series_of(*nation) if nation else None,
            special=special,
            title=f"{definition.name}: {title}",
            description=alt,
            unit=definition.unit,
            decimals=definition.decimals,
            id_prefix=id_prefix,
            width=width,
        )

    return both_widths(drawn, key=f"panels-{definition.slug}", title=title, alt=alt)


def panels_finding(areas: Sequence[tuple[Place, Movement | None]]) -> str:
    """Who has risen and who has fallen over five years, and who cannot be said."""
    groups: dict[str, list[str]] = {"increasing": [], "decreasing": [], "no change": [], "": []}
    for place, movement in areas:
        groups[movement.recent if movement else ""].append(place.short_name)
    if len(groups[""]) == len(areas):
        return "Each area through the years; a trend of five years cannot be calculated"
    said = [
        phrase.format(names=_who(groups[word], len(areas)))
        for word, phrase in PHRASES.items()
        if groups[word]
    ]
    return words.capital("; ".join(said))


PHRASES = {
    "increasing": "increasing over five years in {names}",
    "decreasing": "decreasing over five years in {names}",
    "no change": "no clear trend over five years in {names}",
    "": "trend not calculated in {names}",
}


def _who(names: Sequence[str], of: int) -> str:
    return words.all_of(of, "area") if len(names) == of else words.listed(names)
