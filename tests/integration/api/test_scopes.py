"""A key reads what it was issued for; how often it asks is counted once, over all threads and processes."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.client import HTTPConnection
from threading import Thread
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory
from django.urls import URLPattern
from django.utils import timezone

from api.urls import urlpatterns
from api.v1.keys import HoldsValidKey
from api.v1.openapi import openapi_document
from api.v1.resource import Resource
from api.v1.throttling import PerKey
from audit_trail.models import Event
from partnerships.actions import issue_api_key, revoke_api_key
from partnerships.keys.counting import count_request
from partnerships.keys.scopes import Scope
from partnerships.models import ApiKey, ApiKeyUse, Organisation
from tests.integration.api.conftest import Caller, problem_of

NOBODY = "6f4d2c0e-3a53-5b6a-9d0a-6a1f0f0f7c31"
HOLDS = {
    "areas/": Scope.REFERENCE,
    "indicators/": Scope.REFERENCE,
    "indicators/re-referrals/": Scope.REFERENCE,
    "figures/": Scope.FIGURES,
    "benchmarks/": Scope.BENCHMARKS,
    f"benchmarks/{NOBODY}/": Scope.BENCHMARKS,
    f"benchmarks/{NOBODY}/results/": Scope.BENCHMARKS,
    f"benchmarks/{NOBODY}/standings/": Scope.BENCHMARKS,
    "standings/": Scope.FIGURES,
    "audits/": Scope.BENCHMARKS,
    "audits/a-round/results/": Scope.BENCHMARKS,
}


def caller_with(organisation: Organisation, *scopes: Scope) -> Caller:
    return Caller(issue_api_key(name="test", organisation=organisation, days=30, by=None, scopes=set(scopes)))


@pytest.mark.parametrize("path", HOLDS)
def test_a_key_reads_what_it_was_issued_for_and_nothing_else(organisation: Organisation, path: str) -> None:
    needed = HOLDS[path]
    assert caller_with(organisation, needed).get(path).status_code in {200, 404}
    others = [scope for scope in Scope if scope != needed]
    problem = problem_of(caller_with(organisation, *others).get(path), 403)
    assert f"lacks the scope “{needed}”" in problem["detail"]
    assert all(scope in problem["detail"] for scope in others)


def test_every_address_with_a_key_is_tried_above() -> None:
    named = {entry.name: entry for entry in urlpatterns if isinstance(entry, URLPattern)}
    views = {
        name: entry.callback.view_class
        for name, entry in named.items()
        if hasattr(entry.callback, "view_class")
    }  # type: ignore[attr-defined]
    scoped = {name for name, view in views.items() if getattr(view, "scope", None)}
    assert len(scoped) == len(HOLDS)
    assert set(views) - scoped == {"entrance", "schema", None}


def test_an_address_that_names_no_scope_opens_to_no_key(api: Caller) -> None:
    """So a new address cannot be forgotten open."""

    class Forgotten(Resource):
        def get(self, request: Any) -> Any:
            raise AssertionError

    request = RequestFactory().get("/api/v1/x/", headers={"authorization": f"Api-Key {api.key}"})
    assert Forgotten.permission_classes == [HoldsValidKey]
    assert Forgotten.as_view()(request).status_code == 403


def test_the_openapi_document_says_which_scope() -> None:
    for path, operations in openapi_document()["paths"].items():
        scope = operations["get"]["security"][0]["ApiKey"]
        assert f"Needs a key with the scope “{scope[0]}”." in operations["get"]["description"], path
        assert "403" in operations["get"]["responses"]


def test_the_database_knows_no_other_scopes(api: Caller) -> None:
    for scopes in (["people"], []):
        with pytest.raises(IntegrityError, match="known_scopes"), transaction.atomic():
            ApiKey.objects.update(scopes=scopes)


def test_the_key_holds_256_bits_of_chance(api: Caller) -> None:
    prefix, _, secret = api.key.partition(".")
    assert 62 ** len(secret) >= 2**256
    stored = ApiKey.objects.get()
    assert stored.prefix == prefix
    assert stored.hashed_key.startswith("sha512$$")


def test_keys_with_shorter_secrets_stay_valid(api: Caller) -> None:
    stored = ApiKey.objects.get()
    old = f"{stored.prefix}.{'b' * 32}"
    ApiKey.objects.update(hashed_key=ApiKey.objects.key_generator.hash(old))
    assert Caller(old).get("areas/").status_code == 200


class TestOrganisationsThatEnd:
    def test_are_issued_no_key(self, organisation: Organisation) -> None:
        organisation.ended_on = timezone.localdate() - timedelta(days=1)
        with pytest.raises(ValueError, match="ended on"):
            issue_api_key(name="late", organisation=organisation, days=3, by=None)
        assert not ApiKey.objects.exists()

    def test_lose_those_they_hold(self, api: Caller, organisation: Organisation) -> None:
        Organisation.objects.filter(pk=organisation.pk).update(ended_on=timezone.localdate())
        assert api.get("areas/").status_code == 200
        Organisation.objects.filter(pk=organisation.pk).update(
            ended_on=timezone.localdate() - timedelta(days=1)
        )
        assert "ended with its organisation" in problem_of(api.get("areas/"), 401)["detail"]


class TestLastUsed:
    def test_is_the_minute_of_the_newest_request(self, api: Caller) -> None:
        assert not ApiKeyUse.objects.exists()
        api.get("areas/")
        used = ApiKeyUse.objects.get()
        assert timedelta(0) <= timezone.now() - used.minute < timedelta(minutes=2)
        assert (used.minute.second, used.minute.microsecond, used.requests) == (0, 0, 1)

    def test_a_new_minute_counts_anew(self, api: Caller) -> None:
        api.get("areas/")
        earlier = timezone.now() - timedelta(days=3)
        ApiKeyUse.objects.update(minute=earlier, requests=120)
        assert api.get("areas/").status_code == 200
        used = ApiKeyUse.objects.get()
        assert used.requests == 1
        assert used.minute > earlier

    def test_a_clock_that_is_behind_takes_nothing_back(self, api: Caller) -> None:
        api.get("areas/")
        ahead = timezone.now() + timedelta(minutes=5)
        ApiKeyUse.objects.update(minute=ahead, requests=119)
        assert [api.get("areas/").status_code for _ in range(2)] == [200, 429]
        assert ApiKeyUse.objects.get().minute == ahead

    def test_a_refused_request_writes_nothing(self, api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(PerKey.THROTTLE_RATES, "key", "1/minute")
        assert [api.get("areas/").status_code for _ in range(4)] == [200, 429, 429, 429]
        assert ApiKeyUse.objects.get().requests == 1
        assert Caller(api.key[:-1] + "!").get("areas/").status_code == 401
        assert ApiKeyUse.objects.get().requests == 1

    def test_reading_is_no_event_of_the_trail(self, api: Caller) -> None:
        before = Event.objects.count()
        api.get("figures/")
        assert Event.objects.count() == before


def wait_for_a_fresh_minute() -> None:
    """Not to run over the turn of one."""
    while timezone.now().second > 50:
        time.sleep(0.5)


def test_threads_share_one_count(own_database: str) -> None:
    """Eight threads, a hundred and sixty requests at once, forty of them within the limit: forty, not one more."""
    organisation = Organisation.objects.get(slug="threeshires-police")
    issue_api_key(name="test", organisation=organisation, days=30, by=None)
    key = ApiKey.objects.get()

    def ask(_: int) -> int:
        try:
            return sum(count_request(key, most=40) for _ in range(20))
        finally:
            connection.close()

    wait_for_a_fresh_minute()
    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(ask, range(8))) == 40
    assert ApiKeyUse.objects.get().requests == 40


@pytest.fixture
def served(own_database: str) -> Iterator[int]:
    """The site on a port, over connections that are kept. Real commits, in a database of the test's own."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_key_that_is_revoked_between_two_requests_of_one_connection(served: int) -> None:
    organisation = Organisation.objects.get(slug="threeshires-police")
    key = issue_api_key(name="test", organisation=organisation, days=30, by=None)
    kept = HTTPConnection("127.0.0.1", served, timeout=20)

    def ask() -> tuple[int, Any]:
        kept.request(
            "GET", "/api/v1/areas/", headers={"Authorization": f"Api-Key {key}", "Host": "localhost"}
        )
        response = kept.getresponse()
        response.read()
        return response.status, kept.sock

    (first, socket), (second, same) = ask(), ask()
    assert (first, second) == (200, 200)
    assert socket is same, "the connection was not kept"
    revoke_api_key(key=ApiKey.objects.get(), by=None)
    third, still = ask()
    assert (third, still) == (401, socket)
    kept.close()
