"""The values of every English authority, one row a measure, authority and year.

The tool writes "-" for every reason why there is no value, so all that can be said of one is that it is not available
there. Its values carry what a spreadsheet leaves behind: 16.899999999999999 where 16.9 was published.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd

from benchmarking.comparators.published_files import Problem, Table, read_table, where
from benchmarking.comparators.published_files.cells import is_number
from kernel.rounding import round_half_up
from kernel.symbols import Symbol

MEASURE, NAME, NUMBER, REGION, YEAR, VALUE = (
    "Measure_short",
    "LA and Regions",
    "LA Number",
    "Region",
    "Years",
    "Values",
)
COLUMNS = (MEASURE, NAME, NUMBER, REGION, YEAR, VALUE)
NO_REGION, NO_VALUE = "NA", "-"
NOISE = Decimal("1e-9")


@dataclass(frozen=True, eq=False)
class AuthorityValues:
    """`frame`: measure, year (a number), dfe_code, name, region, value (Decimal or None) and symbol ("" or x),
    indexed by row number. `wider` has the same columns for England and its regions, which have numbers of their own.
    No rows where there is any problem. Values of measures that were not asked for are left out: `unused` of them.
    """

    file: str
    unused: int
    frame: pd.DataFrame
    wider: pd.DataFrame
    problems: tuple[Problem, ...]


def is_authority_values(table: Table) -> bool:
    return set(COLUMNS) <= set(table.columns)


def read_authority_values(path: Path, *, decimals: Mapping[str, int]) -> AuthorityValues:
    """decimals: of each measure that is wanted. Noise is rounded half up; any other decimal too many is a problem."""
    table = read_table(path)
    lacking = table.lacking(COLUMNS)
    problems = tuple(lacking or [*table.problems, *_problems(table, decimals)])
    if problems:
        nothing = pd.DataFrame(columns=["measure", "year", "dfe_code", "name", "region", "value", "symbol"])
        return AuthorityValues(table.file, 0, nothing, nothing, problems)
    rows = table.rows[table.rows[MEASURE].isin(list(decimals))]
    value = [
        None if text == NO_VALUE else round_half_up(text, decimals[measure])
        for text, measure in zip(rows[VALUE], rows[MEASURE], strict=True)
    ]
    frame = pd.DataFrame(
        {
            "measure": rows[MEASURE],
            "year": rows[YEAR].astype(int),
            "dfe_code": rows[NUMBER],
            "name": rows[NAME],
            "region": rows[REGION],
            "value": pd.Series(value, rows.index, dtype=object),
            "symbol": ["" if each is not None else str(Symbol.NOT_AVAILABLE) for each in value],
        }
    )
    wider = frame["region"] == NO_REGION
    return AuthorityValues(table.file, len(table.rows) - len(rows), frame[~wider], frame[wider], ())


def _problems(table: Table, decimals: Mapping[str, int]) -> Iterator[Problem]:
    rows, file = table.rows, table.file
    yield from where(
        file, rows, ~rows[NUMBER].str.fullmatch("[0-9]{3}"), NUMBER, "is not a number of three digits"
    )
    for column in (MEASURE, NAME, REGION):
        yield from where(file, rows, rows[column] == "", column, "the cell is empty")
    yield from where(
        file, rows, ~rows[YEAR].str.fullmatch("(?:19|20)[0-9]{2}"), YEAR, "is not a year in four digits"
    )
    understood = rows[VALUE].map(
        lambda text: text == NO_VALUE or (is_number(text) and not text.startswith("-"))
    )
    why = "is neither a number nor -, which the tool writes where it has none"
    yield from where(file, rows, ~understood & (rows[VALUE] != ""), VALUE, why)
    yield from where(
        file, rows, rows[VALUE] == "", VALUE, "the cell is empty: the tool writes - where it has no value"
    )
    numbers = rows[understood & (rows[VALUE] != NO_VALUE) & rows[MEASURE].isin(list(decimals))]
    for row, measure, text in numbers[[MEASURE, VALUE]].itertuples():
        if abs(round_half_up(text, decimals[measure]) - Decimal(text)) > NOISE:
            yield Problem(file, f"has more than {decimals[measure]} decimals", int(row), VALUE, text)
    yield from _twice(file, rows)


def _twice(file: str, rows: pd.DataFrame) -> Iterator[Problem]:
    """Rows that say again what another says, and authorities that go under two names."""
    numbered = rows.reset_index(names="row")
    first = numbered.groupby([MEASURE, NUMBER, YEAR], sort=False)["row"].transform("first")
    for row, earlier in zip(numbered["row"], first, strict=True):
        if row != earlier:
            yield Problem(file, f"says again what row {earlier} says", int(row))
    for column in (NAME, REGION):
        named = numbered.groupby(NUMBER, sort=False)[column].transform("first")
        for row, number, one, other in zip(
            numbered["row"], numbered[NUMBER], numbered[column], named, strict=True
        ):
            if one != other:
                yield Problem(file, f"is “{other}” further up for {number}", int(row), column, one)
