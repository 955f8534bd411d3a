"""Who may read: the holder of a key that is known, in time and not revoked, sent in a header."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

from api.urls import urlpatterns
from api.v1.keys import KeyHolder
from audit_trail.models import Event
from partnerships.actions import issue_api_key, revoke_api_key
from partnerships.models import ApiKey, Organisation
from tests.integration.api.conftest import Caller, problem_of

OPEN = {"entrance", "schema", "docs", None}


def refused(caller: Caller) -> dict[str, Any]:
    response = caller.get("areas/")
    assert response["WWW-Authenticate"] == 'Api-Key realm="api"'
    return problem_of(response, 401)


def test_a_key_opens_the_api(api: Caller) -> None:
    assert api.get("areas/").status_code == 200


def test_without_a_key(api: Caller) -> None:
    assert "Send your key in a header" in refused(Caller(""))["detail"]


@pytest.mark.parametrize("header", ["", "Bearer {}", "Token {}", "{}", "Api-Key"])
def test_with_anything_else_in_the_header(api: Caller, header: str) -> None:
    response = api.get("areas/", authorization=header.format(api.key))
    assert response["WWW-Authenticate"] == 'Api-Key realm="api"'
    problem_of(response, 401)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: key[:-1] + ("a" if key[-1] != "a" else "b"),
        lambda key: key[:-1],
        lambda key: key + "x",
        lambda key: key.replace(".", ""),
        lambda key: "AAAAAAAA." + key.partition(".")[2],
        lambda key: key[:8] + ".",
        lambda key: key + "\x00",
        lambda key: "' OR 1=1 --",
    ],
)
def test_with_a_wrong_key(api: Caller, spoil: Any) -> None:
    assert "not valid" in refused(Caller(spoil(api.key)))["detail"]


def test_with_an_expired_key(api: Caller) -> None:
    day = timezone.now() - timedelta(days=2)
    ApiKey.objects.update(created=day - timedelta(days=20), expiry_date=day)
    assert f"expired on {timezone.localdate(day).isoformat()}" in refused(api)["detail"]


def test_who_does_not_hold_the_whole_key_does_not_learn_that_it_expired(api: Caller) -> None:
    day = timezone.now() - timedelta(days=2)
    ApiKey.objects.update(created=day - timedelta(days=20), expiry_date=day)
    assert "expired" not in refused(Caller(api.key[:8] + "." + "a" * 32))["detail"]


def test_with_a_revoked_key(api: Caller) -> None:
    revoke_api_key(key=ApiKey.objects.get(), by=None)
    assert "revoked" in refused(api)["detail"]


def test_a_key_in_an_address_opens_nothing(api: Caller) -> None:
    response = Client().get("/api/v1/areas/", {"api_key": api.key})
    assert api.key not in response.content.decode()
    problem_of(response, 401)


def test_signing_in_to_the_site_opens_nothing(api: Caller, client_for: Any) -> None:
    problem_of(client_for("coordinator").get("/api/v1/areas/"), 401)


def test_every_address_but_the_named_ones_needs_a_key(region: Any) -> None:
    closed = [entry for entry in urlpatterns if isinstance(entry, URLPattern) and entry.name not in OPEN]
    assert {entry.name for entry in closed} == {
        "areas", "indicators", "indicator", "figures", "benchmarks", "benchmark", "results",
        "standings", "benchmark_standings", "audits", "audit_results",
    }  # fmt: skip
    for entry in closed:
        path = str(entry.pattern).replace("<slug:slug>", "re-referrals").replace("<slug:round>", "a-round")
        path = path.replace("<uuid:id>", "6f4d2c0e-3a53-5b6a-9d0a-6a1f0f0f7c31")
        problem_of(Client().get(f"/api/v1/{path}"), 401)


@pytest.mark.parametrize("path", ["", "schema/", "docs/"])
def test_open_addresses_need_no_key(region: Any, path: str) -> None:
    assert Client().get(f"/api/v1/{path}").status_code == 200


def test_the_principal_is_the_key_with_its_organisation(api: Caller, organisation: Organisation) -> None:
    request = api.get("areas/").wsgi_request
    assert isinstance(request.user, KeyHolder)
    assert request.user.organisation == organisation
    assert request.user.is_authenticated


def test_only_a_hash_is_stored(api: Caller) -> None:
    stored = ApiKey.objects.get()
    secret = api.key.partition(".")[2]
    assert all(secret not in str(value) for value in vars(stored).values())
    assert all(secret not in f"{event.subject} {event.detail}" for event in Event.objects.all())


@pytest.mark.parametrize("days", [0, -1, 366, 10_000])
def test_a_key_lives_a_year_at_most(organisation: Organisation, days: int) -> None:
    with pytest.raises(ValueError, match="1 to 365 days"):
        issue_api_key(name="x", organisation=organisation, days=days, by=None)


class TestCommands:
    def test_issues_a_key_that_works_and_prints_it_alone(self, organisation: Organisation) -> None:
        out = StringIO()
        call_command(
            "issue_api_key",
            organisation=organisation.slug,
            name="dashboard",
            days=10,
            stdout=out,
            stderr=StringIO(),
        )
        key = out.getvalue().strip()
        assert Caller(key).get("areas/").status_code == 200
        stored = ApiKey.objects.get()
        assert (stored.name, stored.organisation) == ("dashboard", organisation)
        assert timedelta(days=9) < stored.expiry_date - timezone.now() <= timedelta(days=10)

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ({"organisation": "nobody"}, "There is no organisation “nobody”. Known: .*cobblewick-board"),
            ({"days": 900}, "1 to 365 days"),
            ({"name": " "}, "Give the key a name"),
            ({"name": "x" * 51}, "at most 50"),
        ],
    )
    def test_says_what_is_wrong(self, organisation: Organisation, options: Any, words: str) -> None:
        with pytest.raises(CommandError, match=words):
            call_command(
                "issue_api_key", **{"organisation": organisation.slug, "name": "x", "days": 5, **options}
            )
        assert not ApiKey.objects.exists()

    def test_revokes_a_key_at_once(self, api: Caller) -> None:
        out = StringIO()
        call_command("revoke_api_key", api.key[:8], stdout=out)
        call_command("revoke_api_key", api.key[:8], stdout=StringIO())
        assert api.get("areas/").status_code == 401
        assert api.key[:8] in out.getvalue()
        assert Event.objects.filter(action="revoke API key", subject=api.key[:8]).count() == 1

    def test_lists_keys_in_use(self, api: Caller) -> None:
        out = StringIO()
        call_command("revoke_api_key", stdout=out)
        assert out.getvalue().startswith(api.key[:8])
        assert api.key not in out.getvalue()

    def test_an_unknown_prefix(self, api: Caller) -> None:
        with pytest.raises(CommandError, match="no key with the prefix"):
            call_command("revoke_api_key", "nothing1")
