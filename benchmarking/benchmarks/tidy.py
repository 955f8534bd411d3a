"""One row a value, in the columns of the Department for Education's published files.

The report's CSV and the API are made of the same rows. A value that is not shown leaves its cells empty and its
symbol in a column of its own, so that columns of numbers hold numbers alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from benchmarking.benchmarks.places import Level, Place, Places
from benchmarking.benchmarks.selectors import Benchmark
from benchmarking.benchmarks.value import Value
from kernel import comma_separated
from kernel.periods import Period

COLUMNS = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code",
    "region_name", "old_la_code", "new_la_code", "la_name", "indicator", "numerator", "denominator", "value",
    "lower_95", "upper_95", "symbol", "status", "return_id",
)  # fmt: skip


def tidy_rows(benchmark: Benchmark) -> Iterator[dict[str, Any]]:
    """The rows of a benchmark, in its order. Every value of it speaks of a reporting year."""
    return (tidy_row(value, benchmark.places) for value in benchmark.values)


def tidy_row(value: Value, places: Places, period: Period | None = None) -> dict[str, Any]:
    """One row with COLUMNS: numbers as int and Decimal, None where a cell is empty."""
    period = period or Period.reporting_year(value.year)
    return {
        "time_period": period.time_period,
        "time_identifier": period.time_identifier,
        **_geography(value, places),
        "indicator": value.indicator,
        "numerator": value.numerator,
        "denominator": value.denominator,
        "value": value.value,
        "lower_95": value.lower,
        "upper_95": value.upper,
        "symbol": str(value.symbol) if value.symbol else None,
        "status": value.status,
        "return_id": str(value.return_id) if value.return_id else None,
    }


def csv_text(rows: Iterable[Mapping[str, Any]], columns: Sequence[str] = COLUMNS) -> str:
    return comma_separated.csv_text(rows, columns)


def _geography(value: Value, places: Places) -> dict[str, Any]:
    """Each level fills its own columns and those of the wider places around it, as the Department's files do.

    The pooled areas have a name and no code.
    """
    place = places.get(value.place)
    inside_region = place.level != Level.NATIONAL
    local = place.level in (Level.AREA, Level.POOLED)
    return {
        "geographic_level": str(place.level),
        **_wider(places.national, "country"),
        **_wider(places.regional if inside_region else None, "region"),
        "old_la_code": place.dfe_code or None,
        "new_la_code": value.area_code if place.level == Level.AREA else None,
        "la_name": place.name if local else None,
    }


def _wider(place: Place | None, level: str) -> dict[str, str | None]:
    return {f"{level}_code": place.key if place else None, f"{level}_name": place.name if place else None}
