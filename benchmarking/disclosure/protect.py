"""Secondary suppression: which further cells to hide so that nobody can work out a small one."""

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pandas as pd

from benchmarking.disclosure.errors import Unprotectable
from benchmarking.disclosure.rule import Rule
from benchmarking.disclosure.search import Search
from benchmarking.disclosure.table import Flags, Status, Table, Tie, read_table
from benchmarking.disclosure.targets import find_targets, insider_rows


def protect(
    cells: pd.DataFrame,
    relations: Iterable[Tie],
    *,
    threshold: int = 5,
    rule: Rule | None = None,
    insiders: Mapping[str, Collection[str]] | None = None,
    already: Mapping[str, str] | Collection[str] = (),
    released: Collection[str] = (),
) -> dict[str, Status]:
    """Every cell's status, in the order of the frame: the cheapest hiding that keeps every primary cell safe.

    cells: a frame `cell, value`, optionally with weight, symbol, exempt, lower, upper (see `read_table`) and owner
    (the area that knows the cell). relations: totals and their parts; they may overlap.
    threshold: counts from 1 to it are primary. rule: instead of it, the rule of the indicator's source.
    insiders: who knows which cells in advance; without it the column owner says so; without that, each cell
    that is not a total is taken to be known to somebody. `{}` guards against outsiders alone.
    already: cells hidden in an earlier issue (or that issue's statuses): they stay hidden.
    released: cells whose value is out already and cannot be hidden any more.

    Held afterwards, for an outsider and for every insider, over whole numbers: the bounds of each primary
    cell reach over the whole range of the rule, less what the insider's own figures exclude (its own 4 is part
    of the total); and one who is told which cells are primary learns no more than if everything were hidden.
    The order of the input does not matter. A cost is the sum of weights.
    Raises BadTable where the table contradicts itself, Unprotectable where no hiding is enough.
    Source: Fischetti and Salazar (2001); protection interval and singletons as in tau-ARGUS.
    """
    rule = rule or Rule(f"1 to {threshold}", 1, threshold)
    table = read_table(cells, relations)
    primary = (rule.small(table.values) & ~table.exempt) | table.confidential
    required = primary | table.mask(_hidden(already))
    out = table.mask(released)
    if (primary & out).any():
        raise Unprotectable(tuple(np.array(table.names)[primary & out]))
    allowed = (required | ~np.isnan(table.values)) & ~out
    guards = [known for _, known in insider_rows(table, cells, insiders)]
    targets = find_targets(table, rule, primary, allowed, guards) if primary.any() else []
    hidden = Search(table, targets, required & ~out, allowed).run()
    return _statuses(table, cells, primary, hidden)


def cost(cells: pd.DataFrame, statuses: Mapping[str, str]) -> float:
    """What the secondary suppressions cost: the sum of their weights, by default the value + 1."""
    table = read_table(cells, ())
    return float(table.weights @ table.mask([n for n in table.names if statuses[n] == Status.SECONDARY]))


def _hidden(already: Mapping[str, str] | Collection[str]) -> Collection[str]:
    if isinstance(already, Mapping):
        return [name for name, status in already.items() if status != Status.PUBLISHED]
    return already


def _statuses(table: Table, cells: pd.DataFrame, primary: Flags, hidden: Flags) -> dict[str, Status]:
    kinds = np.where(primary, Status.PRIMARY, np.where(hidden, Status.SECONDARY, Status.PUBLISHED))
    by_name = dict(zip(table.names, (Status(str(kind)) for kind in kinds), strict=True))
    return {name: by_name[name] for name in cells["cell"].tolist()}
