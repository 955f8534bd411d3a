"""The pages of the challenge, the audit return, interests and the survey: accessible, within 320 pixels, without scripts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import running_site
from tests.browser.looking import at_two_widths
from tests.isolation.matrix.challenge_of_the_scene import make_challenge

pytestmark = pytest.mark.browser

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


@pytest.mark.parametrize("who", PAGES)
def test_every_page_at_two_widths(open_as: Callable[..., BrowserContext], site: str, who: str | None) -> None:
    paths = [pattern.format(**NAMES) for pattern in PAGES[who]]
    assert (
        at_two_widths(open_as(who).new_page(), paths, name=f"{who}", missing=["/survey/berrydale/nothing/"])
        == []
    )


def test_a_practitioner_replies_without_scripts_and_by_keyboard(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/survey/berrydale/{NAMES['survey_challenged']}/")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.wait_for_load_state()  # the error stands above the questions
    for group in page.get_by_role("group").all():
        group.get_by_role("radio", name="I cannot say").focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert {each["name"] for each in context.cookies()} <= {"csrftoken"}
    context.close()
