"""What people do in a browser to sign in."""

import html
import re
from typing import Any
from unittest import mock

from django.test import Client

from accounts.models import Person
from accounts.single_sign_on import Identity, connect_identity
from tests.oracles.openid_provider import OpenIDProvider
from tests.oracles.second_factor import code_for
from tests.worlds import address

PASSWORD = "demonstration only"


def type_password(who: str, client: Client | None = None, **headers: Any) -> Client:
    client = client or Client()
    client.post("/accounts/login/", {"login": address(who), "password": PASSWORD}, **headers)
    return client


def is_in(client: Client, page: str = "/") -> bool:
    return client.get(page).status_code == 200


def set_up_app(client: Client) -> str:
    """Set up an authenticator app on the pages. Returns its key."""
    page = client.get("/accounts/second-factor/app/add/")
    key = page.context["form"].secret
    with mock.patch(
        "django.db.transaction.on_commit", lambda deed, **_: deed()
    ):  # a test's own never commits
        answer = client.post("/accounts/second-factor/app/add/", {"code": code_for(key)})
    assert answer.status_code == 302, answer.content.decode()
    return str(key)


def leave_for(client: Client, start: str, **data: str) -> str:
    """Press “Sign in with …”. Returns the provider's address that the page leads to."""
    answer = client.post(start, data)
    assert answer.status_code == 200, answer.content.decode()
    found = re.search(r'content="0;url=([^"]+)"', answer.content.decode())
    assert found
    return html.unescape(found[1])


def come_back(client: Client, address: str) -> Any:
    return client.get(address.removeprefix("http://testserver"))


def through(
    client: Client, provider: OpenIDProvider, start: str = "/accounts/single-sign-on/county/", **data: str
) -> Any:
    """The whole way. Returns the answer to the callback."""
    return come_back(client, provider.authorize(leave_for(client, start, **data)))


def connected(
    person: Person, provider: OpenIDProvider, subject: str = "somebody", tenant: str = ""
) -> Person:
    identity = Identity(provider="county", issuer=provider.address, tenant=tenant, subject=subject)
    connect_identity(person=person, identity=identity, by=person)
    return person
