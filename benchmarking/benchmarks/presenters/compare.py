"""One indicator, all areas, all years: what the compare page and the indicator page show."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.presenters import charts, words
from benchmarking.benchmarks.presenters.cells import count_cell, interval_cell, value_cell
from benchmarking.benchmarks.selectors import Benchmark
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.wording import lower_first, unit
from design_system.tables import Column, Row, Table
from kernel.symbols import Symbol

POOLED_NOTE = (
    "Areas pooled: their counts added together, then divided. Not available where one of them is missing, and hidden "
    "where a hidden count could be worked out from it."
)


@dataclass(frozen=True)
class Comparison:
    """`areas`: keys of the areas to show, or none for all. `since`: the first year of the trend."""

    benchmark: Benchmark
    definition: Definition
    year: int
    areas: tuple[str, ...] = ()
    since: int | None = None

    @cached_property
    def places(self) -> list[Place]:
        return [
            place
            for place in self.benchmark.places
            if place.level != Level.AREA or not self.areas or place.key in self.areas
        ]

    @cached_property
    def years(self) -> list[int]:
        return [year for year in self.benchmark.years if self.since is None or year >= self.since]

    @cached_property
    def _by_place(self) -> dict[str, dict[int, Value]]:
        found: dict[str, dict[int, Value]] = {place.key: {} for place in self.places}
        for value in self.benchmark.values:
            if value.place in found:
                found[value.place][value.year] = value
        return found

    @cached_property
    def of_year(self) -> list[tuple[Place, Value]]:
        """The places that have a value, or a symbol, in the chosen year."""
        pairs = ((place, self._by_place[place.key].get(self.year)) for place in self.places)
        return [(place, value) for place, value in pairs if value is not None]

    @property
    def without_figure(self) -> list[str]:
        """Areas for which nothing was signed for the chosen year."""
        present = {place.key for place, _ in self.of_year}
        return [p.name for p in self.places if p.level == Level.AREA and p.key not in present]

    @property
    def when(self) -> str:
        return words.when_year(self.definition, self.year)

    @property
    def finding(self) -> str:
        values = [value for _, value in self.of_year]
        return words.finding(values, self.benchmark.places) or f"{self.definition.short_name}, {self.when}"

    def chart(self) -> SafeString:
        return charts.comparison_chart(
            self.of_year,
            self.definition,
            title=self.finding,
            description=f"Dots with 95% intervals. {self.definition.name}. {self.when}. {self.finding}",
            key="compared",
        )

    @property
    def trend_title(self) -> str:
        return f"{self.definition.short_name}, {self.years[0]} to {self.years[-1]}"

    @property
    def trend_in_words(self) -> str:
        """First and last value of the pooled areas and of the nation."""
        places = self.benchmark.places
        said = [
            words.change(self.series(place), place.short_name, self.definition)
            for place in (places.pooled, places.national)
            if place
        ]
        return "; ".join(each for each in said if each)

    def series(self, place: Place) -> list[Value]:
        by_year = self._by_place.get(place.key, {})
        return [by_year[year] for year in self.years if year in by_year]

    def trend(self) -> SafeString | None:
        """Nothing where there is only one year."""
        lines = [(place, self.series(place)) for place in self.places if self._drawn(place)]
        lines = [(place, values) for place, values in lines if values]
        if len(self.years) < 2 or not lines:
            return None
        return charts.trend_chart(
            lines,
            self.definition,
            title=self.trend_title,
            description=f"Lines through the years. {self.trend_in_words or self.definition.name}.",
            key="trend",
        )

    def _drawn(self, place: Place) -> bool:
        """Areas and the nation. One area alone has room for the pooled areas and the region beside it."""
        alone = sum(each.level == Level.AREA for each in self.places) == 1
        return alone or place.level in (Level.AREA, Level.NATIONAL)

    def table(self) -> Table:
        """The chosen year: value, interval, counts and comparison."""
        columns: list[Column | str] = ["Area", Column(unit(self.definition), True)]
        if self._divided:
            columns += [Column("95% interval", True), Column("Counted", True), Column("Out of", True)]
        if self._has_comparison:
            columns.append(f"Against {self._nation}")
        rows = [Row(self._row(place, value), place.level != Level.AREA) for place, value in self.of_year]
        return Table(
            f"{self.definition.short_name}, {lower_first(self.when)}", columns, rows, note=POOLED_NOTE
        )

    @property
    def _nation(self) -> str:
        return self.benchmark.places.national.name if self.benchmark.places.national else ""

    @property
    def _divided(self) -> bool:
        return self.definition.kind != "count"

    @property
    def _has_comparison(self) -> bool:
        return any(value.comparison for _, value in self.of_year)

    def _row(self, place: Place, value: Value) -> list[object]:
        cells: list[object] = [_named(place), value_cell(value, self.definition)]
        if self._divided:
            cells += [
                interval_cell(value, self.definition),
                count_cell(value.numerator, value),
                count_cell(value.denominator, value),
            ]
        if self._has_comparison:
            cells.append(words.compared(value) or "Not compared")
        return cells

    def history(self) -> Table:
        """All years, newest first, a column a place."""
        columns: list[Column | str] = ["Year", *(Column(place.short_name, True) for place in self.places)]
        rows = [
            [
                str(year),
                *(
                    value_cell(self._by_place[place.key].get(year), self.definition, with_status=False)
                    for place in self.places
                ),
            ]
            for year in reversed(self.years)
        ]
        caption = f"{self.definition.short_name}, all years" if self.since is None else self.trend_title
        return Table(caption, columns, rows, compact=True, note=self._unit_note)

    @property
    def _unit_note(self) -> str:
        return f"{unit(self.definition)}. Each area's number leads to the signed figure it comes from."

    @property
    def symbols(self) -> list[Symbol]:
        """The symbols that stand in the tables, in one order."""
        present = {value.symbol for by_year in self._by_place.values() for value in by_year.values()}
        missing = any(year not in by_year for by_year in self._by_place.values() for year in self.years)
        return [each for each in Symbol if each in present or (missing and each == Symbol.NOT_AVAILABLE)]

    @property
    def shown(self) -> Benchmark:
        """The same as a benchmark of its own, for the CSV."""
        keys = {place.key for place in self.places}
        values = tuple(v for v in self.benchmark.values if v.place in keys and v.year in set(self.years))
        return Benchmark(self.benchmark.places, values)


def _named(place: Place) -> str:
    return place.short_name if place.level == Level.POOLED else place.name


def newest_year(benchmark: Benchmark) -> int | None:
    """The newest year in which an area has signed something."""
    years = [value.year for value in benchmark.values if value.figure_id]
    return max(years, default=None)
