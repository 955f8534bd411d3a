"""How a page is looked at in a browser: is it accessible, and does it fit?"""

import os
from collections.abc import Iterable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what is in order would be handed over too, element by element
}


def accessible(page: Page) -> list[str]:
    page.wait_for_load_state()
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]


def within_its_frame(page: Page) -> list[str]:
    page.wait_for_load_state()  # after a click the address is new and there may be no element yet
    wide, frame = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return [f"{wide} px wide in a frame of {frame} px"] if wide > frame else []


def at_two_widths(
    page: Page, paths: Iterable[str], *, name: str, missing: Iterable[str] = ()
) -> list[tuple[str, int, str]]:
    """What is wrong with each. `missing`: those that do not exist, and say so. SHOTS names a folder for pictures."""
    wrong, not_there = [], set(missing)
    for number, path in enumerate(paths):
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == (404 if path in not_there else 200), path
            wrong += [(path, width, problem) for problem in within_its_frame(page) + accessible(page)]
            if shots := os.environ.get("SHOTS"):
                page.screenshot(path=str(Path(shots) / f"{name}-{number:02}-{width}.png"), full_page=True)
    return wrong
