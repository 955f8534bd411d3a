"""The coordinator issues keys and ends them; a key is seen once, and nowhere else."""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from audit_trail.models import Event
from partnerships.models import ApiKey, Organisation

KEY = re.compile(r"[A-Za-z0-9]{8}\.[A-Za-z0-9]{43}")


@pytest.fixture
def coordinator(client_for: Callable[[str], Client]) -> Client:
    return client_for("coordinator")


@pytest.fixture
def police(coordinator: Client) -> Organisation:
    return Organisation.objects.get(slug="threeshires-police")


def answers(police: Organisation, **others: object) -> dict[str, object]:
    return {
        "organisation": police.pk, "name": "dashboard", "scopes": ["figures", "reference"], "days": "90",
        **others,
    }  # fmt: skip


def issue(client: Client, organisation: Organisation) -> tuple[str, str]:
    """The key, and the page it stands on."""
    response = client.post("/keys/issue/", answers(organisation))
    page = response.content.decode()
    found = set(KEY.findall(page))
    assert response.status_code == 200
    assert len(found) == 1
    assert response["Cache-Control"] == "private, no-store"
    return found.pop(), page


def test_a_key_is_issued_and_works(coordinator: Client, police: Organisation) -> None:
    key, page = issue(coordinator, police)
    stored = ApiKey.objects.get()
    assert (stored.name, stored.organisation, stored.scopes) == (
        "dashboard",
        police,
        ["figures", "reference"],
    )
    assert timedelta(days=89) < stored.expiry_date - timezone.now() <= timedelta(days=90)
    assert Client().get("/api/v1/areas/", headers={"authorization": f"Api-Key {key}"}).status_code == 200
    assert page.count(key) == 1


def test_the_key_is_seen_this_once(coordinator: Client, police: Organisation) -> None:
    key, _ = issue(coordinator, police)
    secret = key.partition(".")[2]
    listed = coordinator.get("/keys/").content.decode()
    assert key[:8] in listed
    assert secret not in listed
    assert all(secret not in str(session.get_decoded()) for session in Session.objects.all())
    assert all(secret not in f"{event.subject} {event.detail}" for event in Event.objects.all())
    event = Event.objects.get(action="issue API key")
    assert "coordinator" in event.actor.lower()
    assert json.loads(event.detail) == {"scopes": ["figures", "reference"], "days": 90}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"scopes": []}, "Select what the key may read"),
        ({"scopes": ["people"]}, "people"),
        ({"days": "900"}, "How long it is valid"),
        ({"name": ""}, "Enter what the key is for"),
        ({"name": "x" * 51}, "50 characters"),
        ({"organisation": "0"}, "Select an organisation"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_issued(
    coordinator: Client, police: Organisation, wrong: dict[str, object], words: str
) -> None:
    page = coordinator.post("/keys/issue/", answers(police, **wrong)).content.decode()
    assert "There is a problem" in page
    assert words in page
    assert not ApiKey.objects.exists()


def test_an_organisation_that_has_ended_is_not_offered(coordinator: Client, police: Organisation) -> None:
    Organisation.objects.filter(pk=police.pk).update(ended_on=timezone.localdate() - timedelta(days=1))
    assert police.name not in coordinator.get("/keys/issue/").content.decode()
    coordinator.post("/keys/issue/", answers(police))
    assert not ApiKey.objects.exists()


def test_revoking_asks_first_and_works_at_once(coordinator: Client, police: Organisation) -> None:
    key, _ = issue(coordinator, police)
    page = f"/keys/{key[:8]}/revoke/"
    asked = coordinator.get(page).content.decode()
    assert "Revoke this key?" in asked
    assert "dashboard" in asked
    assert not ApiKey.objects.get().revoked
    assert coordinator.post(page).status_code == 302
    assert Client().get("/api/v1/areas/", headers={"authorization": f"Api-Key {key}"}).status_code == 401
    assert coordinator.post(page).status_code == 302  # a second click
    assert Event.objects.filter(action="revoke API key", subject=key[:8]).count() == 1
    assert "Revoked" in coordinator.get("/keys/").content.decode()
    assert coordinator.get("/keys/nothing1/revoke/").status_code == 404


def test_the_list_says_what_became_of_each_key(coordinator: Client, police: Organisation) -> None:
    key, _ = issue(coordinator, police)
    assert "Never" in coordinator.get("/keys/").content.decode()
    Client().get("/api/v1/areas/", headers={"authorization": f"Api-Key {key}"})
    page = coordinator.get("/keys/").content.decode()
    assert "Never" not in page
    assert "In use" in page
    ApiKey.objects.update(
        created=timezone.now() - timedelta(days=9), expiry_date=timezone.now() - timedelta(seconds=1)
    )
    assert "Expired" in coordinator.get("/keys/").content.decode()


def test_only_those_who_manage_keys_are_led_there(client_for: Callable[[str], Client]) -> None:
    assert 'href="/keys/"' in client_for("coordinator").get("/region/").content.decode()
    assert 'href="/keys/"' not in client_for("analyst").get("/region/").content.decode()
