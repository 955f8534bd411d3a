"""From a figure to the region's report, on pages, as people do it: without JavaScript, on a phone, by keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

HEADER = "indicator,period,numerator,denominator,status,symbol,note\n"
WRONG = (
    HEADER
    + "re-referrals,2022,70,50,official,,\nreferrals-rate,2022,sixty,,official,,\nno-such-thing,2022,1,,official,,\n"
)
RIGHT = HEADER + "re-referrals,2022,48,240,official,,\n"


@pytest.fixture
def plain(open_as: Callable[..., BrowserContext]) -> Callable[[str], Page]:
    """A small window without JavaScript, signed in as somebody."""

    def open_page(who: str) -> Page:
        return open_as(who, viewport={"width": 320, "height": 640}, java_script_enabled=False).new_page()

    return open_page


def csv(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "figures.csv"
    file.write_text(text, encoding="utf-8")
    return file


def check_file(page: Page, file: Path) -> None:
    page.goto("/area/cobblewick/figures/import/")
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()


def test_a_figure_is_imported_prepared_approved_and_reported(
    plain: Callable[[str], Page], tmp_path: Path
) -> None:
    officer = plain("data-officer@cobblewick")
    check_file(officer, csv(tmp_path, WRONG))
    expect(officer.get_by_role("heading", level=1)).to_have_text("3 cells in 3 rows must be put right first")
    for row, cell in ((2, "70"), (3, "sixty"), (4, "no-such-thing")):
        expect(officer.get_by_role("row").filter(has_text=cell)).to_contain_text(str(row))

    check_file(officer, csv(tmp_path, RIGHT))
    officer.get_by_role("button", name="Import these figures").click()
    officer.goto("/area/cobblewick/returns/prepare/?period=2022")
    officer.get_by_role("button", name="Prepare for approval").click()
    expect(officer.get_by_role("heading", level=1)).to_contain_text("Waiting for approval")
    expect(
        officer.get_by_text("You prepared this return, so somebody else has to approve it.")
    ).to_be_visible()
    address = officer.url

    approver = plain("approver@cobblewick")
    approver.goto(address)
    approver.get_by_role("button", name="Approve and lodge the return").click()
    expect(approver.get_by_role("link", name="Confirm that you have checked the figures")).to_be_visible()
    approver.get_by_label("I have checked these figures").check()
    approver.get_by_role("button", name="Approve and lodge the return").click()
    expect(approver.locator("main")).to_contain_text("SHA-256")
    assert "/area/cobblewick/returns/" in approver.url

    coordinator = plain("coordinator")
    coordinator.goto("/compare/?indicator=re-referrals&year=2022")
    expect(coordinator.get_by_role("link", name="20.0").first).to_be_visible()
    coordinator.get_by_role("link", name="20.0").first.click()
    expect(coordinator.locator("main")).to_contain_text("48")
    expect(coordinator.locator("main")).to_contain_text("Partnership approver, CMSCP")


def test_the_coordinator_makes_the_report_and_takes_it_away(
    plain: Callable[[str], Page], browser: Browser
) -> None:
    page = plain("coordinator")
    page.goto("/reports/")
    page.get_by_role("button", name="Prepare an issue").click()
    page.get_by_role("button", name="Prepare an issue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Benchmark")
    expect(page.locator("main")).to_contain_text("Draft")
    for ending, start in ((".csv", b"time_period,"), (".pdf", b"%PDF-1."), (".html", b"<!doctype html>")):
        link = page.locator(f"main a[href$='{ending}']").first.get_attribute("href")
        answer = page.context.request.get(link or "")
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.body().lower().startswith(start.lower())


def test_the_keyboard_reaches_the_content_first(open_as: Callable[..., BrowserContext]) -> None:
    page = open_as("coordinator").new_page()
    page.goto("/compare/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_signing_out_ends_the_session(open_as: Callable[..., BrowserContext]) -> None:
    page = open_as("member").new_page()
    page.goto("/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    page.goto("/")
    assert "/accounts/login/" in page.url


def test_a_page_of_somebody_else_is_not_found(open_as: Callable[..., BrowserContext]) -> None:
    page = open_as("approver@berrydale").new_page()
    answer = page.goto("/area/cobblewick/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_contain_text("not found")
