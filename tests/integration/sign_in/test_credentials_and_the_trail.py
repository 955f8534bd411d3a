"""How somebody signs in changes together with its event in the trail, or not at all; and its owner gets a letter."""

from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import Person
from audit_trail.models import Event
from tests.integration.sign_in.browser import PASSWORD, is_in, set_up_app, type_password
from tests.oracles.second_factor import code_for
from tests.oracles.security_key import SecurityKey
from tests.signing_in import signed_in
from tests.worlds import World

NEW = "a longer one than before"
FACTORS = "/accounts/second-factor"


class Refusal(Exception):
    pass


@pytest.fixture
def refuse() -> Any:
    """The database refuses every event from the moment this is entered."""

    def refusing(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "audit_trail_append" in sql:
            raise Refusal
        return execute(sql, params, many, context)

    return lambda: connection.execute_wrapper(refusing)


@pytest.fixture
def committing() -> Any:
    """A test's own transaction never commits: what waits for that is done at once, while the request is there."""
    return lambda: mock.patch("django.db.transaction.on_commit", lambda deed, **_: deed())


def change(client: Client) -> None:
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})


def set_one(client: Client) -> None:
    client.post("/accounts/password/set/", {"password1": NEW, "password2": NEW})


def add_app(client: Client) -> None:
    key = client.get(f"{FACTORS}/app/add/").context["form"].secret
    client.post(f"{FACTORS}/app/add/", {"code": code_for(key)})


def remove_app(client: Client) -> None:
    client.post(f"{FACTORS}/app/remove/")


def remove_passkey(client: Client) -> None:
    key = Authenticator.objects.get(type="webauthn")
    client.post(f"{FACTORS}/passkeys/{key.pk}/remove/")


def new_codes(client: Client) -> None:
    client.post(f"{FACTORS}/recovery-codes/new/")


def nothing(person: Person) -> None:
    pass


def no_password(person: Person) -> None:
    person.set_unusable_password()
    person.save()


def an_app(person: Person) -> None:
    set_up_app(signed_in(person))
    cache.clear()
    person.refresh_from_db()


def a_passkey(person: Person) -> None:
    SecurityKey(person, alone=True, verifies=True)


def stored(person: Person) -> Any:
    person.refresh_from_db()
    factors = list(Authenticator.objects.order_by("pk").values_list("pk", "type", "data__seed"))
    return person.password, person.session_round, factors


@pytest.mark.parametrize(
    ("before", "deed"),
    [
        (nothing, change), (no_password, set_one), (nothing, add_app), (an_app, remove_app),
        (a_passkey, remove_passkey), (an_app, new_codes),
    ],
)  # fmt: skip
def test_what_the_trail_refuses_does_not_happen(
    region: World, refuse: Any, before: Callable[[Person], None], deed: Callable[[Client], None]
) -> None:
    person = region.person("coordinator")
    before(person)
    client, was = signed_in(person), stored(person)
    with refuse(), pytest.raises(Refusal):
        deed(client)
    assert stored(person) == was
    deed(signed_in(person))
    assert stored(person) != was


def test_a_letter_tells_of_a_new_password(region: World, mailoutbox: Any, committing: Any) -> None:
    client = type_password("coordinator", HTTP_USER_AGENT="Firefox")
    with committing():
        change(client)
    [letter] = mailoutbox
    assert (letter.subject, letter.to) == ("Your password was changed", [region.person("coordinator").email])
    assert "From the address: 127.0.0.1" in letter.body
    assert "/accounts/" in letter.body


@pytest.mark.parametrize(("before", "deed", "subject"), [
    (nothing, add_app, "An authenticator app was added"), (an_app, remove_app, "Your authenticator app was removed"),
    (a_passkey, remove_passkey, "A passkey was removed"), (an_app, new_codes, "New recovery codes were made"),
    (no_password, set_one, "A password was set"),
])  # fmt: skip
def test_and_of_every_other_change(
    region: World, mailoutbox: Any, committing: Any,
    before: Any, deed: Any, subject: str,
) -> None:  # fmt: skip
    before(region.person("coordinator"))
    mailoutbox.clear()
    with committing():
        deed(signed_in(region.person("coordinator")))
    assert [letter.subject for letter in mailoutbox] == [subject]


def test_a_letter_that_cannot_go_undoes_nothing(
    region: World, monkeypatch: pytest.MonkeyPatch, committing: Any
) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    client = type_password("coordinator")
    with committing():
        change(client)
    assert region.person("coordinator").check_password(NEW)


# --- What else the trail remembers ------------------------------------------------------------------


def remembered(action: str) -> list[tuple[str, str]]:
    return list(Event.objects.filter(action=action).values_list("actor", "subject"))


def test_ending_sessions_is_remembered(region: World) -> None:
    person = region.person("coordinator")
    here, there = type_password("coordinator"), type_password("coordinator")
    row = person.usersession_set.get(session_key=there.session.session_key)
    here.post(f"/accounts/sessions/{row.pk}/end/")
    here.post("/accounts/sessions/")
    me = [(f"{person.role_title} ({person.pk})", f"person {person.pk}")]
    assert remembered("end a session") == remembered("end every other session") == me
    assert is_in(here)


def test_wrong_codes_are_remembered(region: World) -> None:
    person = region.person("coordinator")
    an_app(person)
    client = type_password("coordinator")
    client.post("/accounts/login/second-factor/", {"code": "000000"})
    assert remembered("wrong second factor") == [("somebody not signed in", f"person {person.pk}")]
