"""Reads a spreadsheet that was filled in: every row, or an error for each cell that needs putting right."""

import io
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.copies.offline import layout
from scrutiny.section11.copies.offline.layout import SheetRow, letter
from scrutiny.section11.copies.offline.package import SheetNotUnderstood, formulas_in
from scrutiny.section11.copies.offline.rows import AGAIN, CellProblem, RowReader, SheetRefused, text_of
from scrutiny.section11.evidence.checking import tidy_name
from scrutiny.section11.progress import Key


def read_sheet(name: str, data: bytes, work: Work) -> list[SheetRow]:
    """Raises SheetNotUnderstood where the file as a whole is wrong, and SheetRefused for cells. Never part of a file."""
    name = tidy_name(name)
    formulas = formulas_in(name, data, (layout.ANSWERS, layout.ABOUT))
    tables = tables_of(name, data)
    versions = _versions(name, tables[layout.ABOUT], work)
    table = tables[layout.ANSWERS]
    columns = _columns(name, table[0] if table else [])
    if found := [(row, column) for sheet, row, column in formulas if sheet == layout.ANSWERS]:
        raise SheetRefused([_formula(row, column, columns) for row, column in found])
    if formulas:
        raise SheetNotUnderstood(f"“{name}” was changed on its hidden sheet. {AGAIN}")
    return RowReader(work, columns, versions).read(table)


def tables_of(name: str, data: bytes) -> dict[str, list[list[Any]]]:
    """The cells of the two sheets, of a file that was looked at before."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        missing = [each for each in (layout.ANSWERS, layout.ABOUT) if each not in book.sheet_names]
        if missing:
            raise SheetNotUnderstood(
                f"“{name}” has no sheet “{missing[0]}”, so it does not come from this page. {AGAIN}"
            )
        return {
            each: book.get_sheet_by_name(each).to_python(skip_empty_area=False)
            for each in (layout.ANSWERS, layout.ABOUT)
        }
    except (CalamineError, OSError, ValueError) as error:
        raise SheetNotUnderstood(f"“{name}” cannot be read. {AGAIN}") from error


def _versions(name: str, table: list[list[Any]], work: Work) -> dict[Key, int]:
    """What each row was downloaded with. Raises SheetNotUnderstood where the file belongs to something else."""
    rows = [[text_of(cell) for cell in row] for row in table]
    facts = {row[0]: row[1] for row in rows[: len(layout.FACTS)] if len(row) > 1}
    head = len(layout.FACTS)
    if facts.get("format") != layout.FORMAT or len(rows) <= head or tuple(rows[head][:3]) != layout.VERSIONS:
        raise SheetNotUnderstood(
            f"“{name}” was changed on its hidden sheet, or does not come from this page. {AGAIN}"
        )
    wrong = {
        "round": (work.round.slug, f"answers of another round than {work.round}"),
        "organisation": (work.organisation.slug, f"answers of another agency than {work.organisation}"),
        "edition": (work.expected.edition.edition.sha256, "answers to another edition of the standards"),
    }
    for fact, (expected, words) in wrong.items():
        if facts.get(fact) != expected:
            raise SheetNotUnderstood(f"“{name}” holds {words}. {AGAIN}")
    listed = [row for row in rows[head + 1 :] if row[0]]
    if not all(row[2].isascii() and row[2].isdigit() and len(row[2]) < 10 for row in listed):
        raise SheetNotUnderstood(f"“{name}” was changed on its hidden sheet. {AGAIN}")
    return {(row[0], row[1]): int(row[2]) for row in listed}


def _columns(name: str, header: list[Any]) -> dict[str, int]:
    """Where each column stands: in any order, but all of them, once, and no other."""
    heads = [" ".join(text_of(cell).split()) for cell in header]
    if missing := [each for each in layout.COLUMNS if each not in heads]:
        raise SheetNotUnderstood(
            f"“{name}”: the first row of the sheet “{layout.ANSWERS}” must name every column. Missing: {', '.join(missing)}."
        )
    for place, head in enumerate(heads):
        if head and head not in layout.COLUMNS:
            raise SheetNotUnderstood(
                f"“{name}” has a column of its own, {letter(place)} (“{head}”). Move what you wrote there to "
                f"“{layout.WORDS}”, then delete the column."
            )
        if head and heads.index(head) != place:
            raise SheetNotUnderstood(f"“{name}”: the column “{head}” stands twice.")
    return {each: heads.index(each) for each in layout.COLUMNS}


def _formula(row: int, column: int, columns: dict[str, int]) -> CellProblem:
    names = {place: name for name, place in columns.items()}
    message = "this is a formula. Type the text itself."
    return CellProblem(row + 1, column, names.get(column, "no name"), "", message)
