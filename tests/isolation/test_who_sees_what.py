"""Every address for every kind of viewer: who is let in, who is sent to sign in, who is refused.

The list below names every URL pattern once; an address without an entry fails. What each viewer gets follows from
three rules, so an entry only says whom it lets in and what they get. Berrydale is the partnership looked at.

- Outside a partnership: nobody signed in is sent to sign in (302); somebody without the permission gets 403.
- Inside one: whoever is not a member today gets 404, as for a partnership that does not exist; a member without
  the permission gets 403.
- The API knows keys alone: 401 without a valid one, whoever is signed in.
"""

import logging
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

from audit_trail.models import Event
from config import urls
from tests.isolation.matrix.address import Address, cells
from tests.isolation.matrix.addresses import ADDRESSES
from tests.isolation.matrix.addresses.api import ANYTHING_ELSE
from tests.isolation.matrix.scene import Scene
from tests.isolation.matrix.viewers import CALLERS, PEOPLE
from tests.worlds import World


def url_of(pattern: str, address: Address, at: dict[str, str], names: dict[str, str]) -> str:
    """The pattern with its arguments filled in: names of objects by their ids, other words as they stand."""
    if pattern == ANYTHING_ELSE:
        return "/api/v1/people/"
    path = re.sub(r"<\w+:(\w+)>", lambda found: names.get(at[found[1]], at[found[1]]), pattern)
    return f"/{path}{address.query}"


def ask(client: Client, method: str, url: str, data: dict[str, str]) -> tuple[int, bool]:
    """The status, and whether the record of events grew. Whatever it did is undone."""
    if method in ("get", "head"):
        return getattr(client, method)(url).status_code, False
    cookies = client.cookies.copy()  # a response may take the session away
    with transaction.atomic():
        before = Event.objects.count()
        response = client.post(url, data) if method == "post" else getattr(client, method)(url)
        acted = Event.objects.count() > before
        transaction.set_rollback(True)
    client.cookies = cookies
    return response.status_code, acted


def every_pattern(resolver: Any = None, prefix: str = "") -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from every_pattern(entry, path)
        elif isinstance(entry, URLPattern):
            yield f"{path} (anything else)" if isinstance(entry.pattern, RegexPattern) else path


def test_every_address_has_an_entry(capsys: pytest.CaptureFixture[str]) -> None:
    patterns = list(every_pattern())
    assert sorted(patterns) == sorted(set(patterns))
    assert set(patterns) == set(ADDRESSES)
    number = sum(1 for address in ADDRESSES.values() for _ in cells(address))
    with capsys.disabled():
        print(f"\n{number:,} cells: {len(ADDRESSES)} addresses, {len(PEOPLE | CALLERS)} kinds of viewers")  # noqa: T201


def folder(pattern: str) -> str:
    """The first word of the address; inside a partnership, the word after its name as well."""
    parts = pattern.split("/")
    return " ".join(parts[:1] + parts[2:3] if parts[0] == "area" else parts[:1]) or "home"


@pytest.fixture
def plain_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of refusals need no page around them, nor a line in the log each. tests/integration/pages has those."""
    for status in (403, 404):
        answer = partial(_refusal, status)
        monkeypatch.setattr(urls, f"handler{status}", answer, raising=False)
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


def _refusal(status: int, request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("refused", status=status)


@pytest.mark.usefixtures("plain_refusals")
@pytest.mark.parametrize("part", sorted({folder(pattern) for pattern in ADDRESSES}))
def test_each_viewer_gets_what_is_theirs(part: str, region: World) -> None:
    addresses = {pattern: address for pattern, address in ADDRESSES.items() if folder(pattern) == part}
    mentioned = {
        word
        for address in addresses.values()
        for at in (*address.at, *address.missing)
        for word in at.values()
    }
    scene = Scene(region)
    scene.set_for(mentioned)
    viewers = scene.people() | (scene.callers() if part == "api" else {})
    wrong = []
    for pattern, address in addresses.items():
        data = {name: text.format(**scene.names) for name, text in address.data.items()}
        for cell in cells(address):
            if part == "api":
                cache.clear()  # it counts requests
            url = url_of(pattern, address, cell.at, scene.names)
            status, acted = ask(viewers[cell.viewer], cell.method, url, data)
            if status != cell.status or (acted and (status >= 400 or cell.method != "post")):
                wrong.append((cell.viewer, cell.method, url, f"{status}, not {cell.status}", acted))
    assert wrong == []
