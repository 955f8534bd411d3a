"""An agency answers a whole section: saved by itself as it is written, without JavaScript, and by keyboard alone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import audit
from tests.browser.conftest import running_site
from tests.browser.looking import accessible, within_its_frame

pytestmark = pytest.mark.browser

AGENCIES = {
    "threeshires-police": "/agency/threeshires-police/",
    "berrydale-hospital": "/area/berrydale/agency/berrydale-hospital/",
}
ROUND = "rounds/audit-2026/"
SHORT, AREAS = "speaking-up", "working-together-locally"


def fill() -> None:
    """Every agency has a section with answers: so there is something to look at, and most of it still to answer."""
    round_ = audit.a_round()
    for agency in AGENCIES:
        audit.answer(agency, round_, only=2)


@pytest.fixture(scope="module")
def site(chromium: str, django_db_setup: None, django_db_blocker: Any, reported: Any) -> Any:
    with running_site(django_db_blocker, {"CSP_REPORT_URI": reported.address}, fill=fill) as port:
        yield f"http://127.0.0.1:{port}"


def sound(page: Page) -> None:
    page.wait_for_load_state()
    assert accessible(page) + within_its_frame(page) == [], page.url


def noise_of(page: Page) -> list[str]:
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def questions_on(page: Page) -> list[str]:
    return page.eval_on_selector_all(".app-question", "all => all.map(each => each.id.slice(2))")


def grade(page: Page, name: str, value: str = "in-place") -> Any:
    return page.locator(f'input[name="{name}-grade"][value="{value}"]')


def text(page: Page, name: str) -> Any:
    return page.locator(f'textarea[name="{name}-narrative"]')


def saved(page: Page, name: str) -> Any:
    return page.locator(f"#saved-{name}")


def stands(page: Page, names: list[str], words: str) -> None:
    """Everything is there after the page was loaded anew."""
    page.reload()
    for name in names:
        expect(grade(page, name)).to_be_checked()
        expect(text(page, name)).to_have_value(f"{words} {name}")
    expect(page.locator("#progress")).to_have_text(
        f"{len(names)} of {len(names)} answered. This section is complete."
    )


@pytest.mark.parametrize(
    ("agency", "section"), [("threeshires-police", AREAS), ("berrydale-hospital", SHORT)]
)
def test_what_is_written_saves_itself(
    open_as: Callable[..., BrowserContext], agency: str, section: str, reported: Any
) -> None:
    page = open_as(f"contributor@{agency}", viewport={"width": 1280, "height": 900}).new_page()
    noise, before = noise_of(page), len(reported.seen)
    page.goto(f"{AGENCIES[agency]}{ROUND}sections/{section}/")
    sound(page)
    names = questions_on(page)
    assert len(names) > 3
    for name in names:
        grade(page, name).check()
        expect(saved(page, name)).to_contain_text("Saved at")
        text(page, name).fill(f"By itself {name}")
        text(page, name).blur()
        expect(page.locator(f'input[name="{name}-seen"]')).to_have_value("2")
        expect(page.locator(f"#state-{name}")).to_contain_text("Answered")
    stands(page, names, "By itself")
    sound(page)
    assert noise == []
    assert len(reported.seen) == before


def test_typing_alone_is_saved_after_a_moment(open_as: Callable[..., BrowserContext]) -> None:
    page = open_as("lead@threeshires-police").new_page()
    page.goto(f"{AGENCIES['threeshires-police']}{ROUND}sections/escalation/")
    name = questions_on(page)[0]
    text(page, name).press_sequentially("Typed and left open.")
    expect(saved(page, name)).to_contain_text("Saved at")
    assert text(page, name).input_value() == "Typed and left open."


@pytest.mark.parametrize(
    ("agency", "section"), [("threeshires-police", SHORT), ("berrydale-hospital", AREAS)]
)
def test_without_javascript_one_save_keeps_a_whole_section(
    open_as: Callable[..., BrowserContext], agency: str, section: str
) -> None:
    context = open_as(f"lead@{agency}", viewport={"width": 320, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    address = f"{AGENCIES[agency]}{ROUND}sections/{section}/"
    page.goto(address)
    names = [
        (each.get_attribute("id") or "").removeprefix("q-") for each in page.locator(".app-question").all()
    ]
    for name in names:
        grade(page, name).check()
        text(page, name).fill(f"Plainly {name}")
    page.locator(f'button[name="save"][value="{names[1]}"]').click()
    expect(page.get_by_text(f"{len(names)} answers.")).to_be_visible()
    for name in names:
        expect(grade(page, name)).to_be_checked()
        expect(text(page, name)).to_have_value(f"Plainly {name}")
    page.get_by_role("button", name="Save and continue").click()
    expect(page).not_to_have_url(address)


def test_a_section_is_answered_by_keyboard_alone(open_as: Callable[..., BrowserContext]) -> None:
    page = open_as("contributor@berrydale-hospital", viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{AGENCIES['berrydale-hospital']}{ROUND}sections/escalation/")
    names = questions_on(page)
    answered: set[str] = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        field = page.evaluate("document.activeElement.name || ''")
        if field.endswith("-grade") and field not in answered:
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("ArrowDown")
            answered.add(field)
        elif field.endswith("-narrative") and field not in answered:
            page.keyboard.type(f"By keyboard {field.removesuffix('-narrative')}")
            answered.add(field)
        elif field == "on":
            page.keyboard.press("Enter")
            break
    assert len(answered) == 2 * len(names)
    page.wait_for_url("**/sections/information-sharing/")
    page.goto(f"{AGENCIES['berrydale-hospital']}{ROUND}sections/escalation/")
    stands(page, names, "By keyboard")


@pytest.mark.parametrize("script", [True, False])
def test_a_conflict_is_told_and_both_texts_stand_side_by_side(
    open_as: Callable[..., BrowserContext], script: bool
) -> None:
    agency, section = "threeshires-police", "senior-lead" if script else "designated-practitioners"
    address = f"{AGENCIES[agency]}{ROUND}sections/{section}/"
    mine = open_as(f"contributor@{agency}", java_script_enabled=script).new_page()
    theirs = open_as(f"lead@{agency}").new_page()
    mine.goto(address)
    theirs.goto(address)
    name = questions_on(theirs)[0]
    text(theirs, name).fill("What the lead wrote.")
    text(theirs, name).blur()
    expect(saved(theirs, name)).to_contain_text("Saved at")
    text(mine, name).fill("What the contributor wrote.")
    if script:
        text(mine, name).blur()
        expect(saved(mine, name)).to_contain_text("Not saved.")
        expect(text(mine, name)).to_have_value("What the contributor wrote.")
        sound(mine)
        mine.get_by_role("link", name="Compare them and choose").click()
    else:
        mine.locator(f'button[name="save"][value="{name}"]').click()
    expect(mine.get_by_role("heading", name="Somebody else changed this answer")).to_be_visible()
    sides = mine.locator(".app-side")
    expect(sides.nth(0)).to_contain_text("What the lead wrote.")
    expect(sides.nth(1)).to_contain_text("What the contributor wrote.")
    if script:
        sound(mine)
    mine.get_by_label("Mine, in place of theirs").check()
    mine.get_by_role("button", name="Keep this answer").click()
    expect(text(mine, name)).to_have_value("What the contributor wrote.")


def test_whoever_is_signed_out_is_told_and_keeps_the_text(open_as: Callable[..., BrowserContext]) -> None:
    context = open_as("contributor@threeshires-police")
    page = context.new_page()
    page.goto(f"{AGENCIES['threeshires-police']}{ROUND}sections/safer-recruitment/")
    name = questions_on(page)[0]
    context.clear_cookies()
    text(page, name).fill("Typed after the session ended.")
    text(page, name).blur()
    expect(saved(page, name)).to_contain_text("Not saved.")
    expect(text(page, name)).to_have_value("Typed after the session ended.")


def test_where_no_answer_comes_it_does_not_say_saved(open_as: Callable[..., BrowserContext]) -> None:
    context = open_as("contributor@threeshires-police")
    page = context.new_page()
    page.goto(f"{AGENCIES['threeshires-police']}{ROUND}sections/reviewing-practice/")
    name = questions_on(page)[0]
    grade(page, name).check()
    expect(saved(page, name)).to_contain_text("Saved at")
    context.route("**/save/", lambda route: route.abort())
    grade(page, name, "partly").check()
    expect(page.locator(f"#saved-{name} .app-saved__now")).to_be_hidden()
    expect(page.locator(f"#saved-{name} .app-saved__doing")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("agency", AGENCIES)
def test_every_page_of_a_desk_is_accessible(
    open_as: Callable[..., BrowserContext], agency: str, width: int
) -> None:
    page = open_as(f"lead@{agency}", viewport={"width": width, "height": 800}).new_page()
    noise, home = noise_of(page), AGENCIES[agency]
    question = "accountability-line-drawn"
    for rest in (
        "",
        ROUND,
        f"{ROUND}check/",
        f"{ROUND}sections/accountability/",
        f"{ROUND}sections/accountability/give/",
        f"{ROUND}sections/accountability/hand-in/",
        f"{ROUND}sections/accountability/return/",
        f"{ROUND}questions/{question}/",
    ):
        page.goto(home + rest)
        sound(page)
    assert noise == []
