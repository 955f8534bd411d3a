"""A passkey alone signs in only if it was made for that and its owner was verified; a touch is not enough."""

import pytest
from django.test import Client

from accounts.models import Person
from tests.integration.sign_in.browser import is_in, type_password
from tests.oracles.security_key import SecurityKey
from tests.worlds import World

ALONE, SECOND = "/accounts/login/passkey/", "/accounts/login/second-factor/"


@pytest.fixture(autouse=True)
def required(settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]


def browser() -> Client:
    return Client(SERVER_NAME="localhost")


def offered(client: Client) -> str:
    """The challenge of the sign-in page's passkey button."""
    options = client.get(ALONE, headers={"x-requested-with": "XMLHttpRequest"}).json()["request_options"]
    return str(options["publicKey"]["challenge"])


def touched(person: Person) -> SecurityKey:
    return SecurityKey(person, alone=False, verifies=False)


@pytest.mark.parametrize(
    ("alone", "verifies", "lets_in"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_who_signs_in_with_a_passkey_alone(region: World, alone: bool, verifies: bool, lets_in: bool) -> None:
    key = SecurityKey(region.person("coordinator"), alone=alone, verifies=verifies)
    client = browser()
    client.post(ALONE, {"credential": key.answer(offered(client))})
    assert is_in(client) is lets_in


@pytest.mark.parametrize("alone", [True, False])
def test_the_challenge_of_another_page_is_worth_nothing_here(region: World, alone: bool) -> None:
    """Asked for as a second factor, a key need not verify anybody; somebody else's sign-in gives such a challenge."""
    key = SecurityKey(region.person("coordinator"), alone=alone, verifies=False)
    touched(region.person("member"))
    client = browser()
    type_password("member", client)
    client.get(SECOND)
    session = client.session
    challenge = session["mfa.webauthn.state"]["challenge"]
    session["account_login"] = {**session["account_login"], "initiated_at": 1}  # it lapses
    session.save()
    client.post(ALONE, {"credential": key.answer(challenge)})
    assert not is_in(client)
    assert "_auth_user_id" not in client.session


def test_after_the_password_a_touch_is_enough(region: World) -> None:
    key = touched(region.person("coordinator"))
    client = browser()
    type_password("coordinator", client)
    client.get(SECOND)
    client.post(SECOND, {"credential": key.answer(client.session["mfa.webauthn.state"]["challenge"])})
    assert is_in(client)
