"""The report as a workbook for Excel, laid out as the Analysis Function asks: cover, contents, a table a sheet.

The same report gives the same bytes: xlsxwriter dates the parts of the file 1980, and we date its description.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Any

import pandas as pd

from benchmarking.reports.report import Report
from benchmarking.reports.sheets import INSTRUCTION, Book, Cell, Sheet, decimals, lines_in, report_book

if TYPE_CHECKING:
    from gptables import GPTable

MISREAD = re.compile(r"\[.+\]\(.+\)|^[^a-zA-Z0-9]*$")
"""Plain text that gptables makes a link of, or refuses for want of a letter. A text with a format of its own it
leaves alone."""
COVER_WIDTH = 85
LINE = 16
"""Points of one line of the theme's lettering."""
A4 = 9
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def report_workbook(report: Report) -> bytes:
    """XLSX. Texts are texts: none becomes a formula or a link, whoever wrote it."""
    from gptables import (
        Cover,
        GPWorkbook,
    )  # a quarter of a second, and only whoever writes a workbook needs it

    book, out = report_book(report), io.BytesIO()
    workbook = GPWorkbook(out, OPTIONS)
    workbook.set_properties(_described(book))
    intro, about = _literals(book.intro), _literals(map(": ".join, book.about))
    cover = Cover(book.title, intro=intro, about=about, width=COVER_WIDTH)
    worksheet = workbook.add_worksheet("Cover")
    worksheet.write_cover(cover)
    for position, (_, text) in enumerate(book.cover):
        _room(worksheet, position, lines_in(text, COVER_WIDTH))
    tables = {sheet.label: _table(sheet, name=f"table_{i}") for i, sheet in enumerate(book.sheets, start=1)}
    contents = workbook.make_table_of_contents(tables, table_name="contents")
    widths = {sheet.label: sheet.widths for sheet in book.sheets} | {"Contents": [30, 70]}
    heights = {sheet.label: sheet.heights for sheet in book.sheets} | {"Contents": []}
    for label, table in {"Contents": contents, **tables}.items():
        worksheet = workbook.add_worksheet(label)
        worksheet.write_gptable(table, auto_width=False)
        _lay_out(worksheet, widths[label])
        for position, lines in enumerate(heights[label], start=table.data_range[0] + 1):
            _room(worksheet, position, lines)
    workbook.close()
    return out.getvalue()


def _lay_out(worksheet: Any, widths: Sequence[int]) -> None:
    """On paper: across, every column on the page, as many pages down as it takes."""
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, width)
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.fit_to_pages(1, 0)


def _room(worksheet: Any, row: int, lines: int) -> None:
    """Room for a wrapped text, which not every program makes by itself."""
    if lines > 1:
        worksheet.set_row(row, lines * LINE)


def _described(book: Book) -> dict[str, Any]:
    return {"title": book.title, "author": book.author, "created": book.made.astimezone(UTC)}


def _table(sheet: Sheet, name: str) -> "GPTable":
    from gptables import GPTable

    rows = [[_literal(cell) for cell in row] for row in sheet.rows]
    return GPTable(
        table=pd.DataFrame(rows, columns=list(sheet.heads), dtype=object),
        table_name=name,
        title=sheet.title,
        instructions=INSTRUCTION,
        legend=_literals(sheet.lines),
        index_columns={},
        additional_formatting=list(_formats(sheet)),
    )


def _formats(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Numbers and their symbols stand to the right; each number keeps the decimals it was published with."""
    yield {"column": {"columns": list(sheet.heads), "format": {"valign": "top"}}}
    numeric = [sheet.heads[i] for i in sheet.numeric]
    if numeric:
        whole = {"align": "right", "indent": 1, "num_format": "#,##0"}
        yield {"column": {"columns": numeric, "format": whole, "include_names": True}}
    for position, row in enumerate(sheet.rows, start=1):
        for column in sheet.numeric:
            if places := decimals(row[column]):
                shown = {"num_format": "#,##0." + "0" * places}
                yield {"cell": {"cells": (position, column), "format": shown}}


def _literals(texts: Iterable[str]) -> list[Any]:
    """As gptables takes lines of text."""
    return [[{}, text] if MISREAD.search(text) else text for text in texts]


def _literal(cell: Cell) -> Any:
    """As gptables takes a cell."""
    from gptables.core.gptable import FormatList

    return FormatList([{}, cell]) if isinstance(cell, str) and MISREAD.search(cell) else cell
