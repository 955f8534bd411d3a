"""Reads of benchmarks: frozen runs, and the same calculation over what stands today."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from accounts.models import Person
from benchmarking.benchmarks.audiences import Audience
from benchmarking.benchmarks.calculation import calculate
from benchmarking.benchmarks.inputs import gather, gather_uncompared
from benchmarking.benchmarks.models import Run, SavedView
from benchmarking.benchmarks.partners import partners_inputs
from benchmarking.benchmarks.places import Level, Places, places_of
from benchmarking.benchmarks.standing import Standing
from benchmarking.benchmarks.standings import calculate_standings
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.catalogue import catalogue
from kernel.periods import Period
from partnerships.selectors import areas, comparators, the_region


@dataclass(frozen=True)
class Benchmark:
    """Values with the places they speak of."""

    places: Places
    values: tuple[Value, ...]
    standings: tuple[Standing, ...] = ()

    @property
    def years(self) -> list[int]:
        return sorted({value.year for value in self.values})

    @property
    def indicators(self) -> list[str]:
        """Those with any value, in the catalogue's order."""
        present = {value.indicator for value in self.values}
        return [slug for slug in catalogue().slugs if slug in present]

    def of(self, indicator: str, year: int) -> list[Value]:
        return [v for v in self.values if v.indicator == indicator and v.year == year]

    def series(self, indicator: str, place: str) -> list[Value]:
        return [v for v in self.values if v.indicator == indicator and v.place == place]

    def standing(self, indicator: str, place: str, year: int) -> Standing | None:
        """Where an area stands among others; None where nothing is known of others, or the area is not shown."""
        return self._standings.get((indicator, place, year))

    @cached_property
    def _standings(self) -> dict[tuple[str, str, int], Standing]:
        return {(each.indicator, each.place, each.year): each for each in self.standings}


def live_benchmark(indicators: Iterable[str] | None = None) -> Benchmark:
    """The values of today's figures, and where areas stand. Ten queries, however many areas."""
    inputs = gather(indicators)
    values = calculate(inputs)
    return Benchmark(inputs.places, tuple(values), tuple(calculate_standings(inputs, values)))


def uncompared_values(places: Places, indicators: Iterable[str] | None = None) -> list[tuple[Period, Value]]:
    """Today's figures of other periods, and of indicators without a yearly series, under the same protection.

    Three queries. They are never pooled and never compared.
    """
    return [
        (period, value)
        for period, inputs in gather_uncompared(places, indicators)
        for value in calculate(inputs)
        if value.level == Level.AREA
    ]


def runs_with_inputs() -> QuerySet[Run]:
    """Every run with what it stands on, newest first."""
    return Run.objects.order_by("-created_at", "id")


def frozen_benchmark(
    run: Run, *, audience: Audience = Audience.PUBLIC, named: Collection[str] = ()
) -> Benchmark:
    """The values and standings of a run, in its order, exactly as they were calculated then. Two queries.

    With the audience PARTNERS, those of the areas `named` (slugs) are shown to each other, as they agreed in writing:
    the same calculation over the same returns. What a publisher hid stays hidden, and an area that the
    public report does not show has no standing here either.
    """
    decimals = {slug: definition.decimals for slug, definition in run.definitions.items()}
    standings = tuple(row.as_standing(decimals[row.indicator]) for row in run.standings.all())
    if audience is Audience.PARTNERS and named and "withheld" in run.based_on:
        values = tuple(calculate(partners_inputs(run, frozenset(named))))
    else:
        values = tuple(row.as_value(decimals[row.indicator]) for row in run.results.all())
    return Benchmark(run.places, values, standings)


def places_today() -> Places:
    """The places of the region as it stands, without any value. Four queries."""
    return places_of(the_region(), list(areas()), list(comparators()))


def views_of(person: Person) -> list[SavedView]:
    """The views that somebody saved, by name. One query."""
    return list(SavedView.objects.filter(person=person))


def view_of(person: Person, pk: uuid.UUID) -> SavedView | None:
    """One of their own; nobody else's."""
    return SavedView.objects.filter(person=person, pk=pk).first()
