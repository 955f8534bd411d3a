"""Evidence that signed answers name, at the panel's desk; removing it; bringing answers to another desk. Both widths."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from partnerships.models import Organisation
from tests import audit
from tests.browser.conftest import Reports, running_site
from tests.browser.test_agency_library import sound
from tests.files_made_up import PDF
from tests.integration.audit.desks import a_file, a_link, choose
from tests.integration.challenge.panel import Panel, again
from tests.worlds import World

pytestmark = pytest.mark.browser

SHARED, LOCAL, MOVED = "threeshires-icb", "berrydale-hospital", "cobblewick-hospital"
RESPONSES = "/area/berrydale/audits/audit-2026/responses/agencies/"
STATEMENT = "/area/berrydale/audits/audit-2026/responses/statements/policy-easy-to-find/"
"""The same answers on a page that is not as long as the whole audit: looking through that takes minutes."""
LONG = "Minutes of the safeguarding board of all sites, with a title that is rather long and says what was decided"
WIDTHS = pytest.mark.parametrize("width", [1280, 320])


def _fill() -> None:
    """Two agencies that signed twice; and one that signed a round before in one area and answers now in two."""
    today, place = timezone.localdate(), audit.EXPECTED[MOVED]
    earlier = audit.a_round("audit-2025", opens_on=today - timedelta(days=400), closes_on=today)
    audit.answer(MOVED, earlier)
    audit.sign_answers(MOVED, earlier)
    organisation = Organisation.objects.get(slug=MOVED)
    organisation.areas.set([World().berrydale.area, World().cobblewick.area])
    audit.EXPECTED[MOVED] = (*place[:2], ("berrydale", "cobblewick"))
    try:
        round_ = audit.a_round(previous=earlier)
    finally:
        audit.EXPECTED[MOVED] = place
    for agency in (SHARED, LOCAL):
        old, new, link = a_file(agency), a_file(agency, PDF + b"2", LONG), a_link(agency)
        audit.answer(agency, round_)
        choose(agency, round_, old, new, link)
        audit.sign_answers(agency, round_)
        Panel(round_).give_back(agency)
        choose(agency, round_, new, link, offered=[old])
        again(agency, round_)


@pytest.fixture(scope="module")
def site(chromium: str, django_db_setup: None, django_db_blocker: Any, reported: Reports) -> Iterator[str]:
    with running_site(django_db_blocker, {"CSP_REPORT_URI": reported.address}, fill=_fill) as port:
        yield f"http://127.0.0.1:{port}"


@WIDTHS
def test_the_panel_opens_what_was_signed_until_the_lead_removes_it(
    open_as: Callable[..., BrowserContext], width: int
) -> None:
    agency, desk = (
        (SHARED, f"/agency/{SHARED}/") if width > 400 else (LOCAL, f"/area/berrydale/agency/{LOCAL}/")
    )
    size = {"viewport": {"width": width, "height": 900}}
    panel = open_as("panel@berrydale", **size).new_page()
    panel.goto(STATEMENT)
    sound(panel, "panel-statement")
    panel.goto(f"{RESPONSES}{agency}/")
    there = panel.get_by_role("link", name=LONG).get_attribute("href")
    assert panel.request.get(str(there)).body() == PDF + b"2"
    expect(panel.get_by_role("link", name="Policy on the web")).to_have_attribute(
        "rel", "noreferrer noopener"
    )
    panel.get_by_role("link", name="Answers number 1").click()
    sound(panel, "panel-earlier")
    expect(panel.get_by_role("link", name="Training plan 2026")).to_be_visible()

    lead = open_as(f"lead@{agency}", **size).new_page()
    lead.goto(f"{desk}evidence/")
    lead.get_by_role("link", name=LONG).click()
    sound(lead, "item-lead")
    lead.get_by_role("link", name="Remove it for good").click()
    sound(lead, "remove")
    lead.get_by_role("button", name="Remove for good").click()
    expect(lead.get_by_role("link", name="Say why it is removed")).to_be_visible()
    sound(lead, "remove-refused")
    lead.get_by_label("Why is it removed?").fill("it named a child")
    lead.get_by_label("I understand that it cannot be brought back").check()
    lead.get_by_role("button", name="Remove for good").click()
    expect(lead.get_by_text("because it named a child.")).to_be_visible()
    sound(lead, "item-removed")
    lead.goto(f"{desk}evidence/")
    lead.get_by_text("Withdrawn evidence").click()
    sound(lead, "library-removed")
    lead.goto(f"{desk}rounds/audit-2026/copy/")
    expect(lead.get_by_text("because it named a child.").first).to_be_visible()
    panel.goto(f"{RESPONSES}{agency}/")
    expect(panel.get_by_text("because it named a child.")).to_be_visible()
    expect(panel.get_by_text(LONG)).to_have_count(0)
    panel.goto(STATEMENT)
    sound(panel, "panel-removed")


@WIDTHS
def test_an_agency_that_moved_finds_its_answers_and_brings_them(
    open_as: Callable[..., BrowserContext], width: int
) -> None:
    """On the telephone it looks, at the computer it does: what is brought once is there."""
    who = f"lead@{MOVED}" if width > 400 else f"contributor@{MOVED}"
    page = open_as(who, viewport={"width": width, "height": 900}).new_page()
    page.goto(f"/agency/{MOVED}/rounds/audit-2026/start/" if width > 400 else f"/agency/{MOVED}/")
    sound(page, "moved-begin")
    page.goto(f"/agency/{MOVED}/rounds/audit-2026/bring/")
    sound(page, "bring")
    page.get_by_role("link", name="Your copy of Section 11 audit-2025 for Cobblewick").click()
    there = page.get_by_role("link", name="Take these signed answers along as a file").get_attribute("href")
    file = {"name": "signed.txt", "mimeType": "text/plain", "buffer": page.request.get(str(there)).body()}
    page.goto(f"/agency/{MOVED}/rounds/audit-2026/bring/")
    page.get_by_role("button", name="Bring the answers in").click()
    expect(page.get_by_role("link", name="Select the file")).to_be_visible()
    sound(page, "bring-refused")
    page.get_by_label("File of signed answers").set_input_files(file)
    page.get_by_role("button", name="Bring the answers in").click()
    expect(page.get_by_text("brought in")).to_be_visible()
    sound(page, "brought")
