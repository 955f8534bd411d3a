"""A real site, signed in to the database as the site is, and a real browser in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests import databases
from tests.isolation.matrix.scene import Scene
from tests.settings import PREFIX
from tests.worlds import World, address

# Playwright keeps an event loop running in this thread; Django would take it for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=30_000)  # as long as clicks wait: a busy machine is slow, not wrong

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "demonstration only"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip(
            "no chromium on this machine: install it (apt-get install chromium) to run the browser tests"
        )
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


class Reports:
    """Where the browser sends what the policy of content refused, as it would to an operator's collector."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        reports = self

        class Collector(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                reports.seen.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture(scope="session")
def reported() -> Iterator[Reports]:
    reports = Reports()
    yield reports
    reports.server.shutdown()
    reports.server.server_close()


@pytest.fixture(scope="session")
def site(chromium: str, django_db_setup: None, django_db_blocker: Any, reported: "Reports") -> Iterator[str]:
    """The address of a running site on a database of its own."""
    with running_site(django_db_blocker, {"CSP_REPORT_URI": reported.address}) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def strict_site(chromium: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """One that asks for a second factor as a live service does. By its name: passkeys belong to names."""
    with running_site(django_db_blocker, {"REQUIRE_SECOND_FACTOR": "1"}) as port:
        yield f"http://localhost:{port}"


@pytest.fixture(scope="session")
def full_site(
    chromium: str, django_db_setup: None, django_db_blocker: Any, reported: "Reports"
) -> Iterator[str]:
    """One that holds something of every kind: issues in every state, agreements, a draft edition, a saved view."""
    with running_site(django_db_blocker, {"CSP_REPORT_URI": reported.address}, fill=_fill) as port:
        yield f"http://127.0.0.1:{port}"


def _fill() -> None:
    scene = Scene(World())
    scene.issue_reports()
    scene.draft_an_edition()
    scene.save_view()


def _nothing_more() -> None:
    """The world is enough."""


@contextmanager
def running_site(
    django_db_blocker: Any, settings_of_its_own: dict[str, str], fill: Callable[[], None] = _nothing_more
) -> Iterator[int]:
    with django_db_blocker.unblock():
        name = databases.clone()
        with databases.filling(name):
            fill()
        environment = _environment(name) | settings_of_its_own
    port = _free_port()
    manage = [sys.executable, str(ROOT / "manage.py")]
    with (
        TemporaryFile() as log
    ):  # not a pipe, which fills while nobody reads it, and then the site stands still
        server = subprocess.Popen(
            [*manage, "runserver", "--noreload", f"127.0.0.1:{port}"],
            env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=log,
        )  # fmt: skip
        try:
            _wait_for(f"http://127.0.0.1:{port}/livez", server, log)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=20)
            with django_db_blocker.unblock():
                databases.drop(name)


@pytest.fixture
def open_as(browser: Browser, site: str) -> Iterator[Callable[..., BrowserContext]]:
    """open_as("coordinator"): a fresh browser profile, signed in through the sign-in page."""
    opened: list[BrowserContext] = []

    def sign_in(who: str | None, **options: Any) -> BrowserContext:
        context = browser.new_context(base_url=site, **options)
        opened.append(context)
        if who is not None:
            page = context.new_page()
            page.goto("/accounts/login/")
            page.get_by_label("Email").fill(address(who))
            page.get_by_label("Password", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.wait_for_url(lambda url: "/accounts/login/" not in url)
            page.close()
        return context

    yield sign_in
    for context in opened:
        context.close()


def _environment(name: str) -> dict[str, str]:
    parameters = connection.get_connection_params()
    host, port = quote(str(parameters.get("host") or "localhost"), safe=""), parameters.get("port") or 5432
    return {
        **os.environ,
        "DATABASE_URL": f"postgresql://nobody@{host}:{port}/{name}",
        "DATABASE_LOGIN": "web",
        "DATABASE_ROLE_PREFIX": PREFIX,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "MODE": "demonstration",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: IO[bytes]) -> None:
    for _ in range(1200):
        if server.poll() is not None:
            log.seek(0)
            raise RuntimeError(f"the site did not start: {log.read().decode()[-2000:]}")
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the site did not answer within two minutes")
