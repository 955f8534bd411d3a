"""The attacker: what can be worked out of everything published, by an outsider or by one who knows its own row."""

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pandas as pd

from benchmarking.disclosure.attack import extremes
from benchmarking.disclosure.errors import BadTable
from benchmarking.disclosure.knowledge import views
from benchmarking.disclosure.rule import Rule
from benchmarking.disclosure.table import Flags, Status, Table, Tie, read_table


def audit(
    cells: pd.DataFrame,
    relations: Iterable[Tie],
    statuses: Mapping[str, str],
    *,
    known: Collection[str] = (),
    rule: Rule | None = None,
) -> pd.DataFrame:
    """The narrowest bounds an attacker can give each hidden cell: a frame `cell, lower, upper`.

    cells: a frame `cell, value`, optionally with symbol, lower and upper (see `read_table`); the values of
    hidden cells may be missing. relations: totals and their parts. statuses: every cell's Status.
    known: cells whose value this attacker knows beside what is published; they are left out of the answer.
    rule: with it the attacker also knows that each primary cell lies within the rule's range, and that figures
    are rounded as the rule rounds. Without it the attacker knows only that counts are whole and not negative.
    Bounds are whole numbers, attained by some table; upper is infinite where nothing bounds the cell. One row
    a hidden cell, in the order of the frame. lower equal to upper: the cell can be worked out.
    Raises BadTable where table or statuses contradict themselves.
    Source: SDC Handbook 4.2.2 (feasibility interval); the audit of tau-ARGUS.
    """
    table = read_table(cells, relations)
    primary, hidden = read_statuses(table, statuses)
    mine = table.mask(known)
    told = primary if rule else np.zeros_like(primary)
    knows = views(table, rule, told & ~table.confidential, mine).when(hidden)
    wanted = np.flatnonzero(hidden & ~mine)
    (found,) = extremes(table.matrix, [knows], [wanted])
    bounds = dict(
        zip((table.names[place] for place in wanted), zip(found.lower, found.upper, strict=True), strict=True)
    )
    rows = [(name, *bounds[name]) for name in cells["cell"].tolist() if name in bounds]
    return pd.DataFrame(rows, columns=["cell", "lower", "upper"])


def read_statuses(table: Table, statuses: Mapping[str, str]) -> tuple[Flags, Flags]:
    """Which cells are primary, and which are hidden at all. Raises BadTable unless each cell has a status."""
    table.place(statuses)
    if without := [name for name in table.names if name not in statuses]:
        raise BadTable(f"no status: {', '.join(without)}")
    try:
        given = [Status(statuses[name]) for name in table.names]
    except ValueError as problem:
        raise BadTable(f"a status is {', '.join(Status)}") from problem
    primary = np.array([status is Status.PRIMARY for status in given], dtype=np.bool_)
    return primary, np.array([status is not Status.PUBLISHED for status in given], dtype=np.bool_)
