"""Sign-ins, sign-outs and failures, as somebody does them through the pages."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from audit_trail.models import Event
from config.demonstration.people import PASSWORD
from tests.worlds import World

ADDRESS = "coordinator@region.example"


@pytest.fixture(autouse=True)
def _no_limit_yet(region: World) -> None:
    cache.clear()


def sign_in(client: Client, login: str, password: str) -> int:
    return client.post(
        "/accounts/login/", {"login": login, "password": password}, REMOTE_ADDR="192.0.2.5"
    ).status_code


def newest() -> Event:
    return Event.objects.filter(chain="").latest("sequence")


def test_signing_in_and_out(region: World) -> None:
    client, person = Client(), region.person("coordinator")
    assert sign_in(client, ADDRESS, PASSWORD) == 302
    event = newest()
    assert (event.action, event.subject, event.role) == ("sign in", f"person {person.pk}", "")
    assert event.actor == f"{person.role_title} ({person.pk})"
    assert event.origin == "192.0.2.5"
    assert client.post("/accounts/logout/").status_code == 302
    assert (newest().action, newest().subject) == ("sign out", f"person {person.pk}")


def test_a_wrong_password(region: World) -> None:
    assert sign_in(Client(), ADDRESS.upper(), "not the password") == 200
    event = newest()
    assert (event.action, event.actor) == ("failed sign-in", "somebody not signed in")
    assert event.subject == f"person {region.person('coordinator').pk}"
    assert event.origin == "192.0.2.5"


def test_what_was_typed_is_not_written_down(region: World) -> None:
    before = newest().sequence
    for login in ("my-secret-password@typed.example", "nobody@region.example"):
        assert sign_in(Client(), login, "another secret") == 200
    events = Event.objects.filter(chain="", sequence__gt=before)
    assert [event.subject for event in events] == ["no person we know"] * 2
    whole = " ".join(str(event.link) for event in events)
    assert "secret" not in whole
    assert "@" not in whole


def test_somebody_who_may_not_enter_any_more(region: World) -> None:
    person = region.person("analyst")
    person.is_active = False
    person.save()
    sign_in(Client(), person.email, PASSWORD)
    assert (newest().action, newest().subject) == ("refused sign-in", f"person {person.pk}")


def test_leaving_without_having_come(region: World) -> None:
    before = newest().sequence
    Client().post("/accounts/logout/")
    assert newest().sequence == before


def test_another_password(region: World, client_for: Callable[[str], Client]) -> None:
    client = client_for("coordinator")
    new = "a longer one than before"
    response = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert response.status_code == 302
    event = newest()
    assert (event.action, event.subject) == ("change password", f"person {region.person('coordinator').pk}")
    assert new not in str(event.link)


def test_guessing_is_limited_so_that_it_cannot_fill_the_trail(region: World) -> None:
    before = newest().sequence
    for _ in range(14):
        sign_in(Client(), ADDRESS, "guess")
    assert newest().sequence - before <= 10
