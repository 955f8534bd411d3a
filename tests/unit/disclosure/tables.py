"""Small tables for the tests of disclosure control."""

import numpy as np
import pandas as pd

from benchmarking.disclosure import Relation

AREAS = ("bath", "bristol", "north", "south", "somerset")


def frame(values):
    return pd.DataFrame({"cell": list(values), "value": list(values.values())})


def hiding(cells, hidden):
    return {cell: "primary" if cell in hidden else "published" for cell in cells["cell"]}


def grid(rows, columns, body):
    """A table whose last row and last column are totals; cells are called row-column."""
    values = {
        f"{r}-{c}": v for r, line in zip(rows, body, strict=True) for c, v in zip(columns, line, strict=True)
    }
    relations = [Relation(f"{r}-{columns[-1]}", tuple(f"{r}-{c}" for c in columns[:-1])) for r in rows]
    relations += [Relation(f"{rows[-1]}-{c}", tuple(f"{r}-{c}" for r in rows[:-1])) for c in columns]
    return frame(values), relations


def with_margins(body):
    """The same from the inner cells alone, rows being areas that own their cells. One column has no row totals."""
    body = np.asarray(body)
    if body.shape[1] == 1:
        values = dict(zip((f"{area}-k" for area in AREAS), body[:, 0].tolist(), strict=False))
        cells = frame(values | {"all-k": int(body.sum())})
        return cells.assign(owner=[*AREAS[: len(body)], None]), [Relation("all-k", tuple(values))]
    full = np.vstack([np.column_stack([body, body.sum(axis=1)]), [*body.sum(axis=0), body.sum()]])
    rows, columns = [*AREAS[: len(body)], "all"], [*(f"k{i}" for i in range(body.shape[1])), "sum"]
    cells, relations = grid(rows, columns, full.tolist())
    owner = cells["cell"].str.split("-").str[0]
    return cells.assign(owner=owner.where(owner != "all")), relations
