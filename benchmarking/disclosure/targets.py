"""What must stay possible: for each attacker and each primary cell, a range it must not be able to narrow."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from benchmarking.disclosure.attack import extremes
from benchmarking.disclosure.errors import Unprotectable
from benchmarking.disclosure.knowledge import Views, views
from benchmarking.disclosure.pieces import Knowledge
from benchmarking.disclosure.rule import Rule
from benchmarking.disclosure.table import Flags, Floats, Table, Whole


@dataclass(frozen=True, eq=False)
class Target:
    """One attacker, the primary cells it must not work out, and the range of each that must stay possible."""

    views: Views
    cells: Whole
    lower: Floats
    upper: Floats

    def only(self, chosen: Flags | Whole) -> "Target":
        """The same target for some of its cells: a flag for each, or their positions."""
        return Target(self.views, self.cells[chosen], self.lower[chosen], self.upper[chosen])


def insider_rows(
    table: Table, cells: pd.DataFrame, insiders: Mapping[str, Collection[str]] | None
) -> list[tuple[str, Flags]]:
    """Who knows which cells in advance: as given; else by the column `owner`; else each part by itself.

    An outsider, who knows none, stands first under the name "". Sorted by name.
    """
    if insiders is None and "owner" in cells:
        owned = cells.dropna(subset=["owner"]).groupby("owner")["cell"]
        insiders = {str(owner): list(names) for owner, names in owned}
    if insiders is None:
        totals = {relation.total for relation in table.relations}
        insiders = {name: [name] for name in table.names if name not in totals}
    return [("", np.zeros(len(table.names), dtype=np.bool_))] + [
        (who, table.mask(insiders[who])) for who in sorted(insiders)
    ]


def find_targets(
    table: Table, rule: Rule, primary: Flags, widest: Flags, insiders: Sequence[Flags]
) -> list[Target]:
    """The targets of `protect`, two for each attacker.

    widest: everything that could be hidden. First, an attacker who is told which cells are primary, and so
    that all of them lie in the rule's range, must learn no more than it would with everything hidden.
    Secondly, the bounds of one who is not told must reach over all of the range that its own figures leave;
    this is left out for cells where the first says as much already. A cell the publisher hid, whose value we may not know, is held to
    what everything hidden leaves open.
    Raises Unprotectable where hiding everything does not meet the second.
    """
    cells = [np.flatnonzero(primary & ~known) for known in insiders]
    told = primary & ~table.confidential
    aware = [views(table, rule, told, known) for known in insiders]
    blind = [views(table, rule, np.zeros_like(told), known) for known in insiders]
    lifts = _lifts(table, primary)
    first = _bounded(table, rule, aware, cells, widest, lifts)
    short = [target.only((target.lower > rule.smallest) | (target.upper < rule.largest)) for target in first]
    due = rightful(table, rule, [target.cells for target in short], insiders)
    second = _bounded(table, rule, blind, [target.cells for target in short], widest, lifts)
    _refuse_narrow(table, due, second)
    return [target for target in (*first, *second) if len(target.cells)]


def rightful(
    table: Table, rule: Rule, cells: Sequence[Whole], insiders: Sequence[Flags]
) -> list[tuple[Floats, Floats]]:
    """For each attacker and its cells, lower and upper: the rule's range, less what it knows of itself.

    An area that counts 4 of its own knows that the total of all is not 3, whatever is published.
    """
    endless = np.full(len(table.names), np.inf)
    bare = replace(table, lower=np.zeros_like(endless), upper=endless)
    everything = np.ones(len(endless), dtype=np.bool_)
    knows = [views(bare, None, ~everything, known).when(everything) for known in insiders]
    return [
        (np.maximum(found.lower, rule.smallest), np.minimum(found.upper, rule.largest))
        for found in extremes(table.matrix, knows, cells)
    ]


def _refuse_narrow(table: Table, due: Sequence[tuple[Floats, Floats]], targets: Sequence[Target]) -> None:
    narrow: set[str] = set()
    for (lower, upper), target in zip(due, targets, strict=True):
        short = ((target.lower > lower) | (target.upper < upper)) & ~table.confidential[target.cells]
        narrow |= {table.names[cell] for cell in target.cells[short]}
    if narrow:
        raise Unprotectable(tuple(sorted(narrow)))


def _bounded(
    table: Table, rule: Rule, looks: Sequence[Views], cells: Sequence[Whole], widest: Flags, lifts: Floats
) -> list[Target]:
    """Targets as wide as the rule's range, or as everything hidden leaves them."""
    knows = [look.when(widest) for look in looks]
    easy = [_moves(table, rule, known, lifts, places) for known, places in zip(knows, cells, strict=True)]
    hard = [places[~light] for places, light in zip(cells, easy, strict=True)]
    targets = []
    for look, places, light, found in zip(
        looks, cells, easy, extremes(table.matrix, knows, hard), strict=True
    ):
        lower, upper = np.full(len(places), float(rule.smallest)), np.full(len(places), float(rule.largest))
        lower[~light] = np.maximum(found.lower, rule.smallest)
        upper[~light] = np.minimum(found.upper, rule.largest)
        targets.append(Target(look, places, lower, upper))
    return targets


def _lifts(table: Table, primary: Flags) -> Floats:
    """For each primary cell (a column) the plainest way to add one to it: to it and to every total above it.

    Columns that no such step leads to a table again, and those of other cells, are NaN.
    """
    steps = np.eye(len(table.names))[:, primary]
    totals = np.argmin(table.matrix, axis=1)
    for _ in range(len(totals)):
        off = table.matrix @ steps
        rows, columns = np.nonzero(off)
        free = steps[totals[rows], columns] == 0
        if not free.any():
            break
        steps[totals[rows[free]], columns[free]] = off[rows[free], columns[free]]
    steps[:, (table.matrix @ steps != 0).any(axis=0)] = np.nan
    lifts = np.full((len(table.names),) * 2, np.nan)
    lifts[:, primary] = steps
    return lifts


def _moves(table: Table, rule: Rule, knows: Knowledge, lifts: Floats, cells: Whole) -> Flags:
    """Where the plain step alone shows that a cell could be anything in the range; no need to ask further."""
    values, steps = table.values, lifts[:, cells]
    moved = steps != 0
    ok = np.ones(len(cells), dtype=np.bool_)
    for end in (rule.smallest, rule.largest):
        there = values[:, None] + steps * (end - values[cells])
        inside = (there >= knows.lower[:, None]) & (there <= knows.upper[:, None])
        ok &= (inside | ~moved).all(axis=0)
    return ok
