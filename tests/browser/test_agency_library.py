"""An agency's library, planned actions, copies and spreadsheet: at a desk with JavaScript, on a telephone without."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from python_calamine import CalamineWorkbook

from tests import audit
from tests.browser.conftest import Reports, running_site
from tests.browser.looking import accessible, within_its_frame
from tests.files_made_up import PDF
from tests.integration.audit.desks import a_file, choose
from tests.integration.audit.test_offline import written
from tests.integration.audit.test_planned import change, plan

pytestmark = pytest.mark.browser

PICTURES = os.environ.get("PICTURES", "")
"""A folder: whoever wants to look at the pages names one."""
SHARED, LOCAL = "threeshires-icb", "berrydale-hospital"
HOMES = {SHARED: f"/agency/{SHARED}/", LOCAL: f"/area/berrydale/agency/{LOCAL}/"}
ROUND = "rounds/audit-2026/"
QUESTION = f"{ROUND}questions/policy-easy-to-find/"


def _fill() -> None:
    """Answers of two agencies, with evidence, an action that is late, one that is done and one under way."""
    round_ = audit.a_round()
    today = timezone.localdate()
    for agency in (SHARED, LOCAL):
        audit.answer(agency, round_, only=12)
        choose(agency, round_, a_file(agency))
        a_file(
            agency,
            PDF + b"2",
            "Minutes of the board, with a title that is rather long and says what was decided there",
        )
        plan(agency, round_, what="Put the policy up in every staff room", due=today - timedelta(days=3))
        done = plan(agency, round_, what="Print it")
        change(agency, done, state="done", note="All printed.")
        change(agency, plan(agency, round_, what="Translate it"), state="under_way", note="Half is done.")


@pytest.fixture(scope="module")
def site(chromium: str, django_db_setup: None, django_db_blocker: Any, reported: Reports) -> Iterator[str]:
    with running_site(django_db_blocker, {"CSP_REPORT_URI": reported.address}, fill=_fill) as port:
        yield f"http://127.0.0.1:{port}"


def sound(page: Page, name: str) -> None:
    page.wait_for_load_state()
    if PICTURES:
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    assert accessible(page) + within_its_frame(page) == [], page.url


def add_evidence(page: Page, home: str) -> None:
    page.goto(f"{home}evidence/")
    sound(page, "library")
    page.get_by_role("button", name="Add evidence").click()
    page.get_by_label("Title").fill("Induction checklist")
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "list.docx", "mimeType": "application/pdf", "buffer": PDF}
    )
    for part, value in (("Day", "1"), ("Month", "9"), ("Year", "2026")):
        page.get_by_label(part, exact=True).first.fill(value)
    page.get_by_role("button", name="Add to the library").click()
    expect(
        page.get_by_role("link", name="“list.docx” is named as a Word document, but its content is a PDF")
    ).to_be_visible()
    sound(page, "add-refused")
    other = PDF + home.encode()
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "list.pdf", "mimeType": "application/pdf", "buffer": other + str(width).encode()}
    )
    page.get_by_role("button", name="Add to the library").click()
    expect(page.get_by_role("heading", name="Induction checklist")).to_be_visible()
    sound(page, "item")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the file").click()
    assert download.value.suggested_filename == "list.pdf"
    page.get_by_role("link", name="Withdraw it").click()
    sound(page, "withdraw")
    page.goto(f"{home}{QUESTION}evidence/")
    sound(page, "use")


def plan_and_change(page: Page, home: str) -> None:
    page.goto(f"{home}{QUESTION}actions/")
    sound(page, "action-add")
    page.goto(f"{home}actions/")
    sound(page, "board")
    page.get_by_label("Show").select_option(label="Overdue")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name="Put the policy up").click()
    page.get_by_role("radio", name="Dropped").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Say why the action is dropped")).to_be_visible()
    sound(page, "action")


def fill_in_and_bring_back(page: Page, home: str, agency: str, folder: Path) -> None:
    page.goto(f"{home}{ROUND}sheet/")
    sound(page, "sheet")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the spreadsheet").click()
    path = folder / "taken.xlsx"
    download.value.save_as(path)
    book = CalamineWorkbook.from_path(str(path))
    answers, about = (
        book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in ("Answers", "About")
    )
    answers[1][4], answers[2][4], answers[13][3] = f"{path}\nIn other words", "Replaced", "In place"
    wrong = [list(row) for row in answers]
    wrong[1][3], wrong[2][7] = "good", "nothing"
    bring = page.get_by_label("Spreadsheet")
    bring.set_input_files({"name": "wrong.xlsx", "mimeType": "", "buffer": written(wrong, about)})
    page.get_by_role("button", name="See the differences").click()
    expect(page.get_by_text("Row 2, column D (Grade)")).to_be_visible()
    sound(page, "sheet-refused")
    bring.set_input_files({"name": "answers.xlsx", "mimeType": "", "buffer": written(answers, about)})
    page.get_by_role("button", name="See the differences").click()
    expect(page.get_by_role("checkbox")).to_have_count(3)
    sound(page, "differences")
    page.get_by_role("button", name="Take in the chosen answers").click()
    expect(page.get_by_text("Taken in from answers.xlsx: 3 answers")).to_be_visible()
    page.goto(f"{home}{ROUND}copy/")
    sound(page, "copy")
    expect(page.get_by_text("Draft, not signed").first).to_be_visible()


@pytest.mark.parametrize(("width", "script", "agency"), [(1280, True, SHARED), (320, False, LOCAL)])
def test_what_an_agency_keeps(
    open_as: Callable[..., BrowserContext], width: int, script: bool, agency: str, tmp_path: Path
) -> None:
    context = open_as(f"lead@{agency}", viewport={"width": width, "height": 800}, reduced_motion="reduce")
    if not script:
        context.route("**/*.js", lambda route: route.abort())
    page, home = context.new_page(), HOMES[agency]
    add_evidence(page, home)
    plan_and_change(page, home)
    fill_in_and_bring_back(page, home, agency, tmp_path)
