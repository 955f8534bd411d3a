"""The profile of one area: every indicator's newest value beside the nation, its neighbours and all authorities."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from benchmarking.benchmarks.against import Contrast, shown
from benchmarking.benchmarks.places import Place
from benchmarking.benchmarks.presenters import charts, words
from benchmarking.benchmarks.presenters.cells import interval_cell, shown_amount, shown_value, value_cell
from benchmarking.benchmarks.selectors import Benchmark
from benchmarking.benchmarks.standing import Standing
from benchmarking.benchmarks.trends import Way, recent_ways
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.wording import unit
from design_system.tables import Cell, Column, Table, display
from kernel.symbols import Symbol


@dataclass(frozen=True)
class Line:
    """One indicator of the profile, with all its years."""

    definition: Definition
    series: tuple[Value, ...]
    national: Value | None
    standing: Standing | None = None
    way: Way | None = None

    @property
    def newest(self) -> Value:
        return self.series[-1]


def profile(benchmark: Benchmark, place: Place) -> list[Line]:
    """Every yearly indicator of which the area has signed something, in the catalogue's order."""
    mine: dict[str, list[Value]] = {}
    national: dict[tuple[str, int], Value] = {}
    nation = benchmark.places.national.key if benchmark.places.national else None
    for value in benchmark.values:
        if value.place == place.key:
            mine.setdefault(value.indicator, []).append(value)
        elif value.place == nation:
            national[value.indicator, value.year] = value
    return [
        _line(benchmark, place, series, national.get((slug, series[-1].year)))
        for slug, series in mine.items()
    ]


def _line(benchmark: Benchmark, place: Place, series: list[Value], national: Value | None) -> Line:
    newest = series[-1]
    definition = catalogue().get(newest.indicator)
    standing = benchmark.standing(newest.indicator, place.key, newest.year) if shown(newest) else None
    way = recent_ways({place.key: series}, definition, newest=newest.year)[place.key]
    return Line(definition, tuple(series), national, standing, way)


GROUPS: dict[str, Callable[[Value], bool]] = {
    "Better than {nation}": lambda value: value.verdict == "better",
    "Worse than {nation}": lambda value: value.verdict == "worse",
    "Higher, with no verdict": lambda value: value.comparison == "higher" and not value.verdict,
    "Lower, with no verdict": lambda value: value.comparison == "lower" and not value.verdict,
    "Similar to {nation}": lambda value: value.comparison == "similar",
}


def differences(lines: Sequence[Line], nation: Place) -> list[tuple[str, Any]]:
    """The indicators on which the area differs from the nation, each a link to all areas; clear ones first."""
    rows = []
    for words_of, belongs in GROUPS.items():
        found = sorted(
            (line for line in lines if shown(line.newest) and belongs(line.newest)),
            key=lambda line: not line.newest.strong,
        )
        if found:
            links = format_html_join(
                ", ", LINK, ((_compare(line), line.definition.short_name) for line in found)
            )
            rows.append((f"{words_of.format(nation=nation.name)} ({len(found)})", links))
    return rows


LINK = '<a class="govuk-link" href="{}">{}</a>'


def _compare(line: Line) -> str:
    return f"{reverse('benchmarks:compare')}?indicator={line.definition.slug}&year={line.newest.year}"


def profile_tables(lines: Sequence[Line], benchmark: Benchmark) -> Iterator[Table]:
    """A table a topic: the area's newest value between the nation, its neighbours and all authorities."""
    year = max((line.newest.year for line in lines), default=0)
    columns = _columns(lines, benchmark)
    heads = [head for head, _ in columns]
    for topic, members in groupby(lines, key=lambda line: line.definition.topic):
        rows = [[_named(line, year), *(cell(line) for _, cell in columns)] for line in members]
        yield Table(topic, ["Indicator", *heads], rows, compact=True)


Cells = Callable[[Line], Any]


def _columns(lines: Sequence[Line], benchmark: Benchmark) -> list[tuple[Column | str, Cells]]:
    """Those of neighbours and of places among authorities only where anything is known of them."""
    columns: list[tuple[Column | str, Cells]] = [(Column("Newest value", True), _own)]
    if nation := benchmark.places.national:
        columns += [(Column(nation.name, True), _national), (f"Against {nation.name}", _against)]
    if any(line.standing and line.standing.neighbours is not None for line in lines):
        columns.append((Column("Neighbours’ average", True), _neighbours))
    if any(words.place_among(line.standing) for line in lines):
        columns.append(
            (Column("Among authorities", True), lambda line: words.place_among(line.standing) or None)
        )
    return [*columns, ("Recent trend", _trend)]


def _named(line: Line, year: int) -> Cell:
    return Cell(line.definition.name, href=_compare(line), note=_note(line, year))


def _own(line: Line) -> Any:
    between = interval_cell(line.newest, line.definition)
    note = between if isinstance(between, str) and not isinstance(between, Symbol) else ""
    cell = value_cell(line.newest, line.definition)
    return replace(cell, note=note) if isinstance(cell, Cell) else cell


def _national(line: Line) -> Any:
    return shown_value(line.national, line.definition) if line.national else Symbol.NOT_AVAILABLE


def contrasts_of(lines: Sequence[Line]) -> list[Contrast]:
    """The comparisons with the nation that the profile shows."""
    newest = (line.newest for line in lines if shown(line.newest))
    return [Contrast(None, value.comparison, value.strong, value.verdict) for value in newest]


def _against(line: Line) -> Any:
    found = contrasts_of([line])
    return words.marked(found[0]) if found and found[0].comparison else "Not compared"


def _neighbours(line: Line) -> Any:
    if line.standing is None or line.standing.neighbours is None:
        return Symbol.NOT_AVAILABLE
    counted, expected = line.standing.neighbours_counted, line.standing.neighbours_expected
    note = "" if counted == expected else f"of {counted} of {expected}"
    return Cell(shown_amount(line.standing.neighbours, line.definition), note=note)


def _trend(line: Line) -> Any:
    """A line the size of a word, and what a test says of the last five years."""
    said = words.way(line.way)
    return format_html('{}<span class="app-table__note">{}</span>', display(_spark(line)), said)


def _note(line: Line, year: int) -> str:
    """The unit where the number does not carry it, and the year where it is not the page's."""
    said = [] if line.definition.unit == "%" else [unit(line.definition)]
    if line.newest.year != year:
        said.append(words.when_year(line.definition, line.newest.year))
    return ". ".join(said)


def _spark(line: Line) -> Any:
    seen = [value for value in line.series if shown(value)]
    if len(seen) < 2:
        return "One year only" if seen else Symbol.NOT_AVAILABLE
    said = words.change(line.series, line.definition.short_name, line.definition)
    drawn = charts.spark(
        line.series, title=line.definition.short_name, description=said, key=f"spark-{line.definition.slug}"
    )
    return format_html('<div class="app-spark">{}</div>', drawn)
