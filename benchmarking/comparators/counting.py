"""From publishers' files to the counts and values of our indicators, by what series.py says. No Django.

A count and its percentage come from the file that holds the series; where the file prints no percentage or rate, the
interactive tool may. Where both do they must agree.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarking.comparators.explore_education_statistics import Reading
from benchmarking.comparators.published_files import Problem
from benchmarking.comparators.rows import (
    ROW,
    Place,
    Row,
    Wrong,
    matching,
    place_of,
    rows_of,
    whole_number,
    year_of,
)
from benchmarking.comparators.series import POPULATION, SERIES, TOOL, Series
from kernel.rounding import round_half_up
from kernel.symbols import Symbol


@dataclass(frozen=True)
class Count:
    """A count of one indicator, year and place, with the percentage or rate that was printed for it.

    `table` is where the count stands, `published_in` where its percentage or rate does.
    """

    indicator: str
    year: int
    place: Place
    numerator: int | None
    denominator: int | None
    symbol: str
    published: Decimal | None
    published_in: str
    note: str
    table: str
    file: str
    row: int


@dataclass
class Counted:
    """`used`: by file, the indicators it holds. `missing`: those that no file holds."""

    counts: list[Count] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    used: dict[str, list[str]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Beside:
    """What counts are made with beside their own file.

    decimals: of each indicator. people: children by mid-year, and by identity or code. tool: what the interactive tool
    prints, by indicator, year and identity, and `tool_source` what to call it.
    """

    decimals: Mapping[str, int]
    people: Mapping[tuple[int, str], int]
    tool: Mapping[tuple[str, int, str], Decimal]
    tool_source: str = TOOL


def everywhere(place: Place) -> bool:
    return True


def holds(reading: Reading, series: Series) -> bool:
    """Whether a file has the columns of a series, and any row of it."""
    return (
        set(series.columns) <= set(reading.indicators)
        and set(series.filters) <= set(reading.filters)
        and bool(matching(reading, series.rows).any())
    )


def count_all(
    readings: Iterable[Reading],
    beside: Beside,
    *,
    wanted: Callable[[Place], bool] = everywhere,
    series: Iterable[Series] = SERIES,
) -> Counted:
    """Every count of every series, for the places that are wanted. Whatever is wrong is collected."""
    files = list(readings)
    counted = Counted()
    for each in series:
        holding = [reading for reading in files if holds(reading, each)]
        if not holding:
            counted.missing.append(each.indicator)
        found: dict[tuple[int, str], Count] = {}
        for reading in holding:
            counted.used.setdefault(reading.file, []).append(each.indicator)
            _count_one(each, reading, beside, wanted, found, counted.problems)
        counted.counts += found.values()
    return counted


def _count_one(
    series: Series,
    reading: Reading,
    beside: Beside,
    wanted: Callable[[Place], bool],
    found: dict[tuple[int, str], Count],
    problems: list[Problem],
) -> None:
    totals = {
        (row["time_period"], row["identity"]): row for row in rows_of(reading, series.rows | series.total)
    }
    newest = int(max(reading.rows["time_period"])[:4])
    for row in rows_of(reading, series.rows):
        if not wanted(place_of(row)):
            continue
        try:
            total = totals.get((row["time_period"], row["identity"]))
            if total is None:
                raise Wrong(Problem(reading.file, "no row holds its total", row[ROW]))
            count = _count(series, reading, row, total, beside, newest)
        except Wrong as wrong:
            problems.append(wrong.problem)
            continue
        earlier = found.setdefault((count.year, count.place.identity), count)
        if earlier is not count:
            problems.append(
                Problem(reading.file, f"says again what {earlier.file} row {earlier.row} says", count.row)
            )


def _count(series: Series, reading: Reading, row: Row, total: Row, beside: Beside, newest: int) -> Count:
    year, place = year_of(reading, row), place_of(row)
    numerator = add([whole_number(reading, row, column) for column in series.numerator])
    denominator: int | Symbol
    if series.denominator == POPULATION:
        denominator = _people(reading, row, beside, year, place)
    else:
        denominator = whole_number(reading, total, series.denominator)
    hidden = add([numerator, denominator])
    symbol = str(hidden) if isinstance(hidden, Symbol) else ""
    value, where, note = _published(series, reading, row, bool(symbol), beside, newest)
    return Count(
        series.indicator, year, place,
        None if isinstance(numerator, Symbol) else numerator,
        None if isinstance(denominator, Symbol) else denominator,
        symbol, value, where, note, series.table.published_in(newest), reading.file, row[ROW],
    )  # fmt: skip


def add(parts: list[int | Symbol]) -> int | Symbol:
    """The sum, or a symbol where any part has one: a partial sum would be a wrong number."""
    symbols = [part for part in parts if isinstance(part, Symbol)]
    if symbols:
        return Symbol.CONFIDENTIAL if Symbol.CONFIDENTIAL in symbols else symbols[0]
    return sum(part for part in parts if not isinstance(part, Symbol))


def _published(
    series: Series, reading: Reading, row: Row, hidden: bool, beside: Beside, newest: int
) -> tuple[Decimal | None, str, str]:
    """The publisher's own decimal, where it stands, and a note. The file itself comes before the tool."""
    if hidden:
        # The tool's percentage of a sum would give its hidden part away.
        return None, "", "One part of the count is hidden." if len(series.numerator) > 1 else ""
    tool = beside.tool.get((series.indicator, int(row["time_period"]), row["identity"]))
    if not series.published:
        return tool, "" if tool is None else beside.tool_source, ""
    value = row[series.published]
    if isinstance(value, Symbol):
        return None, "", f"The publisher gives no percentage: {value.meaning}."
    rounded = round_half_up(value, beside.decimals[series.indicator])
    if value < 0 or rounded != value:
        why = f"is not a number from 0 up with at most {beside.decimals[series.indicator]} decimals"
        raise Wrong(Problem(reading.file, why, row[ROW], series.published, str(value)))
    if tool is not None and tool != rounded:
        why = f"is not what the interactive tool says: {tool}"
        raise Wrong(Problem(reading.file, why, row[ROW], series.published, str(rounded)))
    return rounded, series.table.published_in(newest), ""


def _people(reading: Reading, row: Row, beside: Beside, year: int, place: Place) -> int:
    """Of the middle of the year before."""
    for key in (place.identity, place.code):
        if (year - 1, key) in beside.people:
            return beside.people[year - 1, key]
    raise Wrong(Problem(reading.file, f"no population of {place.name} for {year - 1}", row[ROW]))
