"""What is looked at in an uploaded workbook before anything reads its cells: size, kind, formulas, far-off cells."""

import io
import posixpath
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from kernel.errors import UserError
from scrutiny.section11.copies.offline.layout import MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from scrutiny.section11.evidence.checking import in_megabytes
from scrutiny.section11.evidence.kinds import KINDS, ZIP, what_it_is
from scrutiny.section11.evidence.zipped import Package, PackageRefused, opened

LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
CELL = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")
MOST_UNPACKED = 20 * 1024 * 1024
MOST_ELEMENTS = 200_000
LONGEST_LIST = 1024 * 1024


class SheetNotUnderstood(UserError):
    """The file as a whole cannot be read; the text names it and says why."""


def formulas_in(name: str, data: bytes, sheets: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """Sheet, row and column (from 0) of each formula in these sheets, of a file that is safe to read.

    Raises SheetNotUnderstood for any that is not: empty, too large, no workbook, damaged, with macros, or made to
    fill the memory of whoever reads it.
    """
    _look_at_size_and_kind(name, data)
    try:
        with opened(data, most=MOST_UNPACKED) as package:
            if KINDS["xlsx"].main not in package.types:
                raise SheetNotUnderstood(f"“{name}” is not an Excel workbook inside. {_AGAIN}")
            return list(_formulas(name, package, sheets))
    except PackageRefused as error:
        raise SheetNotUnderstood(f"“{name}” {error}.") from error
    except (ElementTree.ParseError, LookupError) as error:
        raise SheetNotUnderstood(f"“{name}” is damaged: it cannot be opened. {_AGAIN}") from error


_AGAIN = "Download the spreadsheet from this page, fill it in and choose that file."


def _look_at_size_and_kind(name: str, data: bytes) -> None:
    if not data:
        raise SheetNotUnderstood(f"“{name}” is empty. {_AGAIN}")
    if len(data) > MOST_BYTES:
        raise SheetNotUnderstood(
            f"“{name}” is larger than {in_megabytes(MOST_BYTES)}, which no filled-in sheet is. {_AGAIN}"
        )
    if not name.lower().endswith(".xlsx"):
        raise SheetNotUnderstood(
            f"“{name}” is not an .xlsx file. In your spreadsheet program choose Save as, then Excel workbook."
        )
    if not data.startswith(ZIP):
        raise SheetNotUnderstood(
            f"“{name}” is named as an Excel workbook, but its content is {what_it_is(data)}. In your spreadsheet program "
            "choose Save as, then Excel workbook (.xlsx)."
        )


def _formulas(name: str, package: Package, sheets: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """Every sheet is looked at: a reader may find its way to another than its title says."""
    for title, part in _parts(package):
        for row, column, has_formula in _cells(package.read(part)):
            if row < 0 or column < 0:
                raise LookupError("a cell before the first")
            if row >= MOST_ROWS or column >= MOST_COLUMNS:
                raise SheetNotUnderstood(
                    f"“{name}” has something in row {row + 1:,}, far outside the table, on the sheet “{title}”. Delete "
                    "what stands there, or download the spreadsheet again."
                )
            if has_formula and title in sheets:
                yield title, row, column


def _parts(package: Package) -> list[tuple[str, str]]:
    """Title and place of each sheet, and of whatever else looks like one."""
    targets = {
        each.get("Id", ""): each.get("Target", "") for each in _list(package.read(RELATIONS), "Relationship")
    }
    found = []
    for sheet in _list(package.read(WORKBOOK), "sheet"):
        target = targets[sheet.get(LINK, "")]
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        found.append((sheet.get("name", ""), path))
    known = {path for _, path in found}
    return [*found, *(("", each) for each in package.names if SHEET.match(each) and each not in known)]


def _list(xml: bytes, tag: str) -> list[ElementTree.Element]:
    """Whatever name space they are in: readers of workbooks do not look at it either."""
    if len(xml) > LONGEST_LIST:
        raise LookupError("a list of this length is none of a workbook's")
    return [each for each in ElementTree.fromstring(xml).iter() if _local(each) == tag]  # noqa: S314 - has no declarations


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _cells(xml: bytes) -> Iterator[tuple[int, int, bool]]:
    """Row and column of each cell that holds something, and whether that is a formula. A cell may not say where it is."""
    row = column = -1
    parsed = ElementTree.iterparse(io.BytesIO(xml), events=("start",))  # noqa: S314 - has no declarations
    for count, (_, element) in enumerate(parsed):
        if count > MOST_ELEMENTS:
            raise LookupError("more than any sheet of answers holds")
        tag = _local(element)
        if tag == "row":
            row, column = int(element.get("r") or row + 2) - 1, -1
        elif tag == "c":
            place = CELL.match(element.get("r") or "")
            row, column = (int(place[2]) - 1, _number(place[1])) if place else (row, column + 1)
        elif tag in ("v", "is", "f"):
            yield row, column, tag == "f"


def _number(letters: str) -> int:
    total = 0
    for each in letters:
        total = total * 26 + ord(each) - ord("A") + 1
    return total - 1
