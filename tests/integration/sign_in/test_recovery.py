"""Somebody lost everything they sign in with: an operator's command, a letter, and a new password."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.actions import deactivate_person
from accounts.recovery import reset_sign_in
from accounts.sessions import end_sessions
from audit_trail.models import Event
from tests.integration.sign_in.browser import is_in, set_up_app, type_password
from tests.worlds import World, address

NEW = "a longer one than before"
CHOOSE = "/accounts/new-password/"


def reset(mailoutbox: Any, who: str = "coordinator") -> str:
    """The path of the link in the letter."""
    mailoutbox.clear()
    call_command("reset_sign_in", email=address(who).upper(), site="https://here.example/")
    [letter] = mailoutbox
    assert letter.to == [address(who)]
    found = re.search(r"https://here\.example(/accounts/\S+)", letter.body)
    assert found
    return found[1]


def choose(client: Client, password: str = NEW) -> Any:
    return client.post(CHOOSE, {"password1": password, "password2": password})


def test_the_whole_way(region: World, mailoutbox: Any) -> None:
    person = region.person("coordinator")
    before = type_password("coordinator")
    set_up_app(before)
    link = reset(mailoutbox)
    assert not is_in(before)
    assert not is_in(type_password("coordinator"))
    assert not Authenticator.objects.exists()
    client = Client()
    opened = client.get(link)
    assert (opened.status_code, opened["Location"], opened["Referrer-Policy"]) == (302, CHOOSE, "no-referrer")
    assert link.rstrip("/").split("/")[-1] not in str(dict(client.session))
    assert "Set a new password" in client.get(CHOOSE).content.decode()
    assert choose(client)["Location"] == "/accounts/login/"
    answer = client.post("/accounts/login/", {"login": address("coordinator"), "password": NEW})
    assert answer.status_code == 302
    assert is_in(client)
    deeds = Event.objects.filter(subject=f"person {person.pk}", action__startswith="reset")
    assert list(deeds.order_by("sequence").values_list("actor", "action")) == [
        ("platform operator", "reset sign-in"),
        (f"{person.role_title} ({person.pk})", "reset password"),
    ]


def test_it_works_once_though_two_browsers_opened_it(region: World, mailoutbox: Any) -> None:
    link = reset(mailoutbox)
    first, second = Client(), Client()
    first.get(link)
    second.get(link)
    assert choose(first).status_code == 302
    assert choose(second, "another one that is long").status_code == 404
    assert Client().get(link).status_code == 404
    assert region.person("coordinator").check_password(NEW)


def later(monkeypatch: pytest.MonkeyPatch, hours: float) -> None:
    from datetime import datetime, timedelta

    moment = datetime.now() + timedelta(hours=hours)  # noqa: DTZ005 (Django's generator counts like this)
    monkeypatch.setattr("accounts.recovery._Letters._now", lambda self: moment)


@pytest.mark.parametrize(("hours", "works"), [(71.9, True), (72.1, False)])
def test_it_works_for_three_days(
    region: World, mailoutbox: Any, monkeypatch: pytest.MonkeyPatch, hours: float, works: bool
) -> None:
    link = reset(mailoutbox)
    later(monkeypatch, hours)
    assert (Client().get(link).status_code == 302) is works


@pytest.mark.parametrize("newer", ["letter", "sessions ended", "deactivated"])
def test_something_newer_makes_it_void(region: World, mailoutbox: Any, newer: str) -> None:
    link, person = reset(mailoutbox), region.person("coordinator")
    client = Client()
    client.get(link)
    if newer == "letter":
        reset_sign_in(person=person, by=None)
    elif newer == "deactivated":
        deactivate_person(person=person, by=None)
    else:
        end_sessions(person)
    assert Client().get(link).status_code == 404
    assert choose(client).status_code == 404


def test_an_opened_letter_does_not_wait_for_ever(region: World, mailoutbox: Any) -> None:
    client = Client()
    client.get(reset(mailoutbox))
    session = client.session
    pk, seen, at = session["opened_recovery"]
    session["opened_recovery"] = [pk, seen, at - 3601]
    session.save()
    assert choose(client).status_code == 404


def test_somebody_elses_letter_is_not_mine(region: World, mailoutbox: Any) -> None:
    link = reset(mailoutbox)
    stolen = link.replace(str(region.person("coordinator").pk), str(region.person("member").pk))
    assert stolen != link
    assert Client().get(stolen).status_code == 404


def test_an_easy_password_is_refused(region: World, mailoutbox: Any) -> None:
    client = Client()
    client.get(reset(mailoutbox))
    assert choose(client, "short").status_code == 200
    assert not region.person("coordinator").has_usable_password()


def test_the_operator_is_told(region: World) -> None:
    with pytest.raises(CommandError, match="Nobody"):
        call_command("reset_sign_in", email="nobody@region.example")
    deactivate_person(person=region.person("coordinator"), by=None)
    with pytest.raises(CommandError, match="deactivated"):
        call_command("reset_sign_in", email=address("coordinator"))
