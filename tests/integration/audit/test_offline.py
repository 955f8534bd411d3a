"""Answering in a spreadsheet: what is taken along, what comes back, and that nothing of a wrong file is taken in."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from audit_trail.models import Event
from scrutiny.section11.answering.saving import save_answer
from scrutiny.section11.copies.offline import layout
from scrutiny.section11.copies.offline.actions import ChangedMeanwhile, Chosen, apply_sheet
from scrutiny.section11.copies.offline.package import SheetNotUnderstood
from scrutiny.section11.copies.offline.reading import read_sheet
from scrutiny.section11.copies.offline.rows import SheetRefused
from scrutiny.section11.copies.offline.writing import sheet_of
from scrutiny.section11.models import Round, Standing
from tests import audit
from tests.files_made_up import BOMB, GOOD, MAINS, PDF, lying_bomb, office, types, zipped
from tests.integration.audit.desks import AGENCIES, browser, sitting_at, started, url
from tests.worlds import World

EITHER = pytest.mark.parametrize("agency", AGENCIES)
Table = list[list[str]]


def downloaded(agency: str, round_: Round, client: Client | None = None) -> tuple[Table, Table]:
    """The sheet with the answers, and the hidden one, as a spreadsheet program would read them."""
    content = (client or browser(agency)).get(url(agency, "sheet_download", round_.slug)).content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    answers, about = (
        book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in ("Answers", "About")
    )
    return answers, about


def written(
    answers: Table,
    about: Table,
    *,
    formula: tuple[int, int] | None = None,
    names: tuple[str, str] = ("Answers", "About"),
) -> bytes:
    """Saved again by somebody's spreadsheet program."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, table in zip(names, (answers, about), strict=True):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(table):
                for column, cell in enumerate(cells):
                    sheet.write(row, column, cell)
            if formula and name == "Answers":
                sheet.write_formula(*formula, "=1+1", None, "2")
    return out.getvalue()


def column(name: str) -> int:
    return layout.COLUMNS.index(name)


GRADE, WORDS, CONFIRM, ID, AREA, TEXT = (
    column(name) for name in (layout.GRADE, layout.WORDS, layout.CONFIRM, layout.ID, layout.AREA, layout.STATEMENT)
)  # fmt: skip


def bring_back(
    agency: str, round_: Round, content: bytes, name: str = "filled.xlsx", client: Client | None = None
) -> Any:
    file = SimpleUploadedFile(name, content)
    return (client or browser(agency)).post(url(agency, "sheet_differences", round_.slug), {"file": file})


def sealed_of(page: Any) -> str:
    return str(page.context["apply"].initial["sealed"])


def take(agency: str, round_: Round, page: Any, names: list[str], client: Client | None = None) -> Any:
    data = {"sealed": sealed_of(page), "take": names}
    return (client or browser(agency)).post(url(agency, "sheet_apply", round_.slug), data)


def stored(agency: str, round_: Round) -> dict[tuple[str, str], tuple[str, str]]:
    return {key: (each.grade, each.narrative) for key, each in audit.work(agency, round_).by_key.items()}


def save(agency: str, round_: Round, row: list[str], grade: str, narrative: str, seen: int) -> None:
    areas = {each.area.name: each.slug for each in audit.work(agency, round_).partnerships}
    with sitting_at(agency) as desk:
        save_answer(
            book=desk.book, round_=round_, organisation=desk.organisation, statement=row[ID],
            area=areas.get(row[AREA], ""), grade=grade, narrative=narrative, seen_version=seen, how="page",
            by=audit.lead_of(agency),
        )  # fmt: skip


# --- What is taken along ---------------------------------------------------------------------------


@EITHER
def test_every_question_is_a_row_with_what_is_stored(region: World, agency: str) -> None:
    round_ = audit.a_round()
    audit.answer(agency, round_, only=5, narrative=lambda question: f"=1+1 {question.placed.number}")
    work = audit.work(agency, round_)
    answers, about = downloaded(agency, round_)
    assert tuple(answers[0]) == layout.COLUMNS
    areas = {each.slug: each.area.name for each in work.partnerships} | {"": "All areas"}
    assert [(row[ID], row[AREA], row[TEXT]) for row in answers[1:]] == [
        (each.statement.id, areas[each.area], each.statement.text) for each in work.questions
    ]
    assert [row[WORDS] for row in answers[1:7]] == [
        f"=1+1 {each.placed.number}" for each in work.questions[:5]
    ] + [""]
    assert [row[:2] for row in about[:4]] == [
        ["format", layout.FORMAT], ["round", round_.slug], ["organisation", agency],
        ["edition", work.expected.edition.edition.sha256],
    ]  # fmt: skip
    assert [row[2] for row in about[5:11]] == ["1"] * 5 + ["0"]


def test_grades_are_chosen_from_a_list_and_the_sheet_of_facts_is_hidden(region: World) -> None:
    round_ = audit.a_round()
    started("berrydale-academy", round_)
    content = (
        browser("berrydale-academy").get(url("berrydale-academy", "sheet_download", round_.slug)).content
    )
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet, book = (parts.read(name).decode() for name in ("xl/worksheets/sheet2.xml", "xl/workbook.xml"))
    last = len(audit.work("berrydale-academy", round_).questions) + 1
    assert f'sqref="D2:D{last}"' in sheet
    assert "'About'!$F$1:$F$4" in sheet
    assert "<f>" not in sheet
    assert '<sheet name="About" sheetId="3" state="hidden"' in book


def test_before_anybody_started_there_is_nothing_to_take_along(region: World) -> None:
    round_ = audit.a_round()
    client = browser("threeshires-icb")
    assert client.get(url("threeshires-icb", "sheet_download", round_.slug)).status_code == 302
    page = client.get(url("threeshires-icb", "sheet_upload", round_.slug)).content.decode()
    assert "Nobody has started to answer this round yet" in page
    assert 'type="file"' not in page


# --- What comes back -------------------------------------------------------------------------------


@EITHER
def test_unchanged_it_changes_nothing(region: World, agency: str) -> None:
    round_ = audit.a_round()
    audit.answer(agency, round_, only=9, narrative=lambda question: "Two\nlines")
    page = bring_back(agency, round_, written(*downloaded(agency, round_)))
    assert "filled.xlsx changes nothing" in page.content.decode()


@EITHER
def test_differences_are_shown_and_those_chosen_are_taken_in(region: World, agency: str) -> None:
    round_ = audit.a_round()
    audit.answer(agency, round_, only=3)
    answers, about = downloaded(agency, round_)
    answers[1][WORDS] = "In other words"
    answers[2][GRADE] = " not YET in PLACE "
    answers[4][GRADE], answers[4][WORDS] = "Partly in place", "+New\nwith two lines"
    before = stored(agency, round_)
    page = bring_back(agency, round_, written(answers, about))
    text = page.content.decode()
    assert [part["items"][0]["checked"] for part in page.context["parts"]] == [True] * 3
    assert "In other words" in text
    assert "What we do about" in text
    assert stored(agency, round_) == before
    names = [part["items"][0]["value"] for part in page.context["parts"]]
    assert take(agency, round_, page, [names[0], names[2]]).status_code == 302
    after = stored(agency, round_)
    changed = {key for key in after if before.get(key) != after[key]}
    assert changed == {(answers[1][ID], ""), (answers[4][ID], "")}
    assert after[answers[1][ID], ""] == ("in-place", "In other words")
    assert after[answers[4][ID], ""] == ("partly", "+New\nwith two lines")
    with sitting_at(agency) as desk:
        versions = desk.book.assessments.objects.get().versions.filter(how="spreadsheet")
        assert sorted((each.statement, each.version, each.kept) for each in versions) == sorted(
            [(answers[1][ID], 2, True), (answers[4][ID], 1, True)]
        )
    event = Event.objects.get(action="take in spreadsheet")
    assert '"answers":2' in event.detail
    assert Standing.objects.filter(organisation=agency, answered__gt=0).exists()


@EITHER
def test_columns_in_another_order_and_rows_left_out_are_fine(region: World, agency: str) -> None:
    round_ = audit.a_round()
    started(agency, round_)
    answers, about = downloaded(agency, round_)
    answers[3][GRADE] = "In place"
    turned = [list(reversed(row)) for row in [answers[0], answers[3], answers[2]]]
    page = bring_back(agency, round_, written([*turned, [""] * 8], about))
    assert [part["number"] for part in page.context["parts"]] == [answers[3][0]]


def test_areas_are_kept_apart(region: World) -> None:
    agency, round_ = "threeshires-icb", audit.a_round()
    started(agency, round_)
    answers, about = downloaded(agency, round_)
    for row in answers[1:]:
        if row[AREA] == "Cobblewick":
            row[GRADE], row[WORDS] = "In place", "Of Cobblewick alone"
    page = bring_back(agency, round_, written(answers, about))
    take(agency, round_, page, [part["items"][0]["value"] for part in page.context["parts"]])
    assert {area for _, area in stored(agency, round_)} == {"cobblewick"}


@EITHER
def test_what_was_carried_in_is_confirmed_as_it_stands(region: World, agency: str) -> None:
    first = audit.a_round("audit-2026")
    audit.answer(agency, first)
    audit.sign_answers(agency, first)
    second = audit.a_round("audit-2027", previous=first)
    started(agency, second)
    answers, about = downloaded(agency, second)
    assert {row[layout.COLUMNS.index(layout.STATE)] for row in answers[1:]} == {"To confirm"}
    answers[1][CONFIRM], answers[2][CONFIRM] = "Yes", "yes"
    page = bring_back(agency, second, written(answers, about))
    assert "Confirmed as it stands" in page.content.decode()
    take(agency, second, page, [part["items"][0]["value"] for part in page.context["parts"]])
    assert audit.work(agency, second).progress.answered == 2


@EITHER
def test_an_answer_changed_meanwhile_is_shown_and_never_replaced_unseen(region: World, agency: str) -> None:
    round_ = audit.a_round()
    audit.answer(agency, round_, only=3)
    answers, about = downloaded(agency, round_)
    save(agency, round_, answers[1], "partly", "A colleague's words", 1)
    save(agency, round_, answers[2], "partly", "Untouched in the file", 1)
    answers[1][WORDS], answers[3][WORDS] = "My words", "My other words"
    page = bring_back(agency, round_, written(answers, about))
    text = page.content.decode()
    assert "Changed meanwhile" in text
    assert "colleague&#x27;s words" in text
    assert "Untouched in the file" not in text  # nobody changed that row in the file
    assert [(part["is_conflict"], part["items"][0]["checked"]) for part in page.context["parts"]] == [
        (True, False), (False, True),
    ]  # fmt: skip
    names = [part["items"][0]["value"] for part in page.context["parts"]]
    take(agency, round_, page, names[1:])
    assert stored(agency, round_)[answers[1][ID], ""] == ("partly", "A colleague's words")
    page = bring_back(agency, round_, written(answers, about))
    take(agency, round_, page, names[:1])
    assert stored(agency, round_)[answers[1][ID], ""] == ("in-place", "My words")
    with sitting_at(agency) as desk:
        texts = desk.book.assessments.objects.get().versions.filter(statement=answers[1][ID])
        assert "A colleague's words" in {each.narrative for each in texts}


@EITHER
def test_what_changed_while_the_page_was_looked_at_is_shown_again(region: World, agency: str) -> None:
    round_ = audit.a_round()
    audit.answer(agency, round_, only=3)
    answers, about = downloaded(agency, round_)
    answers[1][WORDS], answers[2][WORDS] = "Mine", "Mine too"
    page = bring_back(agency, round_, written(answers, about))
    names = [part["items"][0]["value"] for part in page.context["parts"]]
    save(agency, round_, answers[2], "partly", "Theirs", 1)
    before = stored(agency, round_)
    again = take(agency, round_, page, names)
    assert again.status_code == 409
    assert "Theirs" in again.content.decode()
    assert [part["is_conflict"] for part in again.context["parts"]] == [False, True]
    assert stored(agency, round_) == before
    assert take(agency, round_, again, names).status_code == 302
    assert stored(agency, round_)[answers[2][ID], ""] == ("in-place", "Mine too")
    twice = take(agency, round_, again, names)
    assert twice.status_code == 302  # a second click: everything is stored


@EITHER
def test_nothing_chosen_is_said(region: World, agency: str) -> None:
    round_ = audit.a_round()
    audit.answer(agency, round_, only=1)
    answers, about = downloaded(agency, round_)
    answers[1][WORDS] = "Mine"
    again = take(agency, round_, bring_back(agency, round_, written(answers, about)), [])
    assert "Select at least one answer" in again.content.decode()


@EITHER
def test_all_or_nothing(region: World, agency: str) -> None:
    """The last of three is wrong in a way that only saving finds: the other two are not kept."""
    round_ = audit.a_round()
    audit.answer(agency, round_, only=3)
    before = stored(agency, round_)
    keys = list(before)
    good = [Chosen(statement, area, "partly", "New", 1) for statement, area in keys[:2]]
    with sitting_at(agency) as desk:
        for wrong, error in (
            (Chosen(*keys[2], "no-grade", "x", 1), Exception),
            (Chosen(*keys[2], "partly", "x" * 10_001, 1), Exception),
            (Chosen(*keys[2], "partly", "x", 4), ChangedMeanwhile),
        ):
            with pytest.raises(error):
                apply_sheet(
                    desk=desk,
                    round_=round_,
                    chosen=[*good, wrong],
                    file_name="x.xlsx",
                    by=audit.lead_of(agency),
                )
    assert stored(agency, round_) == before
    assert not Event.objects.filter(action="take in spreadsheet").exists()


def test_a_seal_is_good_for_one_person_one_agency_and_one_round(region: World) -> None:
    round_, other = audit.a_round(), audit.a_round("audit-2027")
    agency = "threeshires-icb"
    audit.answer(agency, round_, only=1)
    audit.answer(agency, other, only=1)
    started("threeshires-police", round_)
    answers, about = downloaded(agency, round_)
    answers[1][WORDS] = "Mine"
    page = bring_back(agency, round_, written(answers, about))
    name = page.context["parts"][0]["items"][0]["value"]
    before = stored(agency, round_)
    data = {"sealed": sealed_of(page), "take": [name]}
    for client, place in (
        (browser(agency, "contributor"), url(agency, "sheet_apply", round_.slug)),
        (browser(agency), url(agency, "sheet_apply", other.slug)),
        (browser("threeshires-police"), url("threeshires-police", "sheet_apply", round_.slug)),
    ):
        assert "This page is too old" in client.post(place, data).content.decode()
    spoilt = {"sealed": data["sealed"][:-3] + "abc", "take": [name]}
    assert "too old" in browser(agency).post(url(agency, "sheet_apply", round_.slug), spoilt).content.decode()
    assert stored(agency, round_) == before


@EITHER
def test_signed_answers_take_nothing_in(region: World, agency: str) -> None:
    round_ = audit.a_round()
    audit.answer(agency, round_)
    answers, about = downloaded(agency, round_)
    answers[1][WORDS] = "Late"
    content = written(answers, about)
    page = bring_back(agency, round_, content)
    audit.sign_answers(agency, round_)
    assert bring_back(agency, round_, content).status_code == 302
    told = take(agency, round_, page, [page.context["parts"][0]["items"][0]["value"]]).content.decode()
    assert "Your answers are signed" in told
    assert stored(agency, round_)[answers[1][ID], ""][1] != "Late"


# --- What is wrong ---------------------------------------------------------------------------------

Change = Callable[[Table, Table], Any]


def cell(row: int, place: int, text: Any) -> Change:
    def change(answers: Table, about: Table) -> None:
        answers[row][place] = text

    return change


def hidden(row: int, text: str, place: int = 1) -> Change:
    def change(answers: Table, about: Table) -> None:
        about[row][place] = text

    return change


def twice(answers: Table, about: Table) -> None:
    answers.append(list(answers[2]))


def without(name: str) -> Change:
    def change(answers: Table, about: Table) -> None:
        for row in answers:
            del row[column(name)]

    return change


def shifted(answers: Table, about: Table) -> None:
    """Only the words were sorted, not their rows."""
    answers[2][TEXT], answers[3][TEXT] = answers[3][TEXT], answers[2][TEXT]


def unlisted(answers: Table, about: Table) -> None:
    del about[5]


CELLS: dict[str, tuple[Change, str]] = {
    "no grade": (
        cell(14, GRADE, "good"),
        "Row 15, column D (Grade): “good” is not a grade. Choose one of “Not yet in place”, “Partly in place”, ",
    ),
    "a number for a grade": (cell(3, GRADE, 4), "Row 4, column D (Grade): “4” is not a grade."),
    "too long": (cell(2, WORDS, "x" * 10_001), "Row 3, column E (What your agency does): this has 10,001 characters."),
    "unknown statement": (cell(1, ID, "nothing"), "Row 2, column H (Id): “nothing” is not a statement of this round."),
    "no statement": (cell(1, ID, ""), "Row 2, column H (Id): this is empty."),
    "unknown area": (cell(1, AREA, "Narnia"), "Row 2, column C (Area): “Narnia” is not an area of this agency."),
    "no answer to still right": (cell(1, CONFIRM, "perhaps"), "Row 2, column G (Still right?): “perhaps” is no answer here."),
    "twice": (twice, "column H (Id): row 3 already answers this question. Keep one of the two."),
    "sorted in part": (shifted, "Row 3, column B (Statement): this is not the text of "),
    "not on the hidden sheet": (unlisted, "Row 2, column H (Id): the hidden sheet does not know this row."),
}  # fmt: skip
WHOLE: dict[str, tuple[Change, str]] = {
    "another format": (hidden(0, "section-11-sheet/9"), "was changed on its hidden sheet"),
    "another round": (hidden(1, "audit-1999"), "holds answers of another round"),
    "another agency": (hidden(2, "threeshires-police"), "holds answers of another agency"),
    "another edition": (hidden(3, "0" * 64), "holds answers to another edition"),
    "a version that is none": (hidden(6, "one", 2), "was changed on its hidden sheet"),
    "a column renamed": (cell(0, GRADE, "Mark"), "must name every column. Missing: Grade."),
    "a column missing": (without(layout.WORDS), "Missing: What your agency does."),
    "a column of their own": (lambda answers, about: answers[0].append("Notes"), "has a column of its own, I (“Notes”)"),
    "a column twice": (lambda answers, about: answers[0].append("Grade"), "the column “Grade” stands twice"),
}  # fmt: skip


@EITHER
def test_each_wrong_cell_is_named(region: World, agency: str) -> None:
    round_ = audit.a_round()
    started(agency, round_)
    fresh = downloaded(agency, round_)
    for case, (change, words) in CELLS.items():
        answers, about = ([list(row) for row in table] for table in fresh)
        change(answers, about)
        with pytest.raises(SheetRefused) as refused:
            read_sheet("filled.xlsx", written(answers, about), audit.work(agency, round_))
        assert words in str(refused.value), case
        assert len(refused.value.problems) == (2 if change is shifted else 1), case


@EITHER
def test_each_wrong_file_is_named(region: World, agency: str) -> None:
    round_ = audit.a_round()
    started(agency, round_)
    fresh = downloaded(agency, round_)
    for case, (change, words) in WHOLE.items():
        answers, about = ([list(row) for row in table] for table in fresh)
        change(answers, about)
        with pytest.raises(SheetNotUnderstood) as refused:
            read_sheet("filled.xlsx", written(answers, about), audit.work(agency, round_))
        assert "“filled.xlsx”" in str(refused.value), case
        assert words in str(refused.value), case


def hostile(answers: Table, about: Table) -> dict[str, tuple[str, bytes, str]]:
    good = written(answers, about)
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    far = sheet.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    elsewhere = far.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"urn:other")
    crowded = sheet.replace(
        b"</sheetData>", b'<row r="5">' + b'<c r="A5"><v/></c>' * 150_000 + b"</row></sheetData>"
    )
    grown = BOMB.split(b"<x>")[0] + sheet.split(b"?>", 1)[1]

    def with_sheet(xml: bytes) -> bytes:
        return zipped({**parts, "xl/worksheets/sheet1.xml": xml})

    return {
        "empty": ("a.xlsx", b"", "is empty"),
        "too large": ("a.xlsx", good + b"\0" * 1_100_000, "is larger than 1 MB"),
        "a CSV by its name": ("a.csv", b"x", "is not an .xlsx file"),
        "a CSV under another name": ("a.xlsx", GOOD["list.csv"], "but its content is a text"),
        "a PDF under another name": ("a.xlsx", PDF, "but its content is a PDF"),
        "a Word document": ("a.xlsx", office("docx"), "is not an Excel workbook inside"),
        "another workbook": ("a.xlsx", office("xlsx"), "is damaged"),
        "macros": ("a.xlsx", zipped({**parts, "xl/vbaProject.bin": b"x"}), "holds macros"),
        "a bomb": ("a.xlsx", zipped({**parts, "xl/big.xml": b"0" * 30_000_000}), "would unpack to far more"),
        "a bomb that lies": ("a.xlsx", lying_bomb(), "is damaged"),
        "XML that grows": ("a.xlsx", with_sheet(grown), "holds XML that a document has no need of"),
        "a cell far off": ("a.xlsx", with_sheet(far), "has something in row 1,048,576"),
        "a cell far off, by another name": ("a.xlsx", with_sheet(elsewhere), "has something in row 1,048,576"),
        "too many cells": ("a.xlsx", with_sheet(crowded), "is damaged"),
        "broken XML": ("a.xlsx", with_sheet(sheet[:-40]), "is damaged"),
        "cut off": ("a.xlsx", good[:-100], "is damaged"),
        "no sheet of answers": ("a.xlsx", written(answers, about, names=("Sheet1", "About")), "has no sheet “Answers”"),
        "no hidden sheet": ("a.xlsx", written(answers, about, names=("Answers", "Sheet2")), "has no sheet “About”"),
        "types alone": ("a.xlsx", zipped({"[Content_Types].xml": types(*reversed(MAINS["xlsx"]))}), "is damaged"),
    }  # fmt: skip


def test_hostile_and_mislabelled_files_are_refused_by_name(region: World) -> None:
    agency, round_ = "berrydale-hospital", audit.a_round()
    started(agency, round_)
    work, client = audit.work(agency, round_), browser(agency)
    for case, (name, content, words) in hostile(*downloaded(agency, round_)).items():
        with pytest.raises(SheetNotUnderstood) as refused:
            read_sheet(name, content, work)
        assert words in str(refused.value), case
        page = bring_back(agency, round_, content, name, client)
        assert page.status_code == 422, case
        assert f"“{name}”" in page.content.decode(), case
    assert stored(agency, round_) == {}


@EITHER
def test_formulas_are_named_cell_by_cell(region: World, agency: str) -> None:
    round_ = audit.a_round()
    started(agency, round_)
    answers, about = downloaded(agency, round_)
    page = bring_back(agency, round_, written(answers, about, formula=(3, WORDS)))
    assert page.status_code == 422
    assert "Row 4, column E (What your agency does)" in page.content.decode()
    assert "This is a formula" in page.content.decode()


@EITHER
def test_every_wrong_cell_of_a_file_is_listed_at_once_and_nothing_is_stored(
    region: World, agency: str
) -> None:
    round_ = audit.a_round()
    started(agency, round_)
    answers, about = downloaded(agency, round_)
    answers[1][GRADE], answers[2][GRADE], answers[3][WORDS] = "good", "In place", "y" * 20_000
    page = bring_back(agency, round_, written(answers, about)).content.decode()
    assert "2 cells must be put right first" in page
    assert "Row 2, column D (Grade)" in page
    assert "Row 4, column E" in page
    assert stored(agency, round_) == {}


def test_sheets_of_two_agencies_do_not_mix(region: World) -> None:
    """A real file of another agency, and of another round, not one that was changed by hand."""
    one, two = audit.a_round("audit-2026"), audit.a_round("audit-2027")
    for agency in ("threeshires-icb", "threeshires-police"):
        for round_ in (one, two):
            started(agency, round_)
    work = audit.work("threeshires-icb", one)
    for other, words in (
        (audit.work("threeshires-police", one), "another agency"), (audit.work("threeshires-icb", two), "another round"),
    ):  # fmt: skip
        with pytest.raises(SheetNotUnderstood, match=words):
            read_sheet("a.xlsx", sheet_of(other), work)


@EITHER
def test_the_pages_ask_a_constant_number_of_questions(
    region: World, agency: str, django_assert_max_num_queries: Any
) -> None:
    round_ = audit.a_round()
    audit.answer(agency, round_)
    client = browser(agency)
    answers, about = downloaded(agency, round_, client)
    for row in answers[1:]:
        row[WORDS] = "All in other words"
    content = written(answers, about)
    for name in ("sheet_upload", "sheet_download"):
        with django_assert_max_num_queries(20):
            assert client.get(url(agency, name, round_.slug)).status_code == 200
    with django_assert_max_num_queries(24):
        page = bring_back(agency, round_, content, client=client)
    names = [part["items"][0]["value"] for part in page.context["parts"]]
    assert len(names) == len(answers) - 1
    with django_assert_max_num_queries(60):
        assert take(agency, round_, page, names, client).status_code == 302
    assert {narrative for _, narrative in stored(agency, round_).values()} == {"All in other words"}
