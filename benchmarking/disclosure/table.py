"""A table as an attacker sees it: cells, and the totals that tie them together."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarking.disclosure.errors import BadTable

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Whole = NDArray[np.intp]

CONFIDENTIAL = "c"


class Status(StrEnum):
    """What is shown of a cell. Readers see one symbol, c, for both kinds of hidden cell."""

    PUBLISHED = "published"
    PRIMARY = "primary"
    SECONDARY = "secondary"


@dataclass(frozen=True)
class Relation:
    """A total and its parts, by the names of their cells. `name` is how a message calls it."""

    total: str
    parts: tuple[str, ...]
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", tuple(self.parts))
        if not self.parts or len({self.total, *self.parts}) != 1 + len(self.parts):
            raise BadTable(f"“{self}”: a total needs parts, each named once and none the total itself")

    def __str__(self) -> str:
        return self.name or f"{self.total} = {' + '.join(self.parts)}"


@dataclass(frozen=True, eq=False)
class Table:
    """Cells sorted by name and relations sorted by their cells, so that the order of input is forgotten.

    values, weights, lower, upper: float64, one a cell; value NaN where unknown to us too.
    lower, upper: what everybody knows of a cell whether or not it is shown, such as a rate printed elsewhere.
    confidential: the publisher itself hid the cell (symbol "c").
    exempt: the publisher itself shows the cell, however small: the rule does not apply to it.
    matrix: one row a relation, +1 at its parts and -1 at its total; matrix @ values is 0.
    """

    names: tuple[str, ...]
    values: Floats
    weights: Floats
    lower: Floats
    upper: Floats
    confidential: Flags
    exempt: Flags
    relations: tuple[Relation, ...]
    matrix: Floats

    def place(self, names: Iterable[str]) -> Whole:
        """The positions of these cells, sorted. Raises BadTable for a name that is no cell."""
        wanted = sorted(set(names))
        places = {name: place for place, name in enumerate(self.names)}
        strangers = [name for name in wanted if name not in places]
        if strangers:
            raise BadTable(f"no such cell: {', '.join(map(str, strangers))}")
        return np.array([places[name] for name in wanted], dtype=np.intp)

    def mask(self, names: Collection[str]) -> Flags:
        """True at these cells. Raises BadTable for a name that is no cell."""
        flags = np.zeros(len(self.names), dtype=np.bool_)
        flags[self.place(names)] = True
        return flags


Tie = Relation | tuple[str, Iterable[str]]
"""A relation, or plainly a total and its parts."""


def read_table(cells: pd.DataFrame, relations: Iterable[Tie]) -> Table:
    """The table of a frame `cell, value`, checked.

    Optional columns: weight (cost of hiding; without it the value + 1), symbol ("c" where the
    publisher hid it), exempt (True where the publisher shows it, however small), lower and upper (public bounds;
    without them 0 and no bound).
    A missing value is unknown to us as well: a publisher's c, an x, or an aid to state a relation.
    Raises BadTable: columns missing, no or duplicate names, counts that are negative or not whole, bounds the
    count breaks, weights below 0, a relation over unknown cells, a total that is not the sum.
    """
    if missing := {"cell", "value"} - set(cells.columns):
        raise BadTable(f"the frame has no column {', '.join(sorted(missing))}")
    given = cells["cell"].tolist()
    if strangers := [name for name in given if not isinstance(name, str) or not name]:
        raise BadTable(f"a cell's name is a text, not {strangers[0]!r}")
    frame = cells.iloc[sorted(range(len(given)), key=given.__getitem__)]
    names = tuple(sorted(given))
    if len(set(names)) != len(names):
        raise BadTable(f"named more than once: {', '.join(sorted({n for n in names if names.count(n) > 1}))}")
    values = _numbers(frame, "value", np.nan)
    named = (tie if isinstance(tie, Relation) else Relation(tie[0], tuple(tie[1])) for tie in relations)
    ties = tuple(sorted({(r.total, tuple(sorted(r.parts))): r for r in sorted(named, key=str)}.items()))
    table = Table(
        names,
        values,
        _numbers(frame, "weight", np.nan_to_num(values) + 1),
        np.maximum(_numbers(frame, "lower", 0), 0),
        _numbers(frame, "upper", np.inf),
        np.array(
            frame["symbol"] == CONFIDENTIAL if "symbol" in frame else np.zeros(len(names)), dtype=np.bool_
        ),
        np.array(frame["exempt"] if "exempt" in frame else np.zeros(len(names)), dtype=np.bool_),
        tuple(relation for _, relation in ties),
        _matrix(names, [relation for _, relation in ties]),
    )
    _check(table)
    return table


def _numbers(frame: pd.DataFrame, column: str, otherwise: Floats | float) -> Floats:
    """A column as floats; `otherwise` where it, or a value in it, is missing."""
    fallback = np.broadcast_to(np.asarray(otherwise, dtype=np.float64), len(frame))
    if column not in frame:
        return fallback.copy()
    try:
        found = pd.to_numeric(frame[column]).to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError) as problem:
        raise BadTable(f"the column {column} holds something that is no number") from problem
    return np.where(np.isnan(found), fallback, found)


def _matrix(names: tuple[str, ...], relations: list[Relation]) -> Floats:
    places = {name: place for place, name in enumerate(names)}
    matrix = np.zeros((len(relations), len(names)))
    for row, relation in enumerate(relations):
        if strangers := [name for name in (relation.total, *relation.parts) if name not in places]:
            raise BadTable(f"“{relation}” speaks of {', '.join(strangers)}, which is no cell")
        matrix[row, [places[name] for name in relation.parts]] = 1
        matrix[row, places[relation.total]] = -1
    return matrix


def _check(table: Table) -> None:
    known = ~np.isnan(table.values)
    for broken, words in (
        (known & (table.values < 0), "counts below zero"),
        (known & (table.values != np.floor(table.values)), "counts that are not whole numbers"),
        (
            known & ((table.values < table.lower) | (table.values > table.upper)),
            "counts outside their public bounds",
        ),
        (table.lower > table.upper, "public bounds that contradict each other"),
        (~np.isfinite(table.weights) | (table.weights < 0), "weights below zero or without end"),
    ):
        if broken.any():
            raise BadTable(f"{words}: {', '.join(np.array(table.names)[broken])}")
    whole = ~table.matrix[:, ~known].any(axis=1)
    off = whole & (table.matrix @ np.nan_to_num(table.values) != 0)
    if off.any():
        wrong = [str(relation) for relation, bad in zip(table.relations, off, strict=True) if bad]
        raise BadTable(f"the total is not the sum of its parts: {'; '.join(wrong)}")
