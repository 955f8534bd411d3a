"""Every address of the site in every kind of answer: headers, files, forged forms. The addresses are the matrix's."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from benchmarking.reports.models import Step
from partnerships.actions import issue_api_key
from partnerships.models import Organisation
from tests.integration.edge.answers import faults_of
from tests.isolation.matrix.address import Address
from tests.isolation.matrix.addresses import ADDRESSES
from tests.isolation.matrix.scene import Scene
from tests.isolation.matrix.viewers import EXISTING
from tests.isolation.test_who_sees_what import url_of
from tests.signing_in import signed_in
from tests.worlds import World

FILE_NAME = re.compile(r'attachment; filename="[A-Za-z0-9][A-Za-z0-9._-]{0,99}"')
PLAIN = {"/livez", "/.well-known/security.txt"}
"""Text for machines, shown and not saved."""


def a_viewer(address: Address) -> str:
    """Somebody whom the address lets in."""
    return next((who for who in EXISTING if who in address.lets_in), "coordinator")


@pytest.fixture
def scene(region: World) -> Scene:
    made = Scene(region)
    made.make_everything()
    return made


class Visitors:
    """One browser for each person, made when it is first wanted."""

    def __init__(self, world: World) -> None:
        self.world, self.known = world, dict[str, Client]()
        police = Organisation.objects.get(slug="threeshires-police")
        key = issue_api_key(name="test", organisation=police, days=3, by=None)
        self.caller = Client(headers={"authorization": f"Api-Key {key}"})

    def of(self, address: Address) -> Client:
        if address.api:
            return self.caller
        who = a_viewer(address)
        if who not in self.known:
            self.known[who] = signed_in(self.world.person(EXISTING[who]))
        return self.known[who]


def ask(client: Client, method: str, url: str, **sent: Any) -> Any:
    """The answer. Whatever it did is undone."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = getattr(client, method)(url, **sent)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def every_answer(scene: Scene) -> Iterator[Any]:
    """Of each address: what is there, what is not there, for who may and for who is unknown; and a wrong method."""
    visitors, stranger = Visitors(scene.world), Client()
    yield ask(signed_in(scene.world.person("lead@threeshires-icb")), "get", "/returns/")
    for pattern, address in ADDRESSES.items():
        for at in (*address.at, *address.missing[:1]):
            url = url_of(pattern, address, at, scene.names)
            yield ask(visitors.of(address), "get", url)
            yield ask(stranger, "get", url)
        yield ask(visitors.of(address), "delete", url)
        yield ask(stranger, "post", url)


def test_every_answer_of_every_address_carries_the_headers(scene: Scene) -> None:
    cache.clear()
    seen: set[tuple[int, str]] = set()
    wrong = {}
    for response in every_answer(scene):
        request = response.request
        seen.add((response.status_code, response.get("Content-Type", "").partition(";")[0]))
        if faults := faults_of(response):
            wrong[request["REQUEST_METHOD"], request["PATH_INFO"], response.status_code] = faults
    assert wrong == {}
    kinds = {
        (200, "text/html"), (200, "text/csv"), (200, "application/json"), (200, "text/plain"), (403, "text/html"),
        (404, "text/html"), (401, "application/problem+json"), (404, "application/problem+json"),
        (405, "application/problem+json"),
    }  # fmt: skip
    assert kinds <= seen
    assert {302, 405} <= {status for status, _ in seen}


def test_every_file_is_saved_and_never_shown(scene: Scene) -> None:
    """Whatever is no page and no answer of the API is an attachment with a plain name that we chose."""
    files, wrong = [], []
    visitors = Visitors(scene.world)
    for pattern, address in ADDRESSES.items():
        if address.api:
            continue
        for at in address.at:
            response = ask(visitors.of(address), "get", url_of(pattern, address, at, scene.names))
            path = response.request["PATH_INFO"]
            kind = response.get("Content-Type", "")
            if response.status_code != 200 or path in PLAIN:
                continue
            said = response.get("Content-Disposition")
            if said is None and kind.startswith("text/html"):
                continue
            files.append(path)
            if not FILE_NAME.fullmatch(said or "") or response["X-Content-Type-Options"] != "nosniff":
                wrong.append((path, kind, said))
    assert wrong == []
    assert len(files) >= 5


@pytest.mark.parametrize("ending", ["html", "pdf", "csv", "meta.csv", "xlsx", "ods"])
def test_a_report_is_saved_and_never_shown(scene: Scene, ending: str) -> None:
    """The HTML one above all: it carries styles of its own and would be a page of this site."""
    issue = scene.names["published_issue"]
    response = Client().get(f"/reports/{issue}/benchmark-2025.{ending}")
    assert response.status_code == 302
    response = signed_in(scene.world.person("coordinator")).get(f"/reports/{issue}/benchmark-2025.{ending}")
    assert response["Content-Disposition"] == f'attachment; filename="benchmark-2025.{ending}"'
    assert faults_of(response) == []


FORGED: dict[str, dict[str, Any]] = {
    "no token": {},
    "a token of somebody else": {"token": "x" * 64},
    "another site": {"token": None, "headers": {"origin": "https://evil.example"}},
    "a page without an origin": {"token": None, "headers": {"origin": "null"}},
}


@pytest.mark.parametrize("forgery", FORGED)
def test_no_forged_form_is_taken_anywhere(scene: Scene, forgery: str) -> None:
    """A POST to any address by somebody who may: refused without the form's token, and from another site with it."""
    visitors, taken, tried = Visitors(scene.world), [], 0
    for pattern, address in ADDRESSES.items():
        if address.api:
            continue
        client = visitors.of(address)
        client.handler.enforce_csrf_checks = True
        client.get("/accounts/reauthenticate/")  # a form, which sets the cookie
        token = next(c.value for name, c in client.cookies.items() if "csrf" in name)
        how = dict(FORGED[forgery])
        data = {name: text.format(**scene.names) for name, text in address.data.items()}
        if "token" in how:
            data["csrfmiddlewaretoken"] = how.pop("token") or token
        url = url_of(pattern, address, address.at[0], scene.names)
        response = ask(client, "post", url, data=data, **how)
        tried += 1
        if response.status_code != 403:
            taken.append((url, response.status_code))
    assert taken == []
    assert tried > 30


def test_an_honest_form_is_taken(scene: Scene) -> None:
    """So that the test before does not pass because nothing ever is."""
    client = signed_in(scene.world.person("coordinator"))
    client.handler.enforce_csrf_checks = True
    client.get("/accounts/reauthenticate/")
    token = next(c.value for name, c in client.cookies.items() if "csrf" in name)
    sent = {
        "data": {"csrfmiddlewaretoken": token, "changed": "More"}, "headers": {"origin": "http://testserver"}
    }  # fmt: skip
    assert ask(client, "post", "/reports/prepare/", **sent).status_code == 302


def test_no_header_or_field_changes_the_method(scene: Scene) -> None:
    """Neither opens the factual check of a draft, as the POST does."""
    client = signed_in(scene.world.person("coordinator"))
    draft = scene.names["draft_issue"]
    page, seen = f"/reports/{draft}/steps/factual-check/", {"seen": "0"}
    for name in ("x-http-method-override", "x-http-method", "x-method-override"):
        assert client.get(page, seen, headers={name: "POST"}).status_code == 302
    assert client.get(page, {**seen, "_method": "POST"}).status_code == 302
    assert not Step.objects.filter(issue=draft).exists()
    assert client.post(page, seen).status_code == 302
    assert Step.objects.filter(issue=draft).count() == 1
