"""What each file was found to hold, what was kept of it, and why the rest was left out. In words."""

from collections.abc import Iterator

from benchmarking.comparators.explore_education_statistics import Reading
from benchmarking.comparators.interactive_tool import AuthorityValues, Neighbours
from benchmarking.comparators.populations import holds_populations
from benchmarking.comparators.published_files import records
from benchmarking.comparators.rows import Place
from benchmarking.comparators.series import PEOPLE, SERIES
from config.published.plan import Plan
from config.published.region import Known

OWN = "of the region's own areas, whose figures come from their signed returns"
Numbers = dict[str, int]


def told(plan: Plan, known: Known) -> Iterator[tuple[str, list[str]]]:
    """Each file's name with its lines: what was read, what is kept, what is left out and why."""
    for reading in plan.files.readings:
        yield reading.file, _service(reading, plan, known)
    for table in plan.files.tables:
        yield table.file, _tool(table, known)
    for each in plan.files.lists:
        yield each.file, _neighbours(each, known)
    for file, why in plan.files.others.items():
        yield file, [f"another kind of file, not read: {why}"]


def _service(reading: Reading, plan: Plan, known: Known) -> list[str]:
    times = reading.rows["time_period"]
    read = f"{len(reading.rows):,} rows, {len(reading.frame):,} values, {times.min()} to {times.max()}"
    if holds_populations(reading):
        return _lines(read, {"population estimates": len(reading.rows)}, {})
    if not (used := plan.counted.used.get(reading.file, [])):
        return _lines(read, {}, {"rows of a table that no indicator uses": len(reading.rows)})
    kept = [count.place.is_authority for count in plan.counted.counts if count.file == reading.file]
    places = [Place(r.geographic_level, r.code, r.name, r.identity) for r in records(reading.rows)]
    columns = {PEOPLE, *(name for series in SERIES if series.indicator in used for name in series.columns)}
    left_out = {
        f"rows {OWN}": sum(known.is_own(place) for place in places),
        "rows of wider places beside which the region is not set": sum(
            not known.is_own(place) and not known.is_compared(place) for place in places
        ),
        "columns that no indicator uses": sum(name not in columns for name in reading.indicators),
    }
    kinds = {"figures of wider places": kept.count(False), "values of other authorities": kept.count(True)}
    return [*_lines(read, kinds, left_out), f"for {', '.join(used)}"]


def _tool(table: AuthorityValues, known: Known) -> list[str]:
    own = table.frame["dfe_code"].isin(list(known.codes))
    others = table.frame[~own]
    kept = {
        "values of other authorities": len(others),
        "authorities": others["dfe_code"].nunique(),
        "not available there (x)": int((others["symbol"] != "").sum()),
    }
    left_out = {
        f"values {OWN}": int(own.sum()),
        "values of wider places, which stand beside their counts": len(table.wider),
        "values of measures that no indicator stands for": table.unused,
    }
    return _lines(f"{len(table.frame) + len(table.wider) + table.unused:,} rows", kept, left_out)


def _neighbours(each: Neighbours, known: Known) -> list[str]:
    own = each.frame[each.frame["dfe_code"].isin(list(known.codes))]
    editions = ", ".join(str(year) for year in each.frame["edition"].unique())
    return _lines(
        f"{len(each.frame):,} rows, edition {editions}",
        {"neighbours": len(own), "areas": own["dfe_code"].nunique()},
        {"neighbours of areas outside the region": len(each.frame) - len(own)},
    )


def _lines(read: str, kept: Numbers, left_out: Numbers) -> list[str]:
    return [f"read {read}", f"kept {_words(kept)}", f"left out {_words(left_out)}"]


def _words(numbers: Numbers) -> str:
    return "; ".join(f"{what}: {number:,}" for what, number in numbers.items() if number) or "nothing"
