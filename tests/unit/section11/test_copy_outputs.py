"""Whatever people type, every form of a copy can be made; what the workbook holds is what was typed."""

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from scrutiny.section11.copies.document import Copy, CopyAnswer, CopySection, rows
from scrutiny.section11.copies.pdf import copy_pdf
from scrutiny.section11.copies.workbook import TooLong, copy_workbook

MADE = datetime(2026, 11, 27, 12, tzinfo=UTC)
TYPED = st.text(st.characters(exclude_characters="\0\r\ufffe\uffff", exclude_categories=["Cs"]), max_size=200)


def copy_of(text: str, lines: tuple[str, ...] = ()) -> Copy:
    answer = CopyAnswer("1.1", "A statement.", "All areas", "In place", "Answered", text, lines, ())
    section = CopySection("1", "A standard", "It is good.", (answer,))
    return Copy("An agency", "A round", None, MADE, (("Round", "A round"),), (section,))


@settings(max_examples=15, deadline=None)
@given(TYPED, TYPED)
def test_any_text_makes_a_pdf_and_a_workbook(text, line):
    copy = copy_of(text, (line,))
    assert copy_pdf(copy).startswith(b"%PDF")
    book = CalamineWorkbook.from_filelike(io.BytesIO(copy_workbook(copy)))
    (_, read) = book.get_sheet_by_name("Answers").to_python()
    assert tuple(read) == rows(copy)[0]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", '=HYPERLINK("http://x")', "https://x.example", "007", "1e5", "TRUE"]
)
def test_cells_are_text_whatever_they_begin_with(text):
    book = CalamineWorkbook.from_filelike(io.BytesIO(copy_workbook(copy_of(text))))
    assert book.get_sheet_by_name("Answers").to_python()[1][6] == text


def test_what_no_cell_holds_is_an_error_and_not_left_out():
    with pytest.raises(TooLong, match="row 2, column 7 has 40,000 characters"):
        copy_workbook(copy_of("x" * 40_000))
