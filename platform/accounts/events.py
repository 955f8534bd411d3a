"""What follows when somebody signs in or changes how they do: sessions begin and end, and the trail remembers.

Signing in and out and changing a password are remembered elsewhere; here it is second factors.
"""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.http import HttpRequest

from accounts import sessions
from accounts.models import Person
from accounts.reauthentication import say_what_to_do
from accounts.second_factor import forget_proof, has_second_factor
from audit_trail.actions import Visitor, record

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
    mfa.authentication_failed.connect(_failed, dispatch_uid="accounts: wrong code")
    post_save.connect(_created, sender=Authenticator, dispatch_uid="accounts: created")
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


def _created(instance: Authenticator, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Remembered when it is stored: allauth tells of some only after the transaction, when the trail cannot refuse."""
    if created and not raw:
        codes = instance.type == Authenticator.Type.RECOVERY_CODES
        _remember("make recovery codes" if codes else "add second factor", instance.user, instance)


def _removed(request: HttpRequest, user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        sessions.end_other_sessions(request)
    if not has_second_factor(user):
        forget_proof(request)
    _remember("remove second factor", user, authenticator)


def _used(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        _remember("use a recovery code", user, authenticator)


def _failed(user: Person, reauthentication: bool, **kwargs: Any) -> None:
    """Somebody who knows the password, or holds the session, and not the code. allauth counts these and holds them up."""
    detail = {"while": "confirming" if reauthentication else "signing in"}
    record(by=Visitor(), action="wrong second factor", subject=f"person {user.pk}", detail=detail)


def _remember(action: str, person: Person, authenticator: Authenticator) -> None:
    record(
        by=person, action=action, subject=f"person {person.pk}", detail={"kind": KINDS[authenticator.type]}
    )
