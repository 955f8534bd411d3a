"""An account and its sessions as the pages show them."""

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import ConnectedIdentity, Person
from accounts.single_sign_on.configuration import provider_of

BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip


def account_rows(person: Person, factors: Iterable[Authenticator]) -> list[Any]:
    kinds = [factor.type for factor in factors]
    passkeys = kinds.count(Authenticator.Type.WEBAUTHN)
    app = Authenticator.Type.TOTP in kinds
    second = reverse("mfa_index")
    password = (
        ("Set", [("Change", reverse("account_change_password"))])
        if person.has_usable_password()
        else ("None: you sign in without one", [("Set", reverse("account_set_password"))])
    )
    return [
        ("Role", person.role_title),
        ("Email address", person.email),
        ("Password", *password),
        ("Authenticator app", "Set up" if app else "Not set up", [("Change", second)]),
        ("Passkeys", str(passkeys or "None"), [("Change", second)]),
        ("Sessions", "Where you are signed in", [("See", reverse("account_sessions"))]),
    ]


def identities(connected: Iterable[ConnectedIdentity]) -> list[dict[str, Any]]:
    return [
        {
            "name": provider.name if (provider := provider_of(one.issuer, one.tenant)) else one.provider,
            "identity": one,
        }
        for one in connected
    ]


def sessions(request: HttpRequest, alive: Iterable[UserSession]) -> list[dict[str, Any]]:
    return [
        {
            "session": session,
            "browser": browser(session.user_agent),
            "current": session.session_key == request.session.session_key,
        }
        for session in alive
    ]


def browser(user_agent: str) -> str:
    """In words somebody recognises; the first of the list that fits, as every browser also names older ones."""
    name = next((word for mark, word in BROWSERS if mark in user_agent), "")
    system = next((word for mark, word in SYSTEMS if mark in user_agent), "")
    return " on ".join(filter(None, (name, system))) or "Another program"
