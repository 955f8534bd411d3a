"""Signing in where a second factor is required: with an app, with a passkey, and what each page looks like on the way."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import running_site
from tests.browser.looking import accessible, within_its_frame
from tests.oracles.openid_provider import running
from tests.oracles.second_factor import code_for
from tests.worlds import address

pytestmark = pytest.mark.browser

PASSWORD = "demonstration only"
PICTURES = os.environ.get("PICTURES")
"""A folder to leave a picture of every page in, for people to look at."""


class Visitor:
    """A browser that finds fault with every page it sees: at two widths, and on the console."""

    def __init__(self, browser: Browser, site: str, **options: bool) -> None:
        self.context = browser.new_context(base_url=site, **options)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.seen: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _hear(self, message: object) -> None:
        if message.type in {"error", "warning"}:  # type: ignore[attr-defined]
            self.faults.append(message.text)  # type: ignore[attr-defined]

    def look(self, name: str) -> Page:
        for width in (1280, 320):
            self.page.set_viewport_size({"width": width, "height": 900})
            if PICTURES:
                self.page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
            self.faults += [
                f"{name}: {fault}" for fault in accessible(self.page) + within_its_frame(self.page)
            ]
        self.seen.append(name)
        return self.page

    def type_password(self, who: str) -> None:
        self.page.goto("/accounts/login/")
        self.page.get_by_label("Email").fill(address(who))
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()

    def add_authenticator(self) -> None:
        session = self.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable")
        session.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )


@pytest.fixture
def visitor(browser: Browser, strict_site: str) -> Iterator[Visitor]:
    visitor = Visitor(browser, strict_site)
    yield visitor
    visitor.context.close()
    assert visitor.faults == []


@pytest.fixture
def plain(browser: Browser, strict_site: str) -> Iterator[Visitor]:
    visitor = Visitor(browser, strict_site, java_script_enabled=False)
    yield visitor
    visitor.context.close()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_with_an_app_and_with_a_passkey(visitor: Visitor) -> None:
    page = visitor.page
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_visible()
    visitor.look("login")
    visitor.type_password("coordinator")
    heading(page, "Your second factor")
    visitor.look("second-factor-required")
    page.goto("/")
    heading(page, "Your second factor")

    page.get_by_role("button", name="Set up an app").click()
    key = re.sub(r"\s", "", page.locator("strong.app-fingerprint").inner_text())
    visitor.look("app")
    page.get_by_label("Code from the app").fill("123")
    page.get_by_role("button", name="Set up").click()
    expect(page).to_have_title(re.compile("^Error: "))
    visitor.look("app-wrong-code")
    page.get_by_label("Code from the app").fill(code_for(key))
    page.get_by_role("button", name="Set up").click()
    heading(page, "Recovery codes")
    visitor.look("recovery-codes")
    page.get_by_role("button", name="I have kept them").click()
    heading(page, "Your account")
    visitor.look("account")
    page.goto("/accounts/sessions/")
    visitor.look("sessions")
    page.goto("/accounts/password/change/")
    visitor.look("password")
    page.goto("/accounts/second-factor/recovery-codes/new/")
    visitor.look("new-recovery-codes")

    visitor.add_authenticator()
    page.goto("/accounts/second-factor/passkeys/add/")
    visitor.look("passkey")
    page.get_by_label("Name").fill("Work laptop")
    page.get_by_role("button", name="Add the passkey").click()
    heading(page, "Your second factor")
    expect(page.get_by_text("Work laptop")).to_be_visible()
    visitor.look("second-factor")
    for name in ("passkeys", "app/remove"):
        page.goto(f"/accounts/second-factor/{name}/")
        visitor.look(name.replace("/", "-"))

    for way in ("passkey", "code"):
        page.goto(f"/accounts/reauthenticate/{way}/?next=/accounts/")
        visitor.look(f"confirm-{way}")
    page.goto("/accounts/reauthenticate/?next=/accounts/")
    visitor.look("confirm")
    page.goto("/accounts/reauthenticate/passkey/?next=/accounts/sessions/")
    page.get_by_role("button", name="Use a passkey").click()
    heading(page, "Where you are signed in")

    page.get_by_role("button", name="Sign out").first.click()
    page.goto("/accounts/login/?next=/reports/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/reports/")
    page.get_by_role("button", name="Sign out").first.click()
    visitor.type_password("coordinator")
    heading(page, "Now show your second factor")
    visitor.look("second-step")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    assert len(visitor.seen) > 15


def test_without_javascript(plain: Visitor) -> None:
    """An app does; a passkey is not offered."""
    page = plain.page
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    plain.type_password("analyst")
    page.get_by_role("button", name="Set up an app").click()
    key = re.sub(r"\s", "", page.locator("strong.app-fingerprint").inner_text())
    page.get_by_label("Code from the app").fill(code_for(key))
    page.get_by_role("button", name="Set up").click()
    heading(page, "Recovery codes")
    page.get_by_role("button", name="Sign out").first.click()
    plain.type_password("analyst")
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
    page.get_by_label("Code").fill(code_for(key, step=1))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


@pytest.fixture
def guest(
    browser: Browser, django_db_setup: None, django_db_blocker: Any, tmp_path: Path
) -> Iterator[Visitor]:
    """A visitor of a demonstration that offers single sign-on."""
    file = tmp_path / "providers.yaml"
    with running() as provider:
        file.write_text(
            f"providers: [{{id: county, name: The county, issuer: '{provider.address}', "
            "client_id: scrutiny, client_secret: kept}]"
        )
        with running_site(django_db_blocker, {"OIDC_PROVIDERS": str(file)}) as port:
            visitor = Visitor(browser, f"http://localhost:{port}")
            yield visitor
            visitor.context.close()


def test_through_a_provider(guest: Visitor) -> None:
    """Our policy lets the journey there and back pass, and each page on the way can be read."""
    page = guest.page
    page.goto("/accounts/login/")
    guest.look("login-single-sign-on")
    page.get_by_role("button", name="Sign in with The county").click()
    heading(page, "You have not been invited")
    assert len(guest.faults) == 1  # the browser notes a status of 403
    guest.look("not-invited")
    guest.type_password("coordinator")
    page.goto("/accounts/")
    guest.look("account-not-connected")
    page.get_by_role("button", name="Connect The county").click()
    expect(page.get_by_role("link", name="Disconnect The county")).to_be_visible()
    guest.look("account-connected")
    page.goto("/accounts/reauthenticate/single-sign-on/")
    guest.look("confirm-single-sign-on")
    page.get_by_role("button", name="Sign out").first.click()
    page.goto("/accounts/login/?next=/reports/")
    page.get_by_role("button", name="Sign in with The county").click()
    page.wait_for_url("**/reports/")
    page.goto("/accounts/")
    page.get_by_role("link", name="Disconnect The county").click()
    heading(page, "Confirm that it is you")  # the provider did not say when it last asked
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    heading(page, "Disconnect The county")
    guest.look("disconnect")
    page.get_by_role("button", name="Disconnect").click()
    expect(page.get_by_role("button", name="Connect The county")).to_be_visible()
    assert guest.faults[1:] == []
