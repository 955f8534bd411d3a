"""The pages of the challenge, the audit return, interests and the survey: accessible, within 320 pixels, without scripts."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import running_site
from tests.isolation.matrix.challenge_of_the_scene import make_challenge

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
BASE = "/area/berrydale/audits/audit-challenged"
AGENCY = f"{BASE}/responses/agencies/berrydale-hospital"
NAMES: dict[str, str] = {}
PAGES = {
    "moderator@berrydale": [f"{AGENCY}/statements/board-reports/moderate/", f"{AGENCY}/"],
    "manager@berrydale": [
        "/area/berrydale/", f"{BASE}/responses/", f"{BASE}/responses/standards/senior-lead/",
        f"{BASE}/responses/statements/board-reports/", f"{AGENCY}/", f"{AGENCY}/signed/1/",
        f"{AGENCY}/return-for-changes/", f"{AGENCY}/release/", f"{BASE}/survey/",
        f"{BASE}/survey/threeshires-icb/open/", f"{BASE}/survey/berrydale-hospital/close/", f"{BASE}/return/",
        "/you/interests/", "/you/interests/{own_tie_challenged}/end/", "/people/interests/",
    ],
    "approver@berrydale": [f"{BASE}/return/{{audit_challenged}}/"],
    "data-officer@cobblewick": ["/area/cobblewick/audits/audit-challenged/return/"],
    None: ["/survey/berrydale/{survey_challenged}/", "/survey/berrydale/nothing/"],
}  # fmt: skip


@pytest.fixture(scope="module")
def site(chromium: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    with running_site(django_db_blocker, {}, fill=lambda: NAMES.update(make_challenge())) as port:
        yield f"http://127.0.0.1:{port}"


def problems_of(page: Page) -> list[str]:
    found = [
        f"{each['id']}: {each['nodes'][0]['html'][:200]}"
        for each in Axe().run(page, options=RULES).response["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"{wide} pixels too wide"] if wide > 0 else [])


@pytest.mark.parametrize("who", PAGES)
def test_every_page_at_two_widths(open_as: Callable[..., BrowserContext], site: str, who: str | None) -> None:
    page, wrong = open_as(who).new_page(), []
    for number, pattern in enumerate(PAGES[who]):
        path = pattern.format(**NAMES)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            wrong += [(path, width, problem) for problem in problems_of(page)]
            if shots := os.environ.get("SHOTS"):
                page.screenshot(path=str(Path(shots) / f"{who}-{number:02}-{width}.png"), full_page=True)
    assert wrong == []


def test_a_practitioner_replies_without_scripts_and_by_keyboard(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/survey/berrydale/{NAMES['survey_challenged']}/")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    for group in page.get_by_role("group").all():
        group.get_by_role("radio", name="I cannot say").focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert {each["name"] for each in context.cookies()} <= {"csrftoken"}
    context.close()
