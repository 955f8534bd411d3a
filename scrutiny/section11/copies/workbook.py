"""A copy as a workbook: what it is, and every answer as a row. All cells are text, whatever they begin with."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import Any

import xlsxwriter

from scrutiny.section11.copies.document import HEADS, Copy, rows

ABOUT, ANSWERS = "About this copy", "Answers"
WIDTHS = (24, 8, 44, 16, 16, 16, 60, 40, 40)
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class TooLong(ValueError):
    """More than a cell of a workbook holds."""


def copy_workbook(copy: Copy) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        book.set_properties(
            {"title": f"{copy.title}: {copy.round}", "author": copy.organisation, "created": _naive(copy)}
        )
        top, wrapped = (
            book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )
        about = book.add_worksheet(ABOUT)
        about.set_column(0, 0, 32)
        about.set_column(1, 1, 90)
        said = [("What this is", copy.title), *(("Please note", each) for each in copy.notices), *copy.facts]
        write_rows(about, said, wrapped)
        answers = book.add_worksheet(ANSWERS)
        for column, width in enumerate(WIDTHS):
            answers.set_column(column, column, width)
        write_rows(answers, [HEADS], top)
        write_rows(answers, rows(copy), wrapped, first=1)
        answers.freeze_panes(1, 2)
    return out.getvalue()


def write_rows(sheet: Any, table: Iterable[Sequence[str]], look: Any, *, first: int = 0) -> None:
    """Each cell as text; one that would be left out is an error instead."""
    for row, cells in enumerate(table, start=first):
        for column, text in enumerate(cells):
            if sheet.write_string(row, column, text, look) != 0:
                raise TooLong(f"row {row + 1}, column {column + 1} has {len(text):,} characters")


def _naive(copy: Copy) -> Any:
    """Workbooks know no time zones: in UTC."""
    return copy.made.astimezone(UTC).replace(tzinfo=None)
