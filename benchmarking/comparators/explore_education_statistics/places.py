"""Which place a row speaks of. An authority is known by its three-digit number, which outlives its ONS codes.

Somerset was E10000027 and is E06000066, and some files write the new code for years before it existed: so the codes
of one authority may differ between rows. Which codes it ever had is the region's data, given by the caller.
"""

from collections.abc import Collection, Iterator, Mapping

import pandas as pd

from benchmarking.comparators.explore_education_statistics.columns import AUTHORITY, COUNTRY, REGION
from benchmarking.comparators.published_files import Problem, Table, where

CODE, NUMBER = r"[A-Z][0-9]{8}", r"[0-9]{3}"
LEVELS = {"National": COUNTRY, "Regional": REGION, "Local authority": AUTHORITY}
"""The columns that name a place of each level."""

IDENTITY = {
    "Regional": ("region_code", "region_name", "region_code"),
    "Local authority": ("new_la_code", "la_name", "old_la_code"),
}
"""Code, name and what stays the same when the code changes."""

PATTERNS = {
    "country_code": (CODE, "is not a code such as E92000001"),
    "region_code": (CODE, "is not a code such as E12000009"),
    "new_la_code": (CODE, "is not a code such as E06000024"),
    "old_la_code": (NUMBER, "is not a number of three digits"),
}


def problems_of_places(table: Table, codes: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """codes: for each three-digit number that the region knows, every ONS code the area ever had."""
    rows, file = table.rows, table.file
    level = rows["geographic_level"]
    allowed = ", ".join(LEVELS)
    yield from where(file, rows, ~level.isin(list(LEVELS)), "geographic_level", f"is not one of {allowed}")
    for name, columns in LEVELS.items():
        if (level == name).any():
            lacking = table.lacking(columns)
            yield from lacking
            if not lacking:
                yield from _of_level(file, rows[level == name], columns)
    if set(AUTHORITY) <= set(table.columns):
        yield from _of_codes(file, rows[level == "Local authority"], codes)


def _of_level(file: str, rows: pd.DataFrame, columns: tuple[str, ...]) -> Iterator[Problem]:
    for column in columns:
        if column in PATTERNS:
            pattern, why = PATTERNS[column]
            yield from where(file, rows, ~rows[column].str.fullmatch(pattern), column, why)
        else:
            yield from where(
                file, rows, rows[column] == "", column, "the cell is empty: the place has no name"
            )


def _of_codes(file: str, rows: pd.DataFrame, codes: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    number_of = {code: number for number, each in codes.items() for code in each}
    for row, number, code in rows[["old_la_code", "new_la_code"]].itertuples():
        belongs_to = number_of.setdefault(code, number)
        if belongs_to != number:
            yield Problem(
                file, f"is a code of {belongs_to}, and the row says {number}", row, "new_la_code", code
            )
        elif number in codes and code not in codes[number]:
            yield Problem(file, f"is not a code that {number} ever had", row, "new_la_code", code)


def with_identity(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `code`, `name` and `identity` of their place: a three-digit number, or the code of a wider place."""
    found = {"code": rows["country_code"], "name": rows["country_name"], "identity": rows["country_code"]}
    for level, columns in IDENTITY.items():
        if set(columns) <= set(rows.columns):
            here = rows["geographic_level"] == level
            for part, column in zip(found, columns, strict=True):
                found[part] = found[part].mask(here, rows[column])
    return rows.assign(**found)
