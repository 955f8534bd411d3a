"""The report as an OpenDocument spreadsheet: the sheets and cells of the Excel workbook.

odswriter writes the cells. What it lacks is added to its document before it is closed (headings, widths, decimals,
header rows) and to the file afterwards (title, language, date). The same report gives the same bytes.
"""

import io
from datetime import UTC
from typing import Any
from xml.sax.saxutils import escape

import odswriter

from benchmarking.reports.outputs.ods_styles import add_styles, add_widths, on_a4
from benchmarking.reports.outputs.zipped import rewritten
from benchmarking.reports.report import Report
from benchmarking.reports.sheets import INSTRUCTION, Book, Sheet, decimals, report_book

ENTRY = '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>'
META = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
    office:version="1.2"><office:meta><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>
<dc:language>en-GB</dc:language><meta:creation-date>{made}</meta:creation-date></office:meta>
</office:document-meta>
"""


def report_ods(report: Report) -> bytes:
    """ODS. A text is a text, whoever wrote it."""
    book, out = report_book(report), io.BytesIO()
    with odswriter.writer(out) as ods:
        add_styles(ods.dom)
        _write_cover(ods, book)
        _write_contents(ods, book)
        for sheet in book.sheets:
            _write_table(ods, sheet)
    change = {"META-INF/manifest.xml": _naming_meta, "styles.xml": on_a4}
    return rewritten(out.getvalue(), change=change, add={"meta.xml": _meta(book)})


def _write_cover(ods: Any, book: Book) -> None:
    page = ods.new_sheet("Cover")
    add_widths(page, [85])
    for kind, text in book.cover:
        _line(page, text, "wrapped" if kind == "text" else kind)


def _write_contents(ods: Any, book: Book) -> None:
    """Each name is a link to its sheet."""
    page = ods.new_sheet("Contents")
    add_widths(page, [30, 70])
    _line(page, "Table of contents", "title")
    _line(page, "This worksheet contains one table.")
    _row(page, ["Sheet name", "Table description"], ["head", "head"])
    for sheet in book.sheets:
        row = _row(page, [sheet.label, sheet.title], ["wrapped", "wrapped"])
        _link(row.firstChild.firstChild, f"#'{sheet.label}'.A1")


def _write_table(ods: Any, sheet: Sheet) -> None:
    page = ods.new_sheet(sheet.label)
    add_widths(page, sheet.widths)
    _line(page, sheet.title, "title")
    for line in (INSTRUCTION, *sheet.lines):
        _line(page, line)
    right = set(sheet.numeric)
    heads = _row(page, sheet.heads, ["head-right" if i in right else "head" for i in range(len(sheet.heads))])
    page.table.insertBefore(page.dom.createElement("table:table-header-rows"), heads).appendChild(heads)
    for row in sheet.rows:
        _row(
            page, row, [f"number-{decimals(cell)}" if i in right else "wrapped" for i, cell in enumerate(row)]
        )


def _line(page: Any, text: str, style: str = "line") -> None:
    _row(page, [text], [style])


def _row(page: Any, cells: Any, styles: list[str]) -> Any:
    page.writerow(cells)
    row = page.table.lastChild
    for cell, style in zip(row.childNodes, styles, strict=True):
        cell.setAttribute("table:style-name", style)
    return row


def _link(paragraph: Any, address: str) -> None:
    """Turn the paragraph's text into a link."""
    link = paragraph.ownerDocument.createElement("text:a")
    link.setAttribute("xlink:href", address)
    link.setAttribute("xlink:type", "simple")
    link.appendChild(paragraph.firstChild)
    paragraph.appendChild(link)


def _meta(book: Book) -> bytes:
    made = book.made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return META.format(title=escape(book.title), author=escape(book.author), made=made).encode()


def _naming_meta(manifest: bytes) -> bytes:
    return manifest.replace(b"</manifest:manifest>", f" {ENTRY}\n</manifest:manifest>".encode())
