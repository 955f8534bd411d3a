"""Workbooks as pandas reads them, by a reader that has nothing to do with the libraries that wrote them."""

import io

import pandas as pd

INSTRUCTION = "This sheet contains one table."


def read_workbook(content: bytes) -> dict[str, list[list[object]]]:
    """Every sheet by its name, as rows of cells without the empty ones at their ends."""
    frames = pd.read_excel(
        io.BytesIO(content),
        sheet_name=None,
        header=None,
        engine="calamine",
        dtype=object,
        keep_default_na=False,
    )
    return {name: [_trimmed(row) for row in frame.values.tolist()] for name, frame in frames.items()}


def table_of(rows: list[list[object]]) -> list[list[object]]:
    """The table below the lines that tell of it: heads first. Lines have one cell, rows of a table several."""
    return [row for row in rows if len(row) > 1]


def lines_of(rows: list[list[object]]) -> list[str]:
    return [str(row[0]) for row in rows if len(row) == 1]


def _trimmed(row: list[object]) -> list[object]:
    cells = list(row)
    while cells and (cells[-1] == "" or cells[-1] is None or cells[-1] != cells[-1]):
        cells.pop()
    return cells
