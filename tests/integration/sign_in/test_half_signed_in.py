"""Between the password and the code: what ends sessions ends a sign-in that is half done, too."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.actions import deactivate_person, reactivate_person
from accounts.models import Person
from accounts.sessions import end_sessions
from tests.integration.sign_in.browser import is_in, set_up_app, type_password
from tests.oracles.second_factor import code_for
from tests.worlds import World

SECOND = "/accounts/login/second-factor/"


def new_password(person: Person) -> None:
    person.set_password("a longer one than before")
    person.save()


def deactivated(person: Person) -> None:
    deactivate_person(person=person, by=None)


def deactivated_and_back(person: Person) -> None:
    deactivated(person)
    reactivate_person(person=person, by=None)


def switched_off_alone(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=False)


def half(key_of: Client) -> tuple[Client, str]:
    key = set_up_app(key_of)
    cache.clear()
    client = type_password("coordinator")
    assert "_auth_user_id" not in client.session
    return client, key


@pytest.mark.parametrize(
    "deed", [new_password, deactivated, deactivated_and_back, end_sessions, switched_off_alone]
)
def test_what_happens_after_the_password_counts(region: World, deed: Callable[[Person], None]) -> None:
    client, key = half(type_password("coordinator"))
    deed(region.person("coordinator"))
    client.post(SECOND, {"code": code_for(key, step=1)})
    assert not is_in(client)
    cache.clear()
    client.post(SECOND, {"code": code_for(key)})
    assert not is_in(client)
    assert "account_authentication_methods" not in client.session


def test_somebody_let_in_again_does_not_bring_an_older_sign_in_back(region: World) -> None:
    """Begun while they were deactivated in a way that left it waiting; finished after they came back."""
    client, key = half(type_password("coordinator"))
    switched_off_alone(region.person("coordinator"))
    reactivate_person(person=region.person("coordinator"), by=None)
    client.post(SECOND, {"code": code_for(key, step=1)})
    assert not is_in(client)


def test_nothing_happened(region: World) -> None:
    client, key = half(type_password("coordinator"))
    client.post(SECOND, {"code": code_for(key, step=1)})
    assert is_in(client)
