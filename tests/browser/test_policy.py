"""The policy of content: no page breaks it, for any of the roles; and one that did would be seen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import BrowserContext, Page

from accounts.roles import ROLES
from tests.browser.conftest import Reports
from tests.browser.test_every_page import STARTS, visit_all

pytestmark = pytest.mark.browser

LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", event =>
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
PEOPLE = {
    "coordinator": "coordinator", "analyst": "analyst", "member": "member", "workstream_lead": "workstream-lead",
    "peer_reviewer": "peer-reviewer", "scrutineer": "scrutineer", "auditor": "auditor",
    "partnership_manager": "manager@berrydale", "data_officer": "data-officer@berrydale",
    "approver": "approver@berrydale", "partnership_reader": "reader@berrydale",
    "panel_member": "panel@berrydale", "moderator": "moderator@berrydale",
    "agency_lead": "lead@threeshires-icb", "agency_contributor": "contributor@threeshires-icb",
}  # fmt: skip
WITHOUT_A_HOME = {"auditor", "agency_lead", "agency_contributor"}
"""Their roles open none of the region's pages: they begin where everybody may."""
OPEN = (
    "/accounts/", "/accounts/second-factor/app/add/", "/accounts/second-factor/passkeys/add/", "/how-this-works/",
    "/design-system/", "/api/v1/docs/", "/published/",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(full_site: str) -> str:
    return full_site


def refused(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.refused")
    return found


def test_every_role_is_tried() -> None:
    assert set(PEOPLE) == set(ROLES)


@pytest.mark.parametrize("role", PEOPLE)
def test_no_page_breaks_the_policy(
    role: str, open_as: Callable[..., BrowserContext], reported: Reports
) -> None:
    reported.seen.clear()
    context = open_as(PEOPLE[role])
    context.add_init_script(LISTEN)
    starts = OPEN if role in WITHOUT_A_HOME else (*STARTS, *OPEN)
    kinds, problems = visit_all(context, refused, starts, most=1)
    if role in WITHOUT_A_HOME:  # links that every page has, to pages that are not theirs
        problems = [problem for problem in problems if "403" not in problem]
    assert problems == []
    assert reported.seen == []
    assert len(kinds) >= 6


PLANTED: dict[str, tuple[str, str]] = {
    "a script in the page": ("<script>window.ran = true</script>", "script-src"),
    "a script in an attribute": ('<img src="/none.svg" onerror="window.ran = true">', "script-src"),
    "a style in the page": ("<style>h1 { color: red }</style>", "style-src"),
    "a style in an attribute": ('<p style="color: red">red</p>', "style-src"),
    "a script from elsewhere": ('<script src="http://127.0.0.1:9/x.js"></script>', "script-src"),
    "a picture from elsewhere": ('<img src="http://127.0.0.1:9/x.png" alt="">', "img-src"),
    "a frame": ('<iframe src="/security/"></iframe>', "frame-src"),
    "another base": ('<base href="http://127.0.0.1:9/">', "base-uri"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_what_is_planted_in_a_page_is_refused_and_seen(
    planted: str, open_as: Callable[..., BrowserContext], reported: Reports, site: str
) -> None:
    """So that the test above cannot pass by not looking: both ways of looking see it, and it does not work."""
    markup, directive = PLANTED[planted]
    context = open_as(None)
    context.add_init_script(LISTEN)
    page = context.new_page()
    with planting(site, markup) as address:
        reported.seen.clear()
        page.goto(f"{address}/security/")
        for _ in range(50):
            if reported.seen:
                break
            page.wait_for_timeout(100)
    assert any(line.startswith(directive) for line in refused(page)), refused(page)
    assert any(directive in report for report in reported.seen)
    assert page.evaluate("window.ran") is None


@contextmanager
def planting(site: str, markup: str) -> Iterator[str]:
    """The site with one thing more in its page, as if a template held it: the site's own headers around it.

    Not by the browser's own interception, which sends no reports.
    """

    class Mirror(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with urlopen(f"{site}{self.path}") as answer:
                body, headers = answer.read(), answer.headers
            place = b"</head>" if "<base" in markup else b"<h1"
            body = body.replace(place, markup.encode() + place, 1)
            self.send_response(200)
            for name in ("Content-Type", "Content-Security-Policy"):
                self.send_header(name, headers[name])
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Mirror)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


WAYS = """
;window.caught = [];
for (const way of [
  () => { document.body.innerHTML = "<p>x</p>"; },
  () => document.write("x"),
  () => eval("1"),
  () => new Function("1"),
  () => document.createElement("script").setAttribute("src", "/x.js"),
  () => trustedTypes.createPolicy("mine", {}),
]) try { way(); window.caught.push("nothing"); } catch (error) { window.caught.push(error.name); }
"""


def test_text_never_becomes_markup_or_code(open_as: Callable[..., BrowserContext]) -> None:
    """Trusted types: the ways by which text becomes code are shut for our own script as well."""
    page = open_as(None).new_page()
    page.route("**/design-system.js", lambda route: route.fulfill(
        content_type="text/javascript", body=route.fetch().text() + WAYS
    ))  # fmt: skip
    page.goto("/security/")
    caught = page.evaluate("window.caught")
    assert len(caught) == 6
    assert "nothing" not in caught


def test_no_page_is_shown_in_a_frame(open_as: Callable[..., BrowserContext], site: str) -> None:
    """Clickjacking: another site's page around ours stays empty."""
    page = open_as("coordinator").new_page()
    page.route("http://other.test/", lambda route: route.fulfill(
        content_type="text/html", body=f'<iframe id="victim" src="{site}/reports/"></iframe>'
    ))  # fmt: skip
    page.goto("http://other.test/")
    page.wait_for_timeout(500)
    frame = next(frame for frame in page.frames if frame != page.main_frame)
    assert "Benchmark reports" not in frame.content()
