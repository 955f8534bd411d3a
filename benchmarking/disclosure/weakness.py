"""Which cells could be worked out, by whom, from what, and what to merge instead. In words, without values."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarking.disclosure.attack import Extremes, extremes
from benchmarking.disclosure.audit import read_statuses
from benchmarking.disclosure.cuts import broken
from benchmarking.disclosure.knowledge import views
from benchmarking.disclosure.pieces import NEARLY
from benchmarking.disclosure.rule import DFE, Rule
from benchmarking.disclosure.table import Relation, Table, Tie, read_table
from benchmarking.disclosure.targets import Target, insider_rows, rightful


@dataclass(frozen=True)
class Weakness:
    """One protected cell that a reader could narrow down too far.

    who: the insider's name, "" for anybody. lower, upper: what the reader could say. relations: what it follows
    from; none where the cell is public by itself. merge: cells to merge with it, none where no merging helps.
    """

    cell: str
    who: str
    lower: float
    upper: float
    relations: tuple[Relation, ...]
    merge: tuple[str, ...]

    def __str__(self) -> str:
        exactly = "could be worked out exactly" if self.lower == self.upper else "could be narrowed down"
        who = f"{self.who}, which knows its own figures" if self.who else "any reader"
        source = (
            "; ".join(f"“{relation}”" for relation in self.relations) or "what is public about it already"
        )
        advice = (
            f"merge it with {' and '.join(self.merge)}" if self.merge else "leave out the total, or the row"
        )
        return f"{self.cell} {exactly} by {who}, from {source}. Instead, {advice}."


class Disclosive(ValueError):
    """What was to be published gives protected cells away. weaknesses: each of them."""

    def __init__(self, weaknesses: tuple[Weakness, ...]) -> None:
        self.weaknesses = weaknesses
        super().__init__("\n".join(map(str, weaknesses)))


def require_safe(
    cells: pd.DataFrame,
    relations: Iterable[Tie],
    statuses: Mapping[str, str],
    *,
    rule: Rule = DFE,
    insiders: Mapping[str, Collection[str]] | None = None,
) -> None:
    """Raises Disclosive where `weaknesses` finds any, BadTable where the table contradicts itself."""
    if found := weaknesses(cells, relations, statuses, rule=rule, insiders=insiders):
        raise Disclosive(found)


def weaknesses(
    cells: pd.DataFrame,
    relations: Iterable[Tie],
    statuses: Mapping[str, str],
    *,
    rule: Rule = DFE,
    insiders: Mapping[str, Collection[str]] | None = None,
) -> tuple[Weakness, ...]:
    """Every primary cell that an outsider or an insider could narrow to less than the rule's range (less what
    its own figures leave of that).

    Arguments as of `protect` and `audit`. What any reader can do is not said again of an insider. A cell the
    publisher hid is named only where it can be worked out exactly: its range is the publisher's affair.
    """
    table = read_table(cells, relations)
    primary, hidden = read_statuses(table, statuses)
    rows = insider_rows(table, cells, insiders)
    plain = np.zeros_like(primary)
    wanted = [np.flatnonzero(primary & ~known) for _, known in rows]
    due = rightful(table, rule, wanted, [known for _, known in rows])
    targets = [
        Target(views(table, rule, plain, known), places, *bounds)
        for (_, known), places, bounds in zip(rows, wanted, due, strict=True)
    ]
    knows = [target.views.when(hidden) for target in targets]
    found = extremes(table.matrix, knows, [target.cells for target in targets])
    named: dict[str, Weakness] = {}
    for (who, _), target, bounds in zip(rows, targets, found, strict=True):
        for position in sorted({position for _, position in _fails(table, target, bounds)}):
            weakness = _describe(table, rule, who, target, bounds, position)
            named.setdefault(weakness.cell if not who else f"{weakness.cell} {who}", weakness)
    return tuple(w for w in named.values() if not w.who or w.cell not in named)


def _fails(table: Table, target: Target, bounds: Extremes) -> list[tuple[int, int]]:
    exact = bounds.lower == bounds.upper
    ours = ~table.confidential[target.cells]
    return [(side, place) for side, place in broken(target, bounds) if ours[place] or exact[place]]


def _describe(
    table: Table, rule: Rule, who: str, target: Target, bounds: Extremes, position: int
) -> Weakness:
    cell = int(target.cells[position])
    proof = np.abs(bounds.proofs[:, position])
    used = [
        relation for relation, part in zip(table.relations, proof.max(axis=0), strict=True) if part > NEARLY
    ]
    return Weakness(
        table.names[cell],
        who,
        float(bounds.lower[position]),
        float(bounds.upper[position]),
        tuple(used),
        _partners(table, rule, cell, used),
    )


def _partners(table: Table, rule: Rule, cell: int, used: list[Relation]) -> tuple[str, ...]:
    """The smallest other part of the same total together with which the cell is no longer small."""
    name, values = table.names[cell], dict(zip(table.names, table.values, strict=True))
    for relation in (*used, *table.relations):
        others = sorted((values[part], part) for part in relation.parts if part != name and values[part] > 0)
        if name not in relation.parts or np.isnan(values[name]):
            continue
        for value, part in others:
            if values[name] + value > rule.largest:
                return (part,)
    return ()
