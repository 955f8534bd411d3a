"""Boards of planned actions, reminders of a partnership, and the grid of results: accessible, within 320 pixels, and read
without scripts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from scrutiny.returns.audit_payload import ReleasedAction
from tests import audit_results_world
from tests.browser.conftest import running_site
from tests.browser.looking import at_two_widths
from tests.integration.audit.test_area_reminders import order
from tests.integration.challenge.actions_planned import TODAY, close, planned_round
from tests.integration.challenge.panel import LOCAL
from tests.integration.challenge.test_released_board import action_id
from tests.worlds import World

pytestmark = pytest.mark.browser

AREA = "/area/berrydale/audits/audit-2026"
PAGES = {
    "manager@berrydale": [
        f"{AREA}/actions/", f"{AREA}/actions/?state=overdue", f"{AREA}/actions/?state=done", f"{AREA}/reminders/",
        f"{AREA}/", "/audits/",
    ],
    "manager@applefordshire": ["/area/applefordshire/audits/audit-2026/reminders/"],
    "coordinator": [
        "/audits/audit-2026/actions/", "/audits/audit-2026/actions/?area=berrydale", "/audits/", "/audits/audit-2026/",
        "/audits/round-with-returns/results/", "/audits/round-with-returns/actions/", "/returns/?kind=section-11",
        "/returns/{signed}/",
    ],
    "lead@berrydale-hospital": ["/area/berrydale/agency/berrydale-hospital/actions/"],
}  # fmt: skip
NAMES: dict[str, str] = {}


def fill() -> None:
    panel = planned_round()
    order(panel.round)
    close(panel.round)
    panel.release(LOCAL, actions=[action_id(panel, LOCAL, "Tell the board")])
    NAMES["signed"] = str(panel.approve(panel.prepare()).pk)
    round_ = audit_results_world.a_round("round-with-returns")
    for slug in ("applefordshire", "berrydale", "cobblewick"):
        first, *others = audit_results_world.agencies_of(slug)
        action = ReleasedAction(
            "1", first.grades[0].statement, "Train everybody", "Head of HR", TODAY.isoformat(), "open"
        )
        audit_results_world.lodge_audit(
            round_, World().partnership(slug), [replace(first, actions=(action,)), *others]
        )  # fmt: skip


@pytest.fixture(scope="module")
def site(chromium: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    with running_site(django_db_blocker, {}, fill=fill) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("who", PAGES)
def test_every_page_at_two_widths(open_as: Callable[..., BrowserContext], site: str, who: str) -> None:
    paths = [pattern.format(**NAMES) for pattern in PAGES[who]]
    assert at_two_widths(open_as(who).new_page(), paths, name=f"{who}") == []


def test_the_board_is_chosen_from_without_scripts_and_by_keyboard(
    open_as: Callable[..., BrowserContext], site: str
) -> None:
    page = open_as("manager@berrydale", java_script_enabled=False).new_page()
    page.goto(f"{AREA}/actions/")
    expect(page.get_by_role("row")).to_have_count(5)
    page.get_by_label("How far").select_option(label="Overdue")
    page.get_by_role("button", name="Show").press("Enter")
    expect(page.get_by_role("row")).to_have_count(3)
    page.get_by_role("link", name="Tell the board").press("Enter")
    expect(page.get_by_role("heading", name="Berrydale Hospital", level=1)).to_be_visible()


def test_a_wide_table_scrolls_in_a_place_that_the_keyboard_reaches(
    open_as: Callable[..., BrowserContext], site: str
) -> None:
    page = open_as("coordinator", viewport={"width": 320, "height": 640}).new_page()
    page.goto("/audits/round-with-returns/results/")
    grid = page.get_by_role("region", name="Full edition: standards by area")
    assert grid.evaluate("each => each.scrollWidth > each.clientWidth")
    grid.focus()
    page.keyboard.press("ArrowRight")
    expect(grid).to_be_focused()
    page.wait_for_function("each => each.scrollLeft > 0", arg=grid.element_handle())
