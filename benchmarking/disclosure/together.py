"""Several outputs are one publication: they are audited together, with everything issued before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from benchmarking.disclosure.errors import BadTable
from benchmarking.disclosure.table import Relation, Status

STRENGTH = (Status.SECONDARY, Status.PRIMARY, Status.PUBLISHED)


@dataclass(frozen=True, eq=False)
class Output:
    """One page, file or earlier issue: its cells, relations and statuses, as `audit` takes them."""

    cells: pd.DataFrame
    relations: tuple[Relation, ...]
    statuses: Mapping[str, Status]


def together(outputs: Iterable[Output]) -> Output:
    """All outputs as one. A cell that any of them publishes is published; relations of all hold at once.

    A cell named in several must have the same value in each: a corrected figure is a cell of its own. Of the
    other columns (bounds, owner, weight) the first that is given counts.
    Raises BadTable where values differ, or where there is no output.
    """
    outputs = tuple(outputs)
    if not outputs:
        raise BadTable("there is no output to audit")
    rows = pd.concat([output.cells for output in outputs], ignore_index=True)
    differing = rows.groupby("cell")["value"].nunique() > 1
    if differing.any():
        raise BadTable(f"values differ between outputs: {', '.join(differing.index[differing])}")
    statuses: dict[str, Status] = {}
    for output in outputs:
        for name, status in output.statuses.items():
            statuses[name] = max(statuses.get(name, status), Status(status), key=STRENGTH.index)
    cells = rows.groupby("cell", sort=False).first().reset_index()
    return Output(cells, tuple(dict.fromkeys(r for output in outputs for r in output.relations)), statuses)
