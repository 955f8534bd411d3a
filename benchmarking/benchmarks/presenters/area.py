"""The profile of one area: every indicator's newest value beside the nation's."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from benchmarking.benchmarks.places import Place
from benchmarking.benchmarks.presenters import charts, words
from benchmarking.benchmarks.presenters.cells import interval_cell, shown_value, value_cell
from benchmarking.benchmarks.selectors import Benchmark
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.presenters import shown_count
from benchmarking.indicators.presenters import shown_value as shown_figure_value
from benchmarking.indicators.shown import Shown
from benchmarking.indicators.wording import day, unit
from design_system.tables import Cell, Column, Table
from kernel.symbols import Symbol
from scrutiny.returns.models import Return


@dataclass(frozen=True)
class Line:
    """One indicator of the profile, with all its years."""

    definition: Definition
    series: tuple[Value, ...]
    national: Value | None

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
        Line(catalogue().get(slug), tuple(series), national.get((slug, series[-1].year)))
        for slug, series in mine.items()
    ]


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
            (line for line in lines if belongs(line.newest)), key=lambda line: not line.newest.strong
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
    """A table a topic."""
    columns: list[Column | str] = ["Indicator", Column("Newest value", True), Column("95% interval", True)]
    if nation := benchmark.places.national:
        columns += [Column(nation.name, True), f"Against {nation.name}"]
    columns.append("Trend")
    year = max((line.newest.year for line in lines), default=0)
    for topic, members in groupby(lines, key=lambda line: line.definition.topic):
        yield Table(topic, columns, [_profile_row(line, benchmark, year) for line in members])


def _profile_row(line: Line, benchmark: Benchmark, year: int) -> list[Any]:
    definition, newest = line.definition, line.newest
    cells: list[Any] = [
        Cell(definition.name, href=_compare(line), note=_note(line, year)),
        value_cell(newest, definition),
        interval_cell(newest, definition),
    ]
    if benchmark.places.national:
        cells += [_national(line), words.compared(newest) or "Not compared"]
    return [*cells, _spark(line)]


def _national(line: Line) -> Any:
    return shown_value(line.national, line.definition) if line.national else Symbol.NOT_AVAILABLE


def _note(line: Line, year: int) -> str:
    """The unit where the number does not carry it, and the year where it is not the page's."""
    said = [] if line.definition.unit == "%" else [unit(line.definition)]
    if line.newest.year != year:
        said.append(words.when_year(line.definition, line.newest.year))
    return ". ".join(said)


def _spark(line: Line) -> Any:
    shown = [value for value in line.series if value.value is not None]
    if len(shown) < 2:
        return "One year only" if shown else Symbol.NOT_AVAILABLE
    said = words.change(line.series, line.definition.short_name, line.definition)
    drawn = charts.spark(
        line.series, title=line.definition.short_name, description=said, key=f"spark-{line.definition.slug}"
    )
    return format_html('<div class="app-spark">{}</div>', drawn)


def other_period_tables(figures: Sequence[Shown]) -> Iterator[Table]:
    """A table a period, newest first. The period stands above the numbers, never beside yearly ones."""
    ordered = sorted(figures, key=lambda each: each.figure.period, reverse=True)
    columns: list[Column | str] = [
        "What was counted",
        Column("Counted", True),
        Column("Out of", True),
        Column("Value", True),
        "Note",
    ]
    for period, members in groupby(ordered, key=lambda each: each.figure.period):
        rows = [_other_row(each) for each in members]
        yield Table(period.label, columns, rows)


def _other_row(shown: Shown) -> list[Any]:
    definition, plain = shown.definition, shown.definition.kind == "count"
    address = reverse("indicators:figure", args=[shown.figure.pk])
    return [
        Cell(definition.name, status=shown.figure.status.capitalize()),
        Cell(shown_count(shown.numerator, shown), href=address),
        None if plain else shown_count(shown.denominator, shown),
        None if plain else shown_figure_value(shown),
        shown.figure.note,
    ]


def returns_table(returns: Sequence[Return], *, may_read: bool) -> Table:
    """What the partnership returned, and when."""
    rows = [
        [
            Cell(
                row.period.label,
                href=reverse("returns:receipt" if may_read else "indicators:of_return", args=[row.pk]),
            ),
            day(row.lodged_at),
            Cell("", status="Superseded" if hasattr(row, "superseded_by") else "Signed"),
        ]
        for row in returns
    ]
    return Table("Returns", ["Period", "Lodged", "State"], rows, caption_hidden=True)


def symbols_in(lines: Iterable[Line], others: Iterable[Shown]) -> list[Symbol]:
    present = {line.newest.symbol for line in lines} | {each.symbol for each in others}
    return [symbol for symbol in Symbol if symbol in present]
