"""What follows when somebody signs in or changes how they do: sessions begin and end, and the trail remembers.

Signing in and out and changing a password are remembered elsewhere; here it is second factors.
"""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from accounts import sessions
from accounts.models import Person
from accounts.reauthentication import say_what_to_do
from accounts.second_factor import forget_proof, has_second_factor
from audit_trail.actions import record

KINDS = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


def listen() -> None:
    """Called once, when the app is ready."""
    user_logged_in.connect(_begun, dispatch_uid="accounts: signed in")
    account.authentication_step_completed.connect(say_what_to_do, dispatch_uid="accounts: confirmed")
    for signal in (account.password_changed, account.password_set):
        signal.connect(_password_changed, dispatch_uid="accounts: password")
    mfa.authenticator_added.connect(_added, dispatch_uid="accounts: added")
    mfa.authenticator_removed.connect(_removed, dispatch_uid="accounts: removed")
    mfa.authenticator_reset.connect(_reset, dispatch_uid="accounts: reset")
    mfa.authenticator_used.connect(_used, dispatch_uid="accounts: used")


def _begun(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    sessions.begin(request)


def _password_changed(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    sessions.end_other_sessions(request)


def _added(request: HttpRequest, user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    """Adding one showed it. Sessions begun without it end, so that nobody who was in before stays in."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        sessions.end_other_sessions(request)
        post_authentication(request, authenticator)
    _remember("add second factor", user, authenticator)


def _removed(request: HttpRequest, user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        sessions.end_other_sessions(request)
    if not has_second_factor(user):
        forget_proof(request)
    _remember("remove second factor", user, authenticator)


def _reset(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    _remember("make new recovery codes", user, authenticator)


def _used(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        _remember("use a recovery code", user, authenticator)


def _remember(action: str, person: Person, authenticator: Authenticator) -> None:
    record(
        by=person, action=action, subject=f"person {person.pk}", detail={"kind": KINDS[authenticator.type]}
    )
