"""Figures by the million: read out of PostgreSQL into arrays, as fast as it hands them over.

Raw counts, as they were signed. Which of them may be shown is decided where a benchmark gathers its inputs
(benchmarking.benchmarks.inputs), never here: nothing that this gives goes on a page.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd
from django.db import connection
from numpy.typing import NDArray
from psycopg import sql

from benchmarking.benchmarks.copying import Coded, Kind, read_copy
from benchmarking.indicators.models import Figure

KINDS = {
    "indicator": Kind.TEXT, "area_code": Kind.TEXT, "year": Kind.NUMBER, "numerator": Kind.NUMBER,
    "denominator": Kind.NUMBER, "symbol": Kind.TEXT, "status": Kind.TEXT,
}  # fmt: skip


@dataclass(frozen=True)
class FigureArrays:
    """Columns of equal length, in the database's order. Numbers are float64 with NaN where there is none.

    symbol: "" where the figure is shown; a number that is missing for a reason has NaN and its symbol beside it.
    """

    indicator: Coded
    area_code: Coded
    year: NDArray[np.float64]
    numerator: NDArray[np.float64]
    denominator: NDArray[np.float64]
    symbol: Coded
    status: Coded

    def __len__(self) -> int:
        return len(self.year)

    def frame(self) -> pd.DataFrame:
        """The same as a frame, texts as categories."""
        return pd.DataFrame({field.name: _series(getattr(self, field.name)) for field in fields(self)})


def read_figures(indicators: Iterable[str] | None = None) -> FigureArrays:
    """Every figure of a reporting year that stands today, of these indicators or of all. One query.

    Needs the right to SELECT and no other. Raises what the database raises.
    """
    query = sql.SQL(
        "COPY (SELECT {columns} FROM {table} WHERE is_current AND year IS NOT NULL AND {wanted}) "
        "TO STDOUT (FORMAT binary)"
    ).format(
        columns=sql.SQL(", ").join(map(sql.Identifier, KINDS)),
        table=sql.Identifier(Figure._meta.db_table),
        wanted=sql.SQL("true") if indicators is None else _among(indicators),
    )
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(query) as copying:
        found = read_copy(copying, list(KINDS.values()))
    return FigureArrays(**dict(zip(KINDS, found, strict=True)))  # type: ignore[arg-type]


def _among(indicators: Iterable[str]) -> sql.Composable:
    """COPY takes no parameters, so the slugs are written into the statement, each quoted by libpq's rules."""
    return sql.SQL("indicator = ANY({})").format(sql.Literal(sorted(indicators)))


def _series(column: Any) -> Any:
    return (
        pd.Categorical.from_codes(column.codes, pd.Index(column.names, dtype=object))
        if isinstance(column, Coded)
        else column
    )
