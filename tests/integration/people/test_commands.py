"""What the operator does at the machine."""

import io
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.permissions import Permission
from partnerships.models import Invitation, Membership
from partnerships.permissions import can
from tests.integration.people.conftest import PASSWORD
from tests.worlds import World


def say(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out, stderr=out)
    return out.getvalue()


def test_the_first_coordinator_and_the_auditor_come_by_command(region: World) -> None:
    for role in ("coordinator", "auditor"):
        printed = say("invite", "--email", f"{role}@council.example", "--role", role)
        link = printed.split("http://localhost:8000")[1].strip()
        client = Client()
        client.get(link)
        waiting = Invitation.objects.get(email=f"{role}@council.example").pk
        client.post("/invitation/", {"invitation": str(waiting), "password": PASSWORD, "again": PASSWORD})
        held = Membership.objects.get(person__email=f"{role}@council.example")
        assert (held.role, held.given_by) == (role, None)
        assert can(held.person, Permission.READ_ACCESS)


def test_a_live_service_sends_the_letter_and_prints_no_link(region: World, settings: Any) -> None:
    settings.DEMONSTRATION, settings.ALLOWED_HOSTS = False, ["scrutiny.example.org"]
    printed = say("invite", "--email", "a@council.example", "--role", "approver", "--at", "berrydale")
    assert "invitation" not in printed
    assert "https://scrutiny.example.org/invitation/" in mail.outbox[-1].body
    assert "demonstration" not in mail.outbox[-1].body


@pytest.mark.parametrize(
    ("role", "at", "says"),
    [
        ("approver", "nowhere", "Known: applefordshire, berrydale, cobblewick"),
        ("approver", "", "There is no partnership"),
        ("auditor", "berrydale", "role of the region"),
    ],
)
def test_a_wrong_place_is_said(region: World, role: str, at: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        say("invite", "--email", "a@council.example", "--role", role, "--at", at)
    assert not Invitation.objects.exists()


def test_access_ends_altogether_or_one_role_alone(region: World) -> None:
    auditor = region.person("auditor")
    say("end_access", "--email", "Auditor@region.example", "--role", "auditor")
    assert Membership.objects.get(person=auditor).ended_at is not None
    assert region.person("auditor").is_active
    assert "signed out" in say("end_access", "--email", "coordinator@region.example")
    coordinator = region.person("coordinator")
    assert not coordinator.is_active
    assert Membership.objects.get(person=coordinator).ended_at is not None


def test_what_is_not_there_is_said(region: World) -> None:
    with pytest.raises(CommandError, match="Nobody has this address"):
        say("end_access", "--email", "nobody@nowhere.example")
    with pytest.raises(CommandError, match="do not hold"):
        say("end_access", "--email", "auditor@region.example", "--role", "approver", "--at", "berrydale")
