"""Every page that a link leads to, for each role: accessible, within its frame, and quiet on the console."""

import re
from collections.abc import Callable
from urllib.parse import urldefrag, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
ROLES = ["coordinator", "member", "data-officer@berrydale", "approver@berrydale"]
MOST_OF_A_KIND = 2
"""Pages that differ in their identifiers alone: so many of each are enough."""


def kind(path: str) -> str:
    """The path with identifiers and areas taken out, so that /figures/<any>/ is visited a few times, not hundreds."""
    steps = urlsplit(path).path.split("/")
    return "/".join(
        "*"
        if len(step) > 24 or (i > 1 and (steps[1] in {"areas", "indicators"} or steps[i - 1] == "statements"))
        else step
        for i, step in enumerate(steps)
    )


def links_on(page: Page) -> list[str]:
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    host = urlsplit(page.url).netloc
    return [urldefrag(link)[0] for link in links if urlsplit(link).netloc == host]


def is_page(link: str) -> bool:
    path = urlsplit(link)
    return (
        not path.path.endswith((".pdf", ".csv", ".html", ".json"))
        and "format=csv" not in path.query
        and (
            "/download" not in path.path
            and "/template" not in path.path
            and not path.path.startswith("/api/")
        )
    )


def visit_all(
    context: BrowserContext,
    check: Callable[[Page], list[str]],
    starts: tuple[str, ...] = ("/",),
    most: int = MOST_OF_A_KIND,
) -> tuple[int, list[str]]:
    """Follow links from the first pages. Returns how many pages were seen, and what was wrong with them."""
    page = context.new_page()
    problems: list[str] = []
    noise: list[str] = []
    page.on(
        "console",
        lambda message: noise.append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: noise.append(str(error)))
    waiting, seen, kinds = list(starts), set(), {}
    while waiting:
        link = waiting.pop(0)
        key = link.split("://")[-1]
        if key in seen or kinds.get(kind(link), 0) >= most:
            continue
        seen.add(key)
        kinds[kind(link)] = kinds.get(kind(link), 0) + 1
        response = page.goto(link)
        if response is None or response.status != 200:
            problems.append(f"{link}: answered {response.status if response else 'nothing'}")
            continue
        problems += [f"{link}: {problem}" for problem in check(page)]
        problems += [f"{link}: on the console: {text}" for text in noise]
        noise.clear()
        waiting += [found for found in links_on(page) if is_page(found)]
    return len(seen), problems


def accessible(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]


def within_its_frame(page: Page) -> list[str]:
    wide, frame = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return [f"{wide} px wide in a frame of {frame} px"] if wide > frame else []


@pytest.mark.parametrize("who", ROLES)
def test_every_page_is_accessible(who: str, open_as: Callable[..., BrowserContext]) -> None:
    seen, problems = visit_all(open_as(who, viewport={"width": 1280, "height": 900}), accessible)
    assert problems == []
    assert seen >= 12


@pytest.mark.parametrize("who", ["coordinator", "data-officer@berrydale"])
def test_every_page_fits_a_phone(who: str, open_as: Callable[..., BrowserContext]) -> None:
    """At 320 px, and without JavaScript: nothing is cut off and nothing needs scrolling sideways."""
    context = open_as(who, viewport={"width": 320, "height": 640})
    seen, problems = visit_all(context, lambda page: within_its_frame(page) + accessible(page))
    assert problems == []
    assert seen >= 12


def test_the_sign_in_page_is_accessible(open_as: Callable[..., BrowserContext]) -> None:
    page = open_as(None).new_page()
    page.goto("/")
    assert page.url.endswith("/accounts/login/?next=/")
    assert accessible(page) == []
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_title(re.compile(r"^Error: "))  # waits for the page to come
    assert accessible(page) == []
