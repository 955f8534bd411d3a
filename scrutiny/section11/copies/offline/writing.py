"""The spreadsheet to take along: what to do, a row for each question, and hidden what it belongs to."""

import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter

from scrutiny.section11.answering.presenters.wording import state_of
from scrutiny.section11.answering.saving import LONGEST_NARRATIVE
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.copies.offline import layout
from scrutiny.section11.copies.workbook import SAFE, write_rows

TALL = 48


def sheet_of(work: Work) -> bytes:
    """The answers as they stand. Only the columns to write in can be changed without a warning."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        _help(book, work)
        _answers(book, work)
        _about(book, work)
    return out.getvalue()


def _help(book: Any, work: Work) -> None:
    look = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(layout.HELP)
    sheet.set_column(0, 0, 100)
    grades = [f"{grade.name}: {grade.meaning}" for grade in work.content.grades]
    lines = [
        f"{work.organisation.name}: answers for {work.round.name}",
        f"1. Answer on the sheet “{layout.ANSWERS}”, one row for each question. Write only in the columns "
        f"“{layout.GRADE}”, “{layout.WORDS}” and “{layout.CONFIRM}”.",
        f"2. Choose each grade from the list in its cell. “{layout.WORDS}” takes up to {LONGEST_NARRATIVE:,} characters.",
        f"3. Where the state is “To confirm”, last round's answer was carried in. Change it, or write {layout.YES} under "
        f"“{layout.CONFIRM}” if it still holds.",
        "4. You may leave rows out, and sort them as whole rows. Do not rename columns. Formulas are not taken in.",
        "5. Save it as .xlsx and upload it where you downloaded it. You see every difference before anything is stored, and "
        "choose what is taken in. Where a colleague changed an answer meanwhile, you see both.",
        "The grades:",
        *grades,
    ]
    write_rows(sheet, [[line] for line in lines], look)


def _answers(book: Any, work: Work) -> None:
    top = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#eff3f5"}
    )
    given = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#505a5f"})
    yours = book.add_format(
        {"text_wrap": True, "valign": "top", "locked": False, "border": 1, "border_color": "#c9d1d5"}
    )
    sheet = book.add_worksheet(layout.ANSWERS)
    for place, (name, width) in enumerate(zip(layout.COLUMNS, layout.WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, top)
    lines = list(_lines(work))
    for number, line in enumerate(lines, start=1):
        sheet.set_row(number, TALL)
        for place, name in enumerate(layout.COLUMNS):
            _write(sheet, number, place, line[name], yours if name in layout.TO_WRITE_IN else given)
    _lists(sheet, work, len(lines))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(lines)), len(layout.COLUMNS) - 1)
    sheet.protect(
        options={
            "sort": True,
            "autofilter": True,
            "format_cells": True,
            "format_columns": True,
            "format_rows": True,
        }
    )


def _write(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    if text:
        sheet.write_string(row, column, text, look)
    else:
        sheet.write_blank(row, column, None, look)


def _lists(sheet: Any, work: Work, rows: int) -> None:
    """Grades are chosen from a list that stands in the hidden sheet, however long their names are."""
    last = len(work.content.grades)
    grade, confirm = layout.COLUMNS.index(layout.GRADE), layout.COLUMNS.index(layout.CONFIRM)
    sheet.data_validation(
        1, grade, rows, grade,
        {
            "validate": "list", "source": f"='{layout.ABOUT}'!$F$1:$F${last}", "error_title": "Not a grade",
            "error_message": "Choose a grade from the list, or leave the cell empty.",
        },
    )  # fmt: skip
    sheet.data_validation(
        1, confirm, rows, confirm,
        {"validate": "list", "source": [layout.YES], "error_message": f"Write {layout.YES}, or leave it empty."},
    )  # fmt: skip


def _lines(work: Work) -> Iterator[dict[str, str]]:
    grades = {each.slug: each.name for each in work.content.grades}
    areas = {each.slug: each.area.name for each in work.partnerships}
    for question in work.questions:
        answer = work.by_key.get(question.key)
        yield {
            layout.NUMBER: question.placed.number,
            layout.STATEMENT: question.statement.text,
            layout.AREA: areas[question.area] if question.area else layout.ALL_AREAS,
            layout.GRADE: grades.get(answer.grade, "") if answer else "",
            layout.WORDS: answer.narrative if answer else "",
            layout.STATE: state_of(answer),
            layout.CONFIRM: "",
            layout.ID: question.statement.id,
        }


def _about(book: Any, work: Work) -> None:
    sheet = book.add_worksheet(layout.ABOUT)
    values = (layout.FORMAT, work.round.slug, work.organisation.slug, work.expected.edition.edition.sha256)
    versions = []
    for question in work.questions:
        answer = work.by_key.get(question.key)
        versions.append((*question.key, str(answer.version if answer else 0)))
    write_rows(sheet, [*zip(layout.FACTS, values, strict=True), layout.VERSIONS, *versions], None)
    for place, grade in enumerate(work.content.grades):
        sheet.write_string(place, 5, grade.name)
    sheet.hide()
