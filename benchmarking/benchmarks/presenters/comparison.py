"""One indicator as somebody chose to look at it: the values that its charts, tables and download stand on."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from benchmarking.benchmarks.against import Contrast, Target, contrasts, shown, target_of
from benchmarking.benchmarks.choice import Against, Choice, Order
from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.presenters import words
from benchmarking.benchmarks.selectors import Benchmark
from benchmarking.benchmarks.standing import Standing
from benchmarking.benchmarks.trends import Way, recent_ways
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition


@dataclass(frozen=True)
class Comparison:
    """`areas`: keys of the areas to show, or none for all. `since`: the first year of the trend.

    `target`: what areas are held against, or None where the region has no such place. `asked`: the year that was
    asked for; where no area has figures for it, `year` is the newest one.
    """

    benchmark: Benchmark
    definition: Definition
    year: int
    areas: tuple[str, ...] = ()
    since: int | None = None
    target: Target | None = None
    order: str = Order.LISTED
    asked: int | None = None

    @cached_property
    def places(self) -> list[Place]:
        """The chosen areas with the one they are compared with, then the wider places."""
        other = self.target.place.key if self.target and self.target.place else ""
        wanted = {*self.areas, other}
        return [
            place
            for place in self.benchmark.places
            if place.level != Level.AREA or not self.areas or place.key in wanted
        ]

    @cached_property
    def _by_place(self) -> dict[str, dict[int, Value]]:
        found: dict[str, dict[int, Value]] = {place.key: {} for place in self.places}
        for value in self.benchmark.values:
            if value.indicator == self.definition.slug and value.place in found:
                found[value.place][value.year] = value
        return found

    @cached_property
    def years(self) -> list[int]:
        """From the first year asked for to the newest; all of them where that lies beyond."""
        every = years_of(self.benchmark, self.definition.slug)
        since = self.first_year
        return [year for year in every if since is None or year >= since]

    @property
    def first_year(self) -> int | None:
        newest = max(years_of(self.benchmark, self.definition.slug))
        return self.since if self.since is not None and self.since <= newest else None

    def value(self, place: Place, year: int | None = None) -> Value | None:
        return self._by_place.get(place.key, {}).get(year if year is not None else self.year)

    def series(self, place: Place) -> list[Value]:
        """The years of the trend, oldest first."""
        by_year = self._by_place.get(place.key, {})
        return [by_year[year] for year in self.years if year in by_year]

    @cached_property
    def of_year(self) -> list[tuple[Place, Value]]:
        """The places that have a value, or a symbol, in the chosen year, in the chosen order."""
        pairs = [(place, value) for place in self.places if (value := self.value(place)) is not None]
        if self.order != Order.VALUE:
            return pairs
        areas = [pair for pair in pairs if pair[0].level == Level.AREA]
        return by_value(areas) + [pair for pair in pairs if pair[0].level != Level.AREA]

    @cached_property
    def contrasts(self) -> dict[str, Contrast]:
        """How each area of the chosen year stands to the comparator, in the order of the region."""
        if self.target is None:
            return {}
        areas = [value for place, value in self.of_year if place.level == Level.AREA]
        place = self.target.place
        return contrasts(
            areas, self.target, self.definition,
            comparator=self.value(place) if place else None,
            standings={key: each for (key, year), each in self._standings.items() if year == self.year},
        )  # fmt: skip

    @cached_property
    def _standings(self) -> dict[tuple[str, int], Standing]:
        slug = self.definition.slug
        return {(each.place, each.year): each for each in self.benchmark.standings if each.indicator == slug}

    def standing(self, place: Place) -> Standing | None:
        """Among other authorities, in the chosen year. Nothing for an area that is not shown."""
        return self._standings.get((place.key, self.year)) if shown(self.value(place)) else None

    @cached_property
    def neighbours_of(self) -> Place | None:
        """The area whose neighbours' averages stand beside all its years: the only one, compared with them."""
        areas = [place for place in self.places if place.level == Level.AREA]
        beside = self.target is not None and self.target.kind is Against.NEIGHBOURS
        return areas[0] if beside and len(areas) == 1 else None

    def average(self, place: Place, year: int) -> Decimal | None:
        """Of an area's neighbours in a year; nothing where the area's own value is not shown."""
        standing = self._standings.get((place.key, year))
        return standing.neighbours if standing and shown(self.value(place, year)) else None

    @cached_property
    def ways(self) -> dict[str, Way]:
        """The trend of the five years up to the chosen one, whatever part of the years is drawn."""
        areas = [place for place in self.places if place.level == Level.AREA]
        every = {place.key: list(self._by_place[place.key].values()) for place in areas}
        return recent_ways(every, self.definition, newest=self.year)

    @property
    def without_figure(self) -> list[str]:
        """Areas for which nothing was signed for the chosen year."""
        return [p.name for p in self.places if p.level == Level.AREA and self.value(p) is None]

    @property
    def is_another_year(self) -> bool:
        return self.asked is not None and self.asked != self.year

    @property
    def when(self) -> str:
        return words.when_year(self.definition, self.year)

    @property
    def finding(self) -> str:
        said = words.finding(self.contrasts, self.benchmark.places, self.target)
        return said or f"{self.definition.short_name}, {self.when}"


def by_value(pairs: list[tuple[Place, Value]]) -> list[tuple[Place, Value]]:
    """Lowest first, by the number that is printed. What is not shown comes last, in the order it had before."""
    seen = [pair for pair in pairs if shown(pair[1])]
    return sorted(seen, key=lambda pair: pair[1].value or 0) + [p for p in pairs if not shown(p[1])]


def years_of(benchmark: Benchmark, indicator: str) -> list[int]:
    return sorted({value.year for value in benchmark.values if value.indicator == indicator})


def newest_year(benchmark: Benchmark, indicator: str) -> int | None:
    """The newest year in which an area has signed something."""
    years = [v.year for v in benchmark.values if v.indicator == indicator and v.figure_id]
    return max(years, default=None)


def comparison_of(
    benchmark: Benchmark, definition: Definition, choice: Choice | None = None
) -> Comparison | None:
    """One indicator as it was chosen, by default all areas beside the nation; None where nothing is signed."""
    newest = newest_year(benchmark, definition.slug)
    if newest is None:
        return None
    choice = choice or Choice((definition.slug,))
    there = choice.year is not None and choice.year in years_of(benchmark, definition.slug)
    return Comparison(
        benchmark, definition,
        year=choice.year if there and choice.year else newest,
        areas=choice.areas,
        since=choice.since,
        target=target_of(choice.against, benchmark.places),
        order=choice.order,
        asked=choice.year,
    )  # fmt: skip


def comparisons_of(benchmark: Benchmark, choice: Choice) -> list[Comparison]:
    """Those of the chosen indicators of which something is signed."""
    found = (comparison_of(benchmark, catalogue().get(slug), choice) for slug in choice.indicators)
    return [each for each in found if each is not None]
