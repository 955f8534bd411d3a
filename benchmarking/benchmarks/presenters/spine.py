"""One area among all authorities: a row of the spine chart for each indicator of which their values are known."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from benchmarking.benchmarks.places import Place
from benchmarking.benchmarks.presenters.charts import both_widths, mark
from benchmarking.benchmarks.presenters.profile import Line
from benchmarking.benchmarks.standing import Standing
from benchmarking.benchmarks.value import Value
from benchmarking.charts import Spine, spine
from benchmarking.indicators.definition import Definition

SUBTITLE = (
    "The bar reaches over all authorities, its dark part over the middle half of them. The mark in front is the area, the upright "
    "mark the average of its statistical neighbours."
)


def spine_row(
    definition: Definition, value: Value, national: Value | None, standing: Standing | None
) -> Spine | None:
    """Nothing where a value is not shown, or where too few authorities are known to draw them."""
    if standing is None or value.value is None or national is None or national.value is None:
        return None
    ends = (standing.lowest, standing.lower_quartile, standing.upper_quartile, standing.highest)
    if any(end is None for end in ends):
        return None
    lowest, lower_quartile, upper_quartile, highest = (end for end in ends if end is not None)
    return Spine(
        name=definition.short_name,
        mark=mark(value),
        benchmark=national.value,
        lowest=lowest,
        lower_quartile=lower_quartile,
        upper_quartile=upper_quartile,
        highest=highest,
        neighbours=standing.neighbours,
        polarity=definition.polarity,
        standing=value.verdict or value.comparison,
        unit=definition.unit,
        decimals=definition.decimals,
    )


def spine_title(place: Place, nation: Place) -> str:
    return f"{place.name} beside {nation.name} and all its authorities"


def spine_chart(lines: Sequence[Line], place: Place, nation: Place | None) -> SafeString | None:
    """The profile as a picture; the values stand in the tables below it."""
    found = (spine_row(line.definition, line.newest, line.national, line.standing) for line in lines)
    rows = [row for row in found if row is not None]
    if nation is None or not rows:
        return None
    described = (
        f"This chart shows a mark for {place.name} on a bar for all authorities, with {nation.name} in the middle, "
        f"for each of {len(rows)} indicators. The values stand in the tables below."
    )
    return both_widths(
        lambda width, id_prefix: spine(
            rows, area=place.short_name, nation=nation.short_name, title=spine_title(place, nation),
            description=described, id_prefix=id_prefix, width=width,
        ),
        f"spine-{place.key}",
    )  # fmt: skip
