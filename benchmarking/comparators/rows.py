"""One row of a publisher's file, asked for what an indicator needs. No Django."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benchmarking.comparators.explore_education_statistics import Reading
from benchmarking.comparators.published_files import Problem
from kernel.symbols import Symbol

Row = Mapping[str, Any]
Cell = Decimal | Symbol
ROW = "(row)"


@dataclass(frozen=True)
class Place:
    """As the publisher gave it for that year; `identity` stays the same when the code changes."""

    level: str
    code: str
    name: str
    identity: str
    region: str = ""

    @property
    def is_authority(self) -> bool:
        return self.level == "Local authority"


class Wrong(Exception):
    """A cell does not hold what an indicator needs."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def matching(reading: Reading, wanted: Mapping[str, str]) -> Any:
    matching = reading.rows["time_period"].notna()
    for column, text in wanted.items():
        matching &= reading.rows[column] == text
    return matching


def rows_of(reading: Reading, wanted: Mapping[str, str]) -> Iterator[Row]:
    """The rows with the filters that are wanted, each with its number as ROW."""
    rows = reading.rows[matching(reading, wanted)]
    yield from rows.rename_axis(ROW).reset_index().to_dict("records")


def place_of(row: Row) -> Place:
    return Place(
        row["geographic_level"], row["code"], row["name"], row["identity"], row.get("region_name", "")
    )


def year_of(reading: Reading, row: Row) -> int:
    if row["time_identifier"] != "Reporting year":
        why = "is not “Reporting year”, which indicators speak of"
        raise Wrong(Problem(reading.file, why, row[ROW], "time_identifier", row["time_identifier"]))
    return int(row["time_period"])


def whole_number(reading: Reading, row: Row, column: str) -> int | Symbol:
    value: Cell = row[column]
    if isinstance(value, Symbol):
        return value
    if value < 0 or value != int(value):
        raise Wrong(Problem(reading.file, "is not a whole number from 0 up", row[ROW], column, str(value)))
    return int(value)
