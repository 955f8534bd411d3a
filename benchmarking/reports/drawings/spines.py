"""One area on every indicator of which something is known of all authorities."""

from collections.abc import Sequence

from benchmarking.benchmarks.places import Place
from benchmarking.benchmarks.presenters.spine import spine_row
from benchmarking.charts import Spine, spine
from benchmarking.reports import words
from benchmarking.reports.drawings.common import both_widths
from benchmarking.reports.report import Drawn, Section


def draw_spine(place: Place, sections: Sequence[Section], nation: Place | None) -> Drawn | None:
    """Nothing without a nation, or where no section knows where the area stands among others."""
    found = [row for section in sections if (row := _row(place, section)) is not None]
    if nation is None or not found:
        return None
    title = spine_finding(found, nation)
    alt = (
        f"{place.name}: {title}. This chart shows a mark for the area on a bar for all authorities, with "
        f"{nation.name} in the middle, for each of {words.counted(len(found), 'indicator')}. The values stand in the "
        "table below."
    )

    def drawn(width: float, id_prefix: str) -> str:
        return spine(
            found, area=place.short_name, nation=nation.short_name, title=f"{place.name}: {title}",
            description=alt, id_prefix=id_prefix, width=width,
        )  # fmt: skip

    return both_widths(drawn, key=f"spine-{place.key}", title=title, alt=alt)


def _row(place: Place, section: Section) -> Spine | None:
    return spine_row(section.definition, section.value_of(place), section.national, section.standing(place))


def spine_finding(rows: Sequence[Spine], nation: Place) -> str:
    """How often the area differs, in each of the ways in which it does."""
    counts = {
        word: sum(row.standing == word for row in rows) for word in ("better", "worse", "higher", "lower")
    }
    said = [f"{word} on {count}" for word, count in counts.items() if count]
    if not said:
        return f"Similar to {nation.name} on {words.all_of(len(rows), 'indicator')}"
    return f"Beside {nation.name}: {words.listed(said)} of {words.counted(len(rows), 'indicator')}"
