"""The statistical neighbours of each area: the authorities most like it, the closest first."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from benchmarking.comparators.published_files import Problem, Table, read_table, where

AREA, RANK, NEIGHBOUR, CLOSENESS = "old_la_code", "sn_rank", "sn_old_la_code", "closeness"
COLUMNS = (AREA, RANK, NEIGHBOUR, CLOSENESS)


@dataclass(frozen=True, eq=False)
class Neighbours:
    """`frame`: dfe_code, edition, rank, neighbour (its number) and closeness, indexed by row number.

    No rows where there is any problem.
    """

    file: str
    frame: pd.DataFrame
    problems: tuple[Problem, ...]


def is_neighbours(table: Table) -> bool:
    return set(COLUMNS) <= set(table.columns)


def read_neighbours(path: Path, *, known: Collection[str]) -> Neighbours:
    """known: the numbers of every authority there is. The edition's year stands in the file's name alone."""
    table = read_table(path)
    years = re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", path.stem)
    problems: list[Problem] = table.lacking(COLUMNS)
    if not problems:
        problems = [*table.problems, *_problems(table, known)]
    if len(years) != 1:
        problems.append(Problem(table.file, "the file’s name must hold one year: that of the edition"))
    if problems:
        nothing = pd.DataFrame(columns=["dfe_code", "edition", "rank", "neighbour", "closeness"])
        return Neighbours(table.file, nothing, tuple(problems))
    rows = table.rows
    frame = pd.DataFrame(
        {
            "dfe_code": rows[AREA],
            "edition": int(years[0]),
            "rank": rows[RANK].astype(int),
            "neighbour": rows[NEIGHBOUR],
            "closeness": rows[CLOSENESS],
        }
    )
    return Neighbours(table.file, frame, ())


def _problems(table: Table, known: Collection[str]) -> Iterator[Problem]:
    rows, file = table.rows, table.file
    if not len(rows):
        yield Problem(file, "the file has a heading and no rows")
    for column in (AREA, NEIGHBOUR):
        yield from where(
            file, rows, ~rows[column].isin(list(known)), column, "is not the number of an authority"
        )
    yield from where(
        file,
        rows,
        rows[AREA] == rows[NEIGHBOUR],
        NEIGHBOUR,
        "is the area itself: nobody is their own neighbour",
    )
    yield from where(file, rows, rows[CLOSENESS] == "", CLOSENESS, "the cell is empty")
    whole = rows[RANK].str.fullmatch("[1-9][0-9]*")
    yield from where(file, rows, ~whole, RANK, "is not a whole number from 1 up")
    for area, of_area in rows[whole].groupby(AREA, sort=False):
        yield from _ranks(file, str(area), of_area)
    for _, again in rows.groupby([AREA, NEIGHBOUR], sort=False):
        for row in again.index[1:]:
            why = f"stands in row {again.index[0]} already"
            yield Problem(file, why, int(row), NEIGHBOUR, again.loc[row, NEIGHBOUR])


def _ranks(file: str, area: str, rows: pd.DataFrame) -> Iterator[Problem]:
    """Each area ranks 1, 2, 3 … once."""
    seen: dict[int, int] = {}
    for row, text in rows[RANK].items():
        if (rank := int(text)) in seen:
            yield Problem(file, f"is the rank of row {seen[rank]} already", int(str(row)), RANK, text)
        seen.setdefault(rank, int(str(row)))
    missing = sorted(set(range(1, len(seen) + 1)) - set(seen))
    if missing:
        yield Problem(file, f"{area} has {len(seen)} neighbours and none has rank {missing[0]}")
