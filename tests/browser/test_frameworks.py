"""A coordinator drafts an edition and publishes it: with JavaScript at a desk, without it on a telephone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.looking import accessible, within_its_frame

pytestmark = pytest.mark.browser

OWN_PAGES = (
    "",
    "preview/",
    "preview/?standard=2",
    "changes/",
    "publish/",
    "details/",
    "discard/",
    "standards/add/",
)
LINKS = ("Change 3.1", "Move 3.1", "Retire 3.1", "Change standard 3", "Add a statement to standard 3")


def sound(page: Page) -> None:
    page.wait_for_load_state()
    assert accessible(page) + within_its_frame(page) == [], page.url


def save_elsewhere(context: BrowserContext, address: str) -> None:
    other = context.new_page()
    other.goto(address)
    other.get_by_label("Guidance").fill("What somebody else wrote in the meantime.")
    other.get_by_role("button", name="Save statement").click()
    expect(other).not_to_have_url(address)
    other.close()


def reword_in_a_conflict(page: Page) -> None:
    page.get_by_role("link", name="Change 2.3").click()
    save_elsewhere(page.context, page.url)
    page.get_by_label("Statement", exact=True).fill("Our board hears about safeguarding each quarter.")
    page.get_by_role("button", name="Save statement").click()
    expect(page.get_by_role("link", name="You changed the statement, a grade")).to_be_visible()
    sound(page)
    page.get_by_label("Reworded").check()
    page.get_by_role("button", name="Save statement").click()
    expect(page.get_by_text("Somebody else changed this while you were working on it.")).to_be_visible()
    expect(page.get_by_role("cell", name="What somebody else wrote in the meantime.")).to_be_visible()
    sound(page)
    page.get_by_role("button", name="Save statement").click()
    expect(page.get_by_text("from 2.3 of edition 2026")).to_be_visible()


def retire(page: Page) -> None:
    page.get_by_role("link", name="Retire 2.4").click()
    page.get_by_label("Why it is asked no more").fill("It is asked in another statement.")
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_role("link", name="Ask it again")).to_be_visible()


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publish this draft").click()
    for part, value in (("Day", "1"), ("Month", "9"), ("Year", "2030")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Publish the edition").click()
    expect(page.get_by_text("It cannot be changed any more.")).to_be_visible()
    sound(page)


@pytest.mark.parametrize(("width", "script", "variant"), [(1280, True, "full"), (320, False, "education")])
def test_a_draft_becomes_an_edition(
    open_as: Callable[..., BrowserContext], width: int, script: bool, variant: str
) -> None:
    context = open_as("coordinator", viewport={"width": width, "height": 800}, reduced_motion="reduce")
    if not script:
        context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto("/frameworks/")
    page.get_by_role("link", name=f"Draft the next edition of Section 11, {variant}").click()
    sound(page)
    page.get_by_label("Name of the edition").fill("2030")
    page.get_by_role("button", name="Start the draft").click()
    draft = page.url
    reword_in_a_conflict(page)
    retire(page)
    for rest in OWN_PAGES:
        page.goto(draft + rest)
        sound(page)
    for link in LINKS:
        page.goto(draft)
        page.get_by_role("link", name=link, exact=True).click()
        sound(page)
    page.goto(draft)
    publish(page)
