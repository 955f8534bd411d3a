"""Choosing what to compare, saving it, opening it again and taking it away: on a phone, without JavaScript."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.looking import accessible, within_its_frame

pytestmark = pytest.mark.browser
OpenAs = Callable[..., BrowserContext]


def sound(page: Page) -> None:
    assert within_its_frame(page) + accessible(page) == []


def test_a_view_is_chosen_saved_opened_again_and_downloaded(open_as: OpenAs) -> None:
    page = open_as("member", viewport={"width": 320, "height": 640}, java_script_enabled=False).new_page()
    page.goto("/compare/?indicator=re-referrals")
    page.get_by_label("Referrals", exact=True).check()
    page.get_by_label("Compared with").select_option(label="Area: Cobblewick")
    page.get_by_label("Year", exact=True).select_option("2023")
    page.get_by_role("button", name="Show").click()
    chosen = "/compare/?indicator=referrals-rate&indicator=re-referrals&year=2023&against=cobblewick"
    expect(page).to_have_url(chosen)  # no empty fields, nothing that is as usual
    expect(page.get_by_role("heading", level=1)).to_have_text("Referrals and Re-referrals")
    expect(page.get_by_role("row", name="Berrydale").first).to_contain_text("≈ Similar")

    page.get_by_role("link", name="Save this view").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter a name for the view")
    page.get_by_label("Name of the view").fill("Two beside Cobblewick")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved as “Two beside Cobblewick”.")).to_be_visible()

    page.goto("/views/")
    page.get_by_role("link", name="Two beside Cobblewick", exact=True).click()
    expect(page).to_have_url(chosen)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download these figures (CSV)").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    compared = {(row["indicator"], row["la_name"]): row for row in rows if row["compared_with"]}
    assert compared["re-referrals", "Berrydale, Borough of"]["difference"] == "2.0"
    assert {row["compared_with"] for row in compared.values()} == {"Cobblewick"}


def test_what_is_refused_can_be_put_right(open_as: OpenAs) -> None:
    page = open_as("member", viewport={"width": 320, "height": 640}, java_script_enabled=False).new_page()
    page.goto("/compare/?indicator=re-referrals&area=berrydale")
    page.get_by_label("Re-referrals", exact=True).uncheck()
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_title("Error: Compare areas - Threeshires scrutiny")
    page.get_by_role("link", name="Select at least one indicator to compare").click()
    page.get_by_label("Referrals", exact=True).check()
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url("/compare/?indicator=referrals-rate&area=berrydale")


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_comparisons_is_accessible_and_fits(width: int, open_as: OpenAs) -> None:
    page = open_as("member", viewport={"width": width, "height": 900}).new_page()
    two = "indicator=referrals-rate&indicator=re-referrals"
    page.goto(f"/views/save/?{two}")
    page.get_by_label("Name of the view").fill(f"At {width}")
    page.get_by_role("button", name="Save").click()
    for address in (
        f"/compare/?{two}",
        f"/compare/?{two}&against=neighbours&order=value",
        "/compare/?indicator=re-referrals&area=berrydale&against=cobblewick",
        f"/compare/?{two}&indicator=gone&area=nowhere",
        "/compare/?indicator=icpc-rate",
        "/views/",
        f"/views/save/?{two}",
        "/themes/",
        "/themes/help-on-market-days/",
        "/topics/referrals/",
        "/indicators/re-referrals/",
        "/areas/applefordshire/",
    ):
        page.goto(address)
        sound(page)
    page.goto("/views/")
    for change in ("Rename", "Remove"):
        page.goto("/views/")
        page.get_by_role("link", name=f"{change} At {width}").click()
        sound(page)


def test_everything_can_be_chosen_by_keyboard(open_as: OpenAs) -> None:
    page = open_as("member", viewport={"width": 1280, "height": 900}).new_page()
    page.goto("/compare/?indicator=re-referrals")
    topic = page.locator("summary", has_text="Children in need")
    topic.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Children in need", exact=True)).to_be_checked()
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**indicator=children-in-need-rate")
    assert page.url.endswith("/compare/?indicator=re-referrals&indicator=children-in-need-rate")


def test_paper_leaves_out_the_choices(open_as: OpenAs) -> None:
    page = open_as("member", viewport={"width": 720, "height": 1000}).new_page()
    page.goto("/compare/?indicator=re-referrals&indicator=referrals-rate")
    page.emulate_media(media="print")
    expect(page.locator(".app-filter")).to_be_hidden()
    expect(page.get_by_role("link", name="Download these figures (CSV)")).to_be_hidden()
    expect(page.locator(".app-on-paper")).to_contain_text(
        "/compare/?indicator=referrals-rate&indicator=re-referrals"
    )
    after = page.eval_on_selector_all(
        ".app-grid .govuk-link", "all => all.map(a => getComputedStyle(a, '::after').content)"
    )
    assert after
    assert set(after) == {"none"}
    assert within_its_frame(page) == []
