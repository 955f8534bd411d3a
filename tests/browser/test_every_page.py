"""Every page that a link leads to, for each role: accessible, within its frame, and quiet on the console."""

import re
from collections.abc import Callable
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.looking import accessible, within_its_frame

pytestmark = pytest.mark.browser

ROLES = ["coordinator", "member", "manager@berrydale", "data-officer@berrydale", "approver@berrydale"]
MOST_OF_A_KIND = 2
"""Pages that differ in their identifiers alone: so many of each are enough."""
ALL_OF = {"/reports/*/", "/reports/*/decide/", "/area/berrydale/reports/*/"}
"""But an issue looks different in each of its states."""
STARTS = ("/", "/compare/?indicator=referrals-rate&indicator=re-referrals", "/views/")
FOR_READERS = {
    "/areas/*/", "/compare/", "/frameworks/", "/frameworks/*/*/*/", "/frameworks/*/*/*/changes/",
    "/frameworks/*/*/*/statements/*/", "/indicators/*/", "/published/", "/published/*/", "/reports/",
    "/reports/*/", "/themes/", "/themes/*/", "/topics/*/", "/views/", "/views/save/",
}  # fmt: skip
FOR_COORDINATORS = {
    "/frameworks/drafts/*/", "/frameworks/drafts/*/preview/", "/frameworks/drafts/*/changes/",
    "/frameworks/drafts/*/statements/*/", "/frameworks/drafts/*/publish/", "/reports/*/commentary/summary/",
    "/reports/*/decide/", "/reports/*/publish/", "/reports/agreements/", "/reports/agreements/*/end/",
    "/reports/agreements/record/", "/reports/prepare/",
}  # fmt: skip
FOR_REPLIERS = {
    "/area/berrydale/reports/",
    "/area/berrydale/reports/*/",
    "/area/berrydale/reports/*/summary/",
}
MUST_SEE = {
    "coordinator": FOR_READERS | FOR_COORDINATORS,
    "member": FOR_READERS | {"/views/*/rename/", "/views/*/remove/"},
    "manager@berrydale": FOR_READERS | FOR_REPLIERS | {"/area/berrydale/agreements/"},
    "data-officer@berrydale": FOR_READERS,
    "approver@berrydale": FOR_READERS | FOR_REPLIERS,
}
"""Kinds of page that the crawl has to reach, so that no link to them is lost."""


@pytest.fixture(scope="module")
def site(full_site: str) -> str:
    return full_site


ONE_OF_MANY = {"areas", "indicators", "themes", "topics"}


def kind(path: str) -> str:
    """The path with identifiers and areas taken out, so that /figures/<any>/ is visited a few times, not hundreds."""
    steps = urlsplit(path).path.split("/")
    return "/".join("*" if is_name(step, i, steps) else step for i, step in enumerate(steps))


def is_name(step: str, i: int, steps: list[str]) -> bool:
    """Whether the step names one of many: an identifier, an area, an edition."""
    if len(step) > 24:
        return True
    of_edition = steps[1] == "frameworks" and i in {2, 3, 4} and "drafts" not in steps
    of_many = i > 1 and (steps[1] in ONE_OF_MANY or steps[i - 1] in {"statements", "standards"})
    return bool(step) and (of_edition or of_many)


def links_on(page: Page) -> list[str]:
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    host = urlsplit(page.url).netloc
    return [urldefrag(link)[0] for link in links if urlsplit(link).netloc == host]


def is_page(link: str) -> bool:
    """Whether the link leads to a page, not to a file to keep or to what programs read."""
    address = urlsplit(link)
    return (
        "." not in address.path.split("/")[-1]
        and "format=csv" not in address.query
        and "/download" not in address.path
        and "/template" not in address.path
        and not address.path.startswith("/api/")
    )


def visit_all(
    context: BrowserContext,
    check: Callable[[Page], list[str]],
    starts: tuple[str, ...] = STARTS,
    most: int = MOST_OF_A_KIND,
) -> tuple[dict[str, int], list[str]]:
    """Follow links from the first pages. Returns how many pages of each kind were seen, and what was wrong with them."""
    page = context.new_page()
    problems: list[str] = []
    noise: list[str] = []
    page.on(
        "console",
        lambda message: noise.append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: noise.append(str(error)))
    waiting, seen = list(starts), set()
    kinds: dict[str, int] = {}
    while waiting:
        link = waiting.pop(0)
        key = link.split("://")[-1]
        its_kind = kind(link)
        if key in seen or (kinds.get(its_kind, 0) >= most and its_kind not in ALL_OF):
            continue
        seen.add(key)
        kinds[its_kind] = kinds.get(its_kind, 0) + 1
        response = page.goto(link)
        if response is None or response.status != 200:
            problems.append(f"{link}: answered {response.status if response else 'nothing'}")
            continue
        problems += [f"{link}: {problem}" for problem in check(page)]
        problems += [f"{link}: on the console: {text}" for text in noise]
        noise.clear()
        waiting += [found for found in links_on(page) if is_page(found)]
    return kinds, problems


@pytest.mark.parametrize("who", ROLES)
def test_every_page_is_accessible(who: str, open_as: Callable[..., BrowserContext]) -> None:
    kinds, problems = visit_all(open_as(who, viewport={"width": 1280, "height": 900}), accessible)
    assert problems == []
    assert MUST_SEE[who] - set(kinds) == set()


@pytest.mark.parametrize("who", ["coordinator", "data-officer@berrydale"])
def test_every_page_fits_a_phone(who: str, open_as: Callable[..., BrowserContext]) -> None:
    """At 320 px, and without JavaScript: nothing is cut off and nothing needs scrolling sideways."""
    context = open_as(who, viewport={"width": 320, "height": 640})
    kinds, problems = visit_all(context, lambda page: within_its_frame(page) + accessible(page))
    assert problems == []
    assert MUST_SEE[who] - set(kinds) == set()


@pytest.mark.parametrize("width", [1280, 320])
def test_what_everybody_may_read_is_accessible_and_fits(
    width: int, open_as: Callable[..., BrowserContext]
) -> None:
    """Without signing in: every link leads to a page that is open too."""
    context = open_as(None, viewport={"width": width, "height": 800})
    kinds, problems = visit_all(
        context, lambda page: within_its_frame(page) + accessible(page), ("/published/",)
    )
    assert problems == []
    assert kinds["/published/*/"] == 1  # what is under embargo or open is not among them


def test_the_sign_in_page_is_accessible(open_as: Callable[..., BrowserContext]) -> None:
    page = open_as(None).new_page()
    page.goto("/")
    assert page.url.endswith("/accounts/login/?next=/")
    assert accessible(page) == []
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_title(re.compile(r"^Error: "))  # waits for the page to come
    assert accessible(page) == []
