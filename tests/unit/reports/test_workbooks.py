"""Both workbooks, as a reader meets them."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from benchmarking.benchmarks.audiences import Audience
from benchmarking.benchmarks.standing import Standing
from benchmarking.reports.outputs.ods_output import report_ods
from benchmarking.reports.outputs.workbook_output import report_workbook
from benchmarking.reports.report import Issue, Remark
from kernel.symbols import Symbol
from tests.oracles.workbook_reading import lines_of, read_workbook, table_of
from tests.unit.reports.made import (
    NAMES,
    RETURN_ID,
    definition,
    places,
    report,
    signed_return,
    usual_report,
    value,
)

WRITERS = {"xlsx": report_workbook, "ods": report_ods}
both = pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
HOSTILE = (
    "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "[here](http://evil.example)", "[a](b) [c](d)", "$$note$$",
    "http://evil.example", "<b>&amp;", "Ελλάδα", "…", "bell\x07", "two\nlines", "'=1", "{=1}",
)  # fmt: skip


def remark(**changes):
    given = {
        "about": "summary", "text": "One.\n\nTwo.", "by": "Coordinator", "speaker": "Threeshires",
        "signed_at": datetime(2025, 11, 21, 9, 0, tzinfo=UTC), "version": 1, "made_up": True,
    }  # fmt: skip
    return Remark(**{**given, **changes})


@both
def test_every_sheet_is_there_and_named_in_the_contents(write):
    sheets = read_workbook(write(usual_report()))
    named = ["Notes", "Summary", "Referrals", "Standings", "All figures", "Definitions", "Signed returns"]
    assert list(sheets) == ["Cover", "Contents", *named]
    assert [row[0] for row in table_of(sheets["Contents"])[1:]] == named


def test_both_hold_the_same_cells():
    made = usual_report()
    assert read_workbook(report_workbook(made)) == read_workbook(report_ods(made))


@both
def test_the_same_report_gives_the_same_bytes_at_any_time_and_place(write, monkeypatch):
    first = write(
        usual_report(),
    )
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    again = usual_report()
    again = replace(again, returns=(again.returns[0], replace(again.returns[1], id=RETURN_ID)))
    assert write(again) == first
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {part.date_time[:3] for part in parts.infolist()} == {(1980, 1, 1)}


@both
def test_the_demonstration_says_so_on_every_sheet_but_the_plain_ones(write):
    sheets = read_workbook(write(usual_report()))
    silent = {name for name, rows in sheets.items() if not any("made up" in line for line in lines_of(rows))}
    assert silent == {"Contents", "Notes"}
    sheets = read_workbook(write(usual_report(demonstration=False)))
    assert not any("made up" in line for rows in sheets.values() for line in lines_of(rows))


@both
def test_no_cell_of_a_table_is_empty(write):
    for name, rows in read_workbook(write(usual_report())).items():
        heads, *others = table_of(rows) if name != "Cover" else [[]]
        assert all(len(row) == len(heads) for row in others), name
        assert all(str(cell).strip() for row in others for cell in row), name


@both
def test_every_symbol_is_explained(write):
    notes = dict(table_of(read_workbook(write(usual_report()))["Notes"])[1:])
    assert {f"[{symbol}]" for symbol in Symbol} < set(notes)


@both
@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_a_text_whoever_wrote_it(write, text):
    of = places(1, names=(text, *NAMES))
    returns = [signed_return(partnership=text, prepared_role=text, reason=text, corrects="12" * 32)]
    made = report([value(of.areas[0])], [definition(name=text, caveats=(text,))], of=of, returns=returns)
    made = replace(made, commentary=(remark(text=text, speaker=text),))
    content = write(made)
    sheets = read_workbook(content)
    expected = text.replace("\x07", "\ufffd")
    expected = f"'{expected}" if expected[0] in "=+-@" or expected == "'=1" else expected
    assert table_of(sheets["Referrals"])[1][0] == expected
    assert table_of(sheets["Signed returns"])[1][0] == expected
    assert [row[-1] for row in table_of(sheets["Commentary and replies"])[1:]] == expected.split("\n")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        xml = b"".join(parts.read(name) for name in parts.namelist())
        assert b"<f>" not in xml
        assert b"table:formula" not in xml
        assert b'"http://evil' not in xml
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(parts.read(name))


@both
def test_commentary_and_replies_have_a_sheet_when_there_are_any(write):
    made = replace(
        usual_report(), commentary=(remark(),), replies=(remark(about="topic-referrals", made_up=False),)
    )
    rows = table_of(read_workbook(write(made))["Commentary and replies"])
    assert [(row[0], row[1], row[-2], row[-1]) for row in rows[1:]] == [
        ("Commentary", "Summary", "Yes, for the demonstration", "One."),
        ("Commentary", "Summary", "Yes, for the demonstration", "Two."),
        ("Reply", "Referrals", "No", "One."),
        ("Reply", "Referrals", "No", "Two."),
    ]


@both
def test_a_text_too_long_for_a_cell_goes_on_in_the_next_row(write):
    long = "word " * 8_000
    rows = table_of(
        read_workbook(write(replace(usual_report(), replies=(remark(text=long),))))["Commentary and replies"]
    )
    assert "".join(row[-1] for row in rows[1:]) == long.strip()


@both
def test_standings_have_a_sheet_when_there_are_any(write):
    made = usual_report()
    [topic] = made.topics
    standing = Standing(
        "referrals-rate", 2025, "area-0", Decimal("510.5"), 9, 10, 12, 151, Decimal("1.0"), None, Decimal("2.5"),
        Decimal("3.0"), Decimal("99.9"),
    )  # fmt: skip
    first, *others = (replace(section, standings=()) for section in topic.sections)
    made = replace(made, topics=(replace(topic, sections=(replace(first, standings=(standing,)), *others)),))
    heads, row = table_of(read_workbook(write(made))["Standings"])
    told = dict(zip(heads, row, strict=True))
    assert told["Area"] == "Applefordshire"
    assert told["Neighbours' average"] == 510.5
    assert told["Place among authorities"] == 12
    assert told["Lower quartile"] == "[x]"
    assert told["Highest"] == 99.9


@both
def test_the_cover_says_which_issue_it_is(write):
    issue = Issue(
        id=RETURN_ID, number=2, state="published", audience=Audience.PARTNERS, embargo_until=None,
        published_at=datetime(2025, 12, 1, 9, 0, tzinfo=UTC), changed="A count was corrected.", corrects=1,
        named=("Safe in Berrydale",),
    )  # fmt: skip
    lines = lines_of(read_workbook(write(replace(usual_report(), issue=issue)))["Cover"])
    assert "Issue: 2" in lines
    assert "State: Published" in lines
    assert "For: Partners who agreed to it" in lines
    assert "Named by agreement: Safe in Berrydale" in lines
    assert "For partners: Safe in Berrydale named by agreement, do not pass on." in lines


@both
def test_every_sheet_with_figures_says_that_an_issue_is_a_draft_and_what_it_changes(write):
    issue = Issue(
        id=RETURN_ID, number=2, state="draft", audience=Audience.PUBLIC, embargo_until=None, published_at=None,
        changed="A count was corrected.", corrects=1, named=(),
    )  # fmt: skip
    sheets = read_workbook(write(replace(usual_report(), issue=issue)))
    warned = "Draft: still being checked. Do not quote it and do not pass it on."
    assert [name for name in sheets if warned not in lines_of(sheets[name])] == ["Contents", "Notes"]
    said = "Since issue 1, in the coordinator's words: A count was corrected."
    assert said in [row[1] for row in table_of(sheets["Summary"])[1:]]


def test_numbers_are_shown_with_the_decimals_they_were_published_with():
    of = places()
    made = report([value(of.areas[0], "10.0"), value(of.areas[1], "7.50"), value(of.areas[2], "1234")], of=of)
    assert _shown_in_excel(report_workbook(made))[:3] == ["#,##0.0", "#,##0.00", "#,##0"]
    assert _shown_in_ods(report_ods(made))[:3] == ["number-1", "number-2", "number-0"]


def _shown_in_excel(content):
    """Number formats down the column of values on the first topic's sheet."""
    name = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet5.xml"))
        styles = ElementTree.fromstring(parts.read("xl/styles.xml"))
    codes = {
        each.get("numFmtId"): each.get("formatCode") for each in styles.iterfind(".//m:numFmt", name)
    } | {"3": "#,##0"}
    formats = [codes.get(each.get("numFmtId")) for each in styles.iterfind("m:cellXfs/m:xf", name)]
    cells = [c for c in sheet.iterfind(".//m:c", name) if c.get("r").startswith("E") and c.get("t") is None]
    return [formats[int(cell.get("s"))] for cell in cells]


def _shown_in_ods(content):
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        document = ElementTree.fromstring(parts.read("content.xml"))
    [sheet] = [each for each in document.iter(f"{table}table") if each.get(f"{table}name") == "Referrals"]
    rows = [list(row) for row in sheet.iter(f"{table}table-row")]
    return [row[4].get(f"{table}style-name") for row in rows if len(row) > 1][1:]
