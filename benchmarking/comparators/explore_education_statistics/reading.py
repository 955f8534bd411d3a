"""One file of the service, whole: every value with its time, place and filters, or every problem it has."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from benchmarking.comparators.explore_education_statistics.columns import (
    FIXED,
    REQUIRED,
    Columns,
    columns_of,
    declared_beside,
    together,
)
from benchmarking.comparators.explore_education_statistics.places import problems_of_places, with_identity
from benchmarking.comparators.explore_education_statistics.times import problems_of_times
from benchmarking.comparators.published_files import Problem, Table, cell, read_table, where, why_not
from benchmarking.comparators.published_files.cells import is_number, is_value, is_whole
from kernel.symbols import Symbol

PLACE = ("code", "name", "identity")


@dataclass(frozen=True, eq=False)
class Reading:
    """`rows`: a row as in the file, indexed by its number, with `code`, `name` and `identity` of its place; a cell
    of an indicator is a Decimal or a Symbol. No rows where there is any problem.
    """

    file: str
    rows: pd.DataFrame
    filters: tuple[str, ...]
    indicators: tuple[str, ...]
    problems: tuple[Problem, ...]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row a value: time, place, filters, `indicator`, `value` (Decimal or None), `symbol` ("" where there
        is a value) and `row`."""
        keys = [*(name for name in FIXED if name in self.rows), *PLACE, *self.filters]
        long = self.rows.rename_axis("row").reset_index().melt(
            id_vars=["row", *keys], value_vars=list(self.indicators), var_name="indicator", value_name="cell"
        )  # fmt: skip
        cells = long["cell"].astype(object)
        hidden = cells.map(lambda each: isinstance(each, Symbol)).astype(bool)
        return long.drop(columns="cell").assign(
            value=cells.mask(hidden, None), symbol=cells.where(hidden, "").map(str)
        )


def is_one(table: Table) -> bool:
    """Whether a file has the shape of the service."""
    return {"time_period", "time_identifier", "geographic_level"} <= set(table.columns)


def read(
    path: Path,
    *,
    codes: Mapping[str, Collection[str]] | None = None,
    filters: Collection[str] = (),
    indicators: Collection[str] = (),
) -> Reading:
    """Read by heading, whatever the order of the columns, with or without a byte order mark.

    codes: for each three-digit number that the region knows, every ONS code the area ever had.
    filters, indicators: columns known to be one or the other, beside what the file's own meta file says.
    """
    table = read_table(path)
    lacking = table.lacking(REQUIRED) if table.columns else []
    if lacking or not table.columns:
        return _refused(table.file, [*table.problems, *lacking])
    columns = columns_of(table, together(declared_beside(path), filters, indicators))
    rows = with_identity(table.rows)
    problems = [*table.problems, *_problems(table, rows, columns, codes or {})]
    if problems:
        return _refused(table.file, problems)
    cells = {text: cell(text) for name in columns.indicators for text in set(rows[name])}
    values = {name: rows[name].map(cells).astype(object) for name in columns.indicators}
    return Reading(table.file, rows.assign(**values), columns.filters, columns.indicators, ())


def _problems(
    table: Table, rows: pd.DataFrame, columns: Columns, codes: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    if not len(table.rows):
        yield Problem(table.file, "the file has a heading and no rows")
    if not columns.indicators:
        yield Problem(table.file, "no column holds numbers")
    yield from problems_of_times(table)
    yield from problems_of_places(table, codes)
    for name in columns.filters:
        yield from where(
            table.file, table.rows, table.rows[name] == "", name, "the cell is empty: write “Total”"
        )
    for name in columns.indicators:
        yield from _problems_of_cells(table, name)
    yield from _repeats(table.file, rows, columns.filters)


def _problems_of_cells(table: Table, name: str) -> Iterator[Problem]:
    """Each distinct text is read once: a file of a hundred thousand cells has few."""
    texts = table.rows[name]
    distinct = set(texts)
    whole = all(is_whole(text) for text in distinct if is_number(text))
    for text in sorted(text for text in distinct if not is_value(text)):
        yield from where(table.file, table.rows, texts == text, name, why_not(text, whole=whole))


def _repeats(file: str, rows: pd.DataFrame, filters: tuple[str, ...]) -> Iterator[Problem]:
    """Rows that speak again of the same time, place and filters, whatever code or name the place has there."""
    key = ["time_period", "time_identifier", "geographic_level", "identity", *filters]
    first = rows.reset_index(names="row").groupby(key, sort=False)["row"].transform("first")
    for row, earlier in zip(rows.index, first, strict=True):
        if row != earlier:
            yield Problem(file, f"says again what row {earlier} says", int(row))


def _refused(file: str, problems: list[Problem]) -> Reading:
    in_order = sorted(problems, key=lambda problem: problem.row or 0)
    return Reading(file, pd.DataFrame(columns=[*FIXED, *PLACE]), (), (), tuple(in_order))
