"""Reads of benchmarks: frozen runs, and the same calculation over what stands today."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarking.benchmarks.calculation import calculate
from benchmarking.benchmarks.inputs import gather
from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.places import Places
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.catalogue import catalogue


@dataclass(frozen=True)
class Benchmark:
    """Values with the places they speak of."""

    places: Places
    values: tuple[Value, ...]

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


def live_benchmark(indicators: Iterable[str] | None = None) -> Benchmark:
    """The values of today's figures. Five queries, however many areas."""
    inputs = gather(indicators)
    return Benchmark(inputs.places, tuple(calculate(inputs)))


def runs() -> list[Run]:
    return list(Run.objects.defer("inputs"))


def latest_run() -> Run | None:
    return Run.objects.order_by("-created_at").first()


def frozen_benchmark(run: Run) -> Benchmark:
    """The values of a run, in its order, exactly as they were calculated then."""
    values = tuple(row.as_value(run.definitions[row.indicator].decimals) for row in run.results.all())
    return Benchmark(run.places, values)
