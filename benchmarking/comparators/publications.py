"""Publishers' files, each recognised by its heading and read by the reader for its kind. No Django."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd

from benchmarking.comparators.explore_education_statistics import Reading, is_one, read
from benchmarking.comparators.interactive_tool import (
    AuthorityValues,
    Neighbours,
    read_authority_values,
    read_neighbours,
)
from benchmarking.comparators.interactive_tool.authority_values import is_authority_values
from benchmarking.comparators.interactive_tool.neighbours import is_neighbours
from benchmarking.comparators.published_files import Problem, Table, read_table, records
from benchmarking.comparators.series import AGES, MEASURES, PEOPLE, SERIES

VALUE_COLUMNS = ["indicator", "year", "dfe_code", "name", "region", "value", "symbol"]
NEIGHBOUR_COLUMNS = ["dfe_code", "edition", "rank", "neighbour", "closeness"]
FILTERS = frozenset({AGES, *(name for series in SERIES for name in series.filters)})
NUMBERS = frozenset({PEOPLE, *(name for series in SERIES for name in series.columns)})


@dataclass(frozen=True, eq=False)
class Publications:
    """What was read, file by file and together. `others`: files of another kind, by name, with what they seem to be.

    authority_values: VALUE_COLUMNS, of our indicators. neighbours: NEIGHBOUR_COLUMNS. tool: every value of the
    interactive tool by indicator, year and three-digit number or code of a wider place.
    """

    readings: tuple[Reading, ...]
    tables: tuple[AuthorityValues, ...]
    lists: tuple[Neighbours, ...]
    authority_values: pd.DataFrame
    neighbours: pd.DataFrame
    tool: Mapping[tuple[str, int, str], Decimal]
    others: Mapping[str, str]
    problems: tuple[Problem, ...]


def read_files(
    paths: Iterable[Path],
    *,
    decimals: Mapping[str, int],
    codes: Mapping[str, Collection[str]] | None = None,
    known: Collection[str] = (),
    wider: Mapping[str, str] | None = None,
) -> Publications:
    """Read every file; problems of all of them come together.

    decimals: of each indicator. codes: for each three-digit number of the region, every ONS code the area ever had.
    known: numbers of authorities beside those that the files name. wider: codes of wider places by name, likewise.
    """
    kinds: dict[str, list[Path]] = {"service": [], "values": [], "neighbours": []}
    others: dict[str, str] = {}
    unreadable: list[Problem] = []
    for path in paths:
        table = read_table(path)
        kind = kind_of(table)
        if kind:
            kinds[kind].append(path)
        elif table.columns:
            others[path.name] = _another_kind(table)
        else:
            unreadable += table.problems
    readings = tuple(
        read(path, codes=codes, filters=FILTERS, indicators=NUMBERS) for path in kinds["service"]
    )
    wanted = {measure: decimals[slug] for measure, slug in MEASURES.items() if slug in decimals}
    tables = tuple(read_authority_values(path, decimals=wanted) for path in kinds["values"])
    values = _together(
        VALUE_COLUMNS, [t.frame.assign(indicator=t.frame["measure"].map(MEASURES)) for t in tables]
    )
    everybody = {*known, *values["dfe_code"]}
    lists = tuple(read_neighbours(path, known=everybody) for path in kinds["neighbours"])
    tool, disagreements = _tool(tables, {**(wider or {}), **_wider_places(readings)})
    return Publications(
        readings=readings,
        tables=tables,
        lists=lists,
        authority_values=values,
        neighbours=_together(NEIGHBOUR_COLUMNS, [each.frame for each in lists]),
        tool=tool,
        others=others,
        problems=(
            *unreadable,
            *(problem for reading in readings for problem in reading.problems),
            *(problem for table in tables for problem in table.problems),
            *(problem for each in lists for problem in each.problems),
            *disagreements,
        ),
    )


def kind_of(table: Table) -> str:
    """By the heading: service, values, neighbours, or "" for a file of another kind."""
    kinds = {"service": is_one, "values": is_authority_values, "neighbours": is_neighbours}
    return next((kind for kind, is_this in kinds.items() if is_this(table)), "")


def _another_kind(table: Table) -> str:
    if {"col_name", "col_type"} <= set(table.columns):
        return "it describes the columns of the file beside it"
    return f"its heading begins {', '.join(table.columns[:3])}"


def _together(columns: list[str], frames: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled)[columns] if filled else pd.DataFrame(columns=columns)


def _wider_places(readings: Iterable[Reading]) -> dict[str, str]:
    """Codes of England and its regions by name, as the files themselves give them."""
    wider = (each.rows[each.rows["geographic_level"] != "Local authority"] for each in readings)
    return {row.name: row.code for rows in wider for row in records(rows[["name", "code"]].drop_duplicates())}


def _tool(
    tables: Iterable[AuthorityValues], wider: Mapping[str, str]
) -> tuple[dict[tuple[str, int, str], Decimal], list[Problem]]:
    """The tool's values by indicator, year and place. Two tables that disagree are a problem."""
    code_of = {name.casefold(): code for name, code in wider.items()}
    found: dict[tuple[str, int, str], Decimal] = {}
    problems = []
    for table in tables:
        codes = table.wider["name"].map(lambda name: code_of.get(name.casefold(), ""))
        for row in records(pd.concat([table.frame, table.wider.assign(dfe_code=codes)])):
            key = MEASURES[row.measure], row.year, row.dfe_code
            if row.value is None or not row.dfe_code:
                continue
            if found.setdefault(key, row.value) != row.value:
                why = f"is not what another file says of {row.name} {row.year}: {found[key]}"
                problems.append(Problem(table.file, why, int(row.Index), "Values", str(row.value)))
    return found, problems
