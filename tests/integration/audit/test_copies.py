"""An agency's own copy: page, PDF and spreadsheet say the same, of drafts, of what was signed, and years later."""

import io
import json
import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import outloud
import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from partnerships.context import inside
from partnerships.models import Organisation
from scrutiny.section11.answering.saving import save_answer
from scrutiny.section11.copies.building import signed_copy, working_copy
from scrutiny.section11.copies.document import HEADS, NAMES, Copy, rows
from scrutiny.section11.copies.pdf import copy_pdf
from scrutiny.section11.copies.workbook import copy_workbook
from scrutiny.section11.models import ExpectedAgency, LateDecision, ReturnRequest, Round
from tests import audit
from tests.integration.audit.desks import AGENCIES, browser, sitting_at, url
from tests.integration.audit.test_evidence import a_file, choose
from tests.integration.audit.test_planned import change, plan
from tests.oracles.pdf_reading import fonts, read_pdf, unmarked_text
from tests.oracles.pdf_reading import tables as pdf_tables
from tests.signing_in import signed_in
from tests.worlds import World

EITHER = pytest.mark.parametrize("agency", AGENCIES)
WORDS = "=1+1 & <b>“Ways”</b>\n\nSecond paragraph, – with 5 % & more.\n-minus\n@home"


class Page(HTMLParser):
    """Headings, and name and value of each row of a summary list, in order."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.inside, self.text = "", ""
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in ("h1", "h2", "h3", "dt", "dd"):
            self.inside, self.text = tag, ""
        elif self.inside:
            self.text += " "

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.found.append((tag, " ".join(self.text.split())))
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data


def plain(text: Any) -> str:
    return " ".join(str(text).split())


def cells_of_page(content: str) -> tuple[list[tuple[str, str]], list[tuple[str, ...]]]:
    """Facts, and the row of each answer as HEADS name them."""
    facts: list[tuple[str, str]] = []
    table: list[list[str]] = []
    section = name = ""
    for tag, text in Page(content).found:
        if tag == "h2":
            section = text
        elif tag == "h3":
            number, _, statement = text.partition(" ")
            table.append([section, number, statement])
        elif tag == "dt":
            name = text
        elif tag == "dd" and not table:
            facts.append((name, text))
        elif tag == "dd":
            assert name == NAMES[len(table[-1]) - 3]
            table[-1].append(text)
    return facts, [tuple(row) for row in table]


def cells_of_pdf(content: bytes) -> tuple[list[tuple[str, str]], list[tuple[str, ...]]]:
    tree = read_pdf(content)
    facts = [(row[0], row[1]) for row in pdf_tables(tree)[0]]
    table: list[list[str]] = []
    section = ""
    for node in _in_order(tree):
        if node.role == "H2":
            section = node.text
        elif node.role == "H3":
            number, _, statement = node.text.partition(" ")
            table.append([section, number, statement])
        elif node.role == "P" and table and (begins := _name(node.text, len(table[-1]))):
            table[-1].append(node.text.removeprefix(begins).strip())
        elif node.role == "P" and table and len(table[-1]) > 3 and section:
            table[-1][-1] = f"{table[-1][-1]} {node.text}"  # the rest of a paragraph that runs over a page
    return facts, [tuple(row) for row in table]


def _in_order(node: Any) -> Any:
    for kid in node.kids:
        yield kid
        yield from _in_order(kid)


def _name(text: str, column: int) -> str:
    place = column - 3
    found = f"{NAMES[place]}:" if place < len(NAMES) else ""
    return found if found and text.startswith(found) else ""


def cells_of_workbook(content: bytes) -> tuple[list[tuple[str, str]], list[tuple[str, ...]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    about = [tuple(map(plain, row[:2])) for row in book.get_sheet_by_name("About this copy").to_python()]
    heads, *table = book.get_sheet_by_name("Answers").to_python()
    assert tuple(heads) == HEADS
    return [row for row in about if row[0] not in ("What this is", "Please note")], [
        tuple(map(plain, row)) for row in table
    ]  # type: ignore[misc]


def without_expectations(table: list[tuple[str, ...]], copy: Copy) -> list[tuple[str, ...]]:
    """The paragraph under the next section's heading is read as part of the answer before it: taken off again."""
    ends = {plain(section.expectation) for section in copy.sections}
    cleaned = []
    for row in table:
        last = next((row[-1].removesuffix(end).strip() for end in ends if row[-1].endswith(end)), row[-1])
        cleaned.append((*row[:-1], last))
    return cleaned


def agree(copy: Copy, page: str, pdf: bytes, workbook: bytes) -> int:
    """Every cell of the three, read back each by its own reader, is the copy's. How many there were."""
    facts = [(name, plain(text)) for name, text in copy.facts]
    table = [tuple(map(plain, row)) for row in rows(copy)]
    assert cells_of_page(page) == (facts, table)
    assert cells_of_workbook(workbook) == (facts, table)
    pdf_facts, pdf_table = cells_of_pdf(pdf)
    assert pdf_facts == facts
    assert without_expectations(pdf_table, copy) == table
    for notice in copy.notices:
        assert notice in page
        assert notice in read_pdf(pdf).text
    return len(facts) * 2 + len(table) * len(HEADS)


def fetched(agency: str, round_: Round, number: str = "") -> tuple[str, bytes, bytes]:
    client, query = browser(agency), {"number": number} if number else {}
    page, pdf, workbook = (
        client.get(url(agency, name, round_.slug), query) for name in ("copy", "copy_pdf", "copy_sheet")
    )
    assert pdf["Content-Disposition"].startswith("attachment")
    return page.content.decode(), pdf.content, workbook.content


def draft(agency: str, round_: Round) -> Copy:
    with sitting_at(agency):
        return working_copy(audit.work(agency, round_))


def as_signed(agency: str, number: int) -> Copy:
    with sitting_at(agency) as desk:
        assessment = desk.book.assessments.objects.filter(organisation=agency).order_by("started_at").first()
        return signed_copy(assessment.signed.get(number=number), desk.organisation)


def filled(agency: str, round_: Round) -> None:
    audit.answer(
        agency, round_, narrative=lambda question: f"{WORDS}\n{question.statement.id} {question.area}"
    )
    choose(agency, round_, a_file(agency))
    action = plan(agency, round_, what="+Print & <hang> it")
    change(agency, action, state="under_way", note="Half\nof it")


@EITHER
def test_nothing_answered_yet(region: World, agency: str) -> None:
    round_ = audit.a_round()
    copy = draft(agency, round_)
    assert {answer.state for section in copy.sections for answer in section.answers} == {"Not answered"}
    assert agree(copy, *fetched(agency, round_)) > 300


@EITHER
def test_a_draft_says_so_everywhere_and_the_three_agree(region: World, agency: str) -> None:
    round_ = audit.a_round(made_up=True)
    filled(agency, round_)
    copy = draft(agency, round_)
    assert copy.is_draft
    page, pdf, workbook = fetched(agency, round_)
    assert "Draft, not signed" in page
    assert agree(copy, page, pdf, workbook) > 300
    assert copy_pdf(copy) == pdf
    assert cells_of_workbook(copy_workbook(copy)) == cells_of_workbook(workbook)


@EITHER
def test_the_copy_says_what_was_answered(region: World, agency: str) -> None:
    """Not from the copy's own code: counted and looked up in the tables."""
    round_ = audit.a_round()
    filled(agency, round_)
    work = audit.work(agency, round_)
    _, table = cells_of_page(fetched(agency, round_)[0])
    grades = {each.slug: each.name for each in work.content.grades}
    assert len(table) == len(work.questions) == len(work.answers)
    for question, row in zip(work.questions, table, strict=True):
        stored = work.by_key[question.key]
        area = {each.slug: each.area.name for each in work.partnerships}.get(question.area, "All areas")
        assert row[1:7] == (
            question.placed.number, plain(question.statement.text), area, grades[stored.grade], "Answered", plain(stored.narrative),
        )  # fmt: skip
    evidence = [row[7] for row in table if row[7] != "None"]
    actions = [row[8] for row in table if row[8] != "None"]
    assert len(evidence) == len(actions) == 1
    assert evidence[0].startswith("Training plan 2026 (file; 1 April 2026 to 31 March 2027; SHA-256 ")
    assert actions[0].startswith("+Print & <hang> it; Seen to by Head of HR; Due ")


@EITHER
def test_what_was_signed_is_copied_from_its_text_years_later(region: World, agency: str) -> None:
    round_ = audit.a_round()
    filled(agency, round_)
    signed = audit.sign_answers(agency, round_)
    then = fetched(agency, round_, "1")
    assert agree(as_signed(agency, 1), *then) > 300
    LateDecision.objects.create(
        expected=ExpectedAgency.objects.get(round=round_, organisation__slug=agency), until=timezone.localdate() + timedelta(9),
        reason="x", decided_at=timezone.now(), decided_by=None, decided_role="x",
    )  # fmt: skip
    with sitting_at(agency) as desk:
        assessment = desk.book.assessments.objects.get()
        assessment.answers.update(narrative="Something else", grade="not-in-place")
        assessment.evidence_uses.all().delete()
        assessment.planned_actions.update(state="done")
        desk.book.evidence.objects.update(title="Renamed")
    long_ago = timezone.localdate() - timedelta(days=9 * 365)
    Round.objects.filter(pk=round_.pk).update(opens_on=long_ago, closes_on=long_ago)
    now = fetched(agency, round_, "1")
    assert now[:2] == then[:2] or cells_of_page(now[0]) == cells_of_page(then[0])
    assert now[1] == then[1]
    assert cells_of_workbook(now[2]) == cells_of_workbook(then[2])
    assert ("State", "Signed, number 1") in cells_of_page(now[0])[0]
    assert any(signed.sha256 in text for _, text in cells_of_page(now[0])[0])
    assert "Something else" in fetched(agency, round_, "now")[0]


def test_each_signature_has_its_copy(region: World) -> None:
    agency, round_ = "berrydale-hospital", audit.a_round()
    audit.answer(agency, round_)
    audit.sign_answers(agency, round_)
    manager = region.person("manager@berrydale")
    with inside(region.berrydale):
        ReturnRequest(
            partnership=region.berrydale, round=round_.slug, organisation=agency, about_number=1, note="More, please.",
            until=timezone.localdate() + timedelta(days=9), requested_at=timezone.now(),
            requested_by=manager.pk, requested_role="Manager",
        ).save()  # fmt: skip
    held = audit.work(agency, round_).answers[0]
    with sitting_at(agency) as desk:
        save_answer(
            book=desk.book, round_=round_, organisation=desk.organisation, statement=held.statement, area=held.area,
            grade="partly", narrative="Changed after it was returned.", seen_version=held.version, how="page",
            by=audit.lead_of(agency),
        )  # fmt: skip
    audit.sign_answers(agency, round_)
    one, two = fetched(agency, round_, "1")[0], fetched(agency, round_, "2")[0]
    assert "Changed after it was returned." not in one
    assert "Changed after it was returned." in two
    assert fetched(agency, round_)[0] == two or cells_of_page(fetched(agency, round_)[0]) == cells_of_page(
        two
    )
    for number, links in (("1", ("number=now", "number=2")), ("2", ("number=now", "number=1"))):
        assert all(f"?{link}" in fetched(agency, round_, number)[0] for link in links)


def test_a_spoilt_text_is_not_taken_for_the_signed_one(region: World) -> None:
    agency, round_ = "threeshires-icb", audit.a_round()
    audit.answer(agency, round_)
    signed = audit.sign_answers(agency, round_)
    signed.canonical = json.dumps({**json.loads(signed.canonical), "made_up": True}, sort_keys=True)
    copy = signed_copy(signed, Organisation.objects.get(slug=agency))
    assert "which is not what was signed" in dict(copy.facts)["Fingerprint of the signed text"]


def test_the_pdf_passes_the_checker(region: World, tmp_path: Any) -> None:
    """PDF/UA-1, by a checker that is not ours, as for the report; with an answer that runs over two pages."""
    agency, round_ = "berrydale-academy", audit.a_round()
    long = "\n".join(f"Line {n} of a very long answer." for n in range(130))
    audit.answer(
        agency, round_, narrative=lambda question: long if question.placed.number == "1.1" else WORDS
    )
    content = fetched(agency, round_)[1]
    path = tmp_path / "copy.pdf"
    path.write_bytes(content)
    found = outloud.check(str(path))
    assert [each.to_dict() for each in found.findings if each.severity == "error"] == []
    assert found.verdict in ("pass", "review")
    # It takes lines that many answers share, such as "Planned actions: None", for a running foot: a guess.
    assert {each.rule for each in found.findings} <= {"PAG-001"}
    status = {row["name"]: row["status"] for row in found.criteria["pdfua1"]}
    assert set(status.values()) <= {"pass", "manual", "not-applicable", "warning"}
    assert unmarked_text(content) == []
    assert all(fonts(content).values())
    assert re.search(r"Line 0 of .* Line 129 of", read_pdf(content).text)


@EITHER
def test_copies_of_another_agency_do_not_exist(region: World, agency: str) -> None:
    round_ = audit.a_round()
    audit.answer(agency, round_)
    audit.sign_answers(agency, round_)
    for name in ("copy", "copy_pdf", "copy_sheet", "sheet_upload", "sheet_download"):
        address = url(agency, name, round_.slug)
        for other in ("threeshires-police", "berrydale-academy", "cobblewick-hospital"):
            assert browser(other).get(address).status_code == 404
        for who in ("coordinator", "panel@berrydale", "manager@berrydale"):
            assert signed_in(region.person(who)).get(address).status_code == 404
        assert browser(agency).get(url(agency, name, "no-such-round")).status_code == 404
    assert browser(agency).get(url(agency, "copy", round_.slug), {"number": "7"}).status_code == 404


def test_a_round_that_is_only_planned_has_no_copy(region: World) -> None:
    round_ = audit.a_round(launched=False)
    assert browser("threeshires-icb").get(url("threeshires-icb", "copy", round_.slug)).status_code == 404


@EITHER
def test_a_copy_asks_a_constant_number_of_questions(
    region: World, agency: str, django_assert_max_num_queries: Any
) -> None:
    round_ = audit.a_round()
    filled(agency, round_)
    client = browser(agency)
    for name in ("copy", "copy_pdf", "copy_sheet"):
        with django_assert_max_num_queries(26):
            assert client.get(url(agency, name, round_.slug)).status_code == 200
