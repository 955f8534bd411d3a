"""Rows of a CSV file under their heading, all as text."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarking.comparators.published_files.problems import Problem


@dataclass(frozen=True, eq=False)
class Table:
    """`rows`: text without surrounding spaces, a column a heading, indexed by row number; 1 is the heading."""

    file: str
    rows: pd.DataFrame
    problems: tuple[Problem, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.rows.columns)

    def lacking(self, wanted: tuple[str, ...]) -> list[Problem]:
        """A problem for each column that is wanted and not there."""
        return [
            Problem(self.file, f"there is no column {name}") for name in wanted if name not in self.columns
        ]


def read_table(path: Path) -> Table:
    """With or without a byte order mark. Rows that do not fit the heading are problems and left out."""
    file = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError as error:
        row = path.read_bytes()[: error.start].count(b"\n") + 1
        return _nothing(file, Problem(file, "this is not UTF-8 text", row))
    except csv.Error as error:
        return _nothing(file, Problem(file, f"this is not CSV: {error}"))
    heading = [name.strip() for name in lines[0]] if lines else []
    if not any(heading):
        return _nothing(file, Problem(file, "the file has no heading"))
    if twice := [name for name, times in Counter(heading).items() if times > 1]:
        return _nothing(
            file, *(Problem(file, "stands in the heading more than once", 1, name) for name in twice)
        )
    return _table(file, heading, lines[1:])


def records(frame: pd.DataFrame) -> Iterator[Any]:
    """Its rows as tuples with names, `Index` among them. A cell may hold anything; the reader knows what it put there."""
    yield from frame.itertuples()


def _table(file: str, heading: list[str], lines: list[list[str]]) -> Table:
    numbered = [(number, cells) for number, cells in enumerate(lines, start=2) if cells]
    ragged = [
        Problem(file, f"{len(cells)} cells, and the heading has {len(heading)}", number)
        for number, cells in numbered
        if len(cells) != len(heading)
    ]
    fit = [
        (number, [cell.strip() for cell in cells]) for number, cells in numbered if len(cells) == len(heading)
    ]
    rows = pd.DataFrame(
        [cells for _, cells in fit], columns=heading, index=[number for number, _ in fit], dtype=object
    )
    return Table(file, rows, tuple(ragged))


def _nothing(file: str, *problems: Problem) -> Table:
    return Table(file, pd.DataFrame(), problems)
