"""From an invitation to the end of a role, in two browsers: the manager's and the invited person's."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.looking import accessible, within_its_frame

pytestmark = pytest.mark.browser

PASSWORD = "three odd words"


def clean(page: Page) -> Page:
    """Accessible, and within its frame at 320 px."""
    assert accessible(page) == [], page.url
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": 320, "height": 640})
    assert within_its_frame(page) == [], page.url
    page.set_viewport_size(size)
    return page


def invite(manager: Page) -> str:
    """The manager invites a data officer. Returns the letter's link, which the demonstration shows."""
    manager.goto("/people/")
    clean(manager).get_by_role("button", name="Invite somebody").click()
    clean(manager).get_by_role("button", name="Send the invitation").click()
    expect(clean(manager).get_by_role("link", name="Enter email address")).to_be_visible()
    manager.get_by_label("Email address").fill("new-officer@berrydale.example")
    manager.get_by_label("What they do").fill("New data officer")
    manager.get_by_label("Data officer", exact=True).check()
    manager.get_by_role("button", name="Send the invitation").click()
    expect(clean(manager).get_by_text("Invited: new-officer@berrydale.example.")).to_be_visible()
    return str(manager.get_by_role("link", name="Open the invitation").get_attribute("href"))


def accept(newcomer: Page, link: str) -> None:
    newcomer.goto(link)
    assert newcomer.url.endswith("/invitation/")  # the secret is not in the address any more
    clean(newcomer).get_by_label("Password", exact=True).fill("short")
    newcomer.get_by_role("button", name="Accept").click()
    expect(clean(newcomer).get_by_role("heading", name="There is a problem")).to_be_visible()
    newcomer.get_by_label("Password", exact=True).fill(PASSWORD)
    newcomer.get_by_label("The same password again").fill(PASSWORD)
    newcomer.get_by_role("button", name="Accept").click()
    expect(newcomer.get_by_text("Your account is ready. Sign in to begin.")).to_be_visible()
    newcomer.get_by_label("Email").fill("new-officer@berrydale.example")
    newcomer.get_by_label("Password", exact=True).fill(PASSWORD)
    newcomer.get_by_role("button", name="Sign in", exact=True).click()
    newcomer.wait_for_url(lambda url: "/accounts/login/" not in url)


def status_of(page: Page, path: str) -> int:
    response = page.goto(path)
    assert response is not None
    return response.status


def test_a_manager_invites_and_ends(open_as: Callable[..., BrowserContext]) -> None:
    manager = open_as("manager@berrydale", viewport={"width": 1280, "height": 900}).new_page()
    newcomer = open_as(None, viewport={"width": 1280, "height": 900}).new_page()
    accept(newcomer, invite(manager))

    newcomer.goto("/you/")
    expect(clean(newcomer).get_by_role("heading", name="Data officer, Safe in Berrydale")).to_be_visible()
    assert status_of(newcomer, "/area/berrydale/figures/entry/?indicator=re-referrals&period=2025") == 200
    assert status_of(newcomer, "/area/cobblewick/") == 404
    assert status_of(newcomer, "/people/") == 403

    manager.goto("/people/")
    manager.get_by_role("link", name="New data officer").click()
    clean(manager).get_by_role("link", name="Give a role").click()
    clean(manager).get_by_role("link", name="Cancel").click()
    manager.get_by_role("link", name="End", exact=True).click()
    newcomer.goto("/area/berrydale/figures/")  # until the button is pressed
    expect(newcomer.get_by_role("heading", level=1)).not_to_have_text("Page not found")
    clean(manager).get_by_role("button", name="End the role").click()
    expect(clean(manager).get_by_text("ended. It allows nothing any more.")).to_be_visible()

    newcomer.get_by_role("link", name="SiB").first.click()
    expect(newcomer.get_by_role("heading", level=1)).to_have_text("Page not found")
    newcomer.goto("/")
    expect(clean(newcomer).get_by_text("You hold no role at the moment")).to_be_visible()


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("coordinator", "/people/"),
        ("coordinator", "/people/access/?where=partnership:berrydale"),
        ("coordinator", "/organisations/"),
        ("auditor", "/people/access/"),
        ("lead@threeshires-icb", "/organisations/threeshires-icb/"),
        ("contributor@threeshires-icb", "/you/"),
    ],
)
def test_pages_about_people_are_accessible(
    open_as: Callable[..., BrowserContext], who: str, path: str
) -> None:
    page = open_as(who, viewport={"width": 1280, "height": 900}).new_page()
    assert status_of(page, path) == 200
    clean(page)
