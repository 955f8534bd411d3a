"""Areas by their size, between the limits around the nation's value."""

from benchmarking.benchmarks.places import Place
from benchmarking.benchmarks.presenters.charts import mark
from benchmarking.charts import Lines, Sized, funnel
from benchmarking.indicators.definition import Definition
from benchmarking.reports import words
from benchmarking.reports.comparing.expecting import Funnel
from benchmarking.reports.comparing.findings import Expected
from benchmarking.reports.drawings.common import NARROW, both_widths
from benchmarking.reports.report import Drawn

HEIGHT, NARROW_HEIGHT = 272, 470
WHY = "because the counts of all authorities are not published"


def draw_funnel(definition: Definition, found: Funnel, nation: Place) -> Drawn:
    """The areas by name and nothing else; the nation is the line in the middle."""
    title = funnel_finding(
        [(place, each) for (place, _), each in zip(found.rows, found.expected, strict=True)]
    )
    alt = (
        f"{title}. This chart shows a point for each of {words.counted(len(found.rows), 'area')} by its size, "
        f"between limits of 95% and 99.8% around the value of {nation.name}. The limits make no allowance for "
        "over-dispersion. The values and limits stand in the table below."
    )
    areas = [
        Sized(place.short_name, mark(value), value.denominator, each.outside)
        for (place, value), each in zip(found.rows, found.expected, strict=True)
    ]
    lines = Lines(*found.curves)

    def drawn(width: float, id_prefix: str) -> str:
        return funnel(
            areas,
            lines=lines,
            centre=(nation.short_name, found.baseline.value or 0),
            method=f"{found.limits.method}, {WHY}",
            size_unit=size_unit(definition),
            title=f"{definition.name}: {title}",
            description=alt,
            unit=definition.unit,
            decimals=definition.decimals,
            id_prefix=id_prefix,
            width=width,
            height=NARROW_HEIGHT if width == NARROW else HEIGHT,
        )

    return both_widths(drawn, key=f"funnel-{definition.slug}", title=title, alt=alt)


def size_unit(definition: Definition) -> str:
    """What an area's size counts."""
    if definition.population:
        return f"children aged {definition.population.ages}"
    said = definition.denominator or ""
    return said[:1].lower() + said[1:]


def funnel_finding(rows: list[tuple[Place, Expected]]) -> str:
    """Who lies outside which limits, the wider ones first."""
    said = []
    for limits in ("99.8%", "95%"):
        for side in ("above", "below"):
            names = [place.short_name for place, each in rows if (each.outside, each.side) == (limits, side)]
            if names:
                said.append(f"{side} the {limits} limits: {words.listed(names)}")
    if not said:
        return f"{words.capital(words.all_of(len(rows), 'area'))} within the limits for their size"
    return words.capital("; ".join(said))
