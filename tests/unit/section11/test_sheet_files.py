"""Workbooks that were spoilt at any place: read, or refused in words, and never more."""

import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from scrutiny.section11.copies.offline.layout import ABOUT, ANSWERS, letter
from scrutiny.section11.copies.offline.package import SheetNotUnderstood, formulas_in
from scrutiny.section11.copies.offline.reading import tables_of
from tests.files_made_up import zipped


def workbook() -> dict[str, bytes]:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name in (ANSWERS, ABOUT):
            sheet = book.add_worksheet(name)
            for row in range(3):
                sheet.write_row(row, 0, ["text", 1.5, "more", row])
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PARTS = workbook()
SHEET = "xl/worksheets/sheet1.xml"
PIECES = st.sampled_from(
    [
        b"",
        b"<",
        b"/>",
        b'"',
        b'r="A0"',
        b'r="-1"',
        b't="s"',
        b'r="ZZZ9999999"',
        b"<v>9999999999</v>",
        b"<row>",
        b"\xff",
        b"<f>1</f>",
    ]
)


def read(content: bytes) -> None:
    formulas_in("a.xlsx", content, (ANSWERS, ABOUT))
    tables_of("a.xlsx", content)


def test_unspoilt_it_is_read():
    content = zipped(PARTS)
    assert formulas_in("a.xlsx", content, (ANSWERS, ABOUT)) == []
    assert tables_of("a.xlsx", content)[ANSWERS][2] == ["text", 1.5, "more", 2.0]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(PARTS)), st.floats(0, 1), st.integers(0, 30), PIECES)
def test_spoilt_it_is_read_or_refused(part, where, cut, piece):
    xml = PARTS[part]
    at = int(where * len(xml))
    spoilt = {**PARTS, part: xml[:at] + piece + xml[at + cut :]}
    try:
        read(zipped(spoilt))
    except SheetNotUnderstood as error:
        spoilt["said"] = str(error).encode()
    assert spoilt.get("said", "“a.xlsx”".encode()).startswith("“a.xlsx”".encode())


@pytest.mark.parametrize("place", ["A0", "A00"])
def test_a_cell_before_the_first_is_refused(place):
    xml = PARTS[SHEET].replace(b'r="A1"', f'r="{place}"'.encode(), 1)
    with pytest.raises(SheetNotUnderstood, match="is damaged"):
        read(zipped({**PARTS, SHEET: xml}))


def test_columns_are_named_as_spreadsheets_do():
    assert [letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
