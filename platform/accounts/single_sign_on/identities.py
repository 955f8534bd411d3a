"""Whose an identity is, and the one that waits for an invitation to be accepted with it."""

import time
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from accounts.models import ConnectedIdentity, Person
from accounts.single_sign_on.id_token import Identity
from audit_trail.actions import record
from kernel.errors import UserError

SESSION_KEY = "single_sign_on_pending"
WAITS = 30 * 60


def person_with(identity: Identity) -> Person | None:
    found = ConnectedIdentity.objects.select_related("person").filter(**_key(identity)).first()
    return found.person if found else None


@transaction.atomic
def connect_identity(*, person: Person, identity: Identity, by: Person | None) -> ConnectedIdentity:
    """From now on whoever shows this identity is signed in as the person. Raises UserError if it is somebody else's."""
    try:
        with transaction.atomic():
            connected, new = ConnectedIdentity.objects.get_or_create(
                **_key(identity), defaults={"person": person, "provider": identity.provider}
            )
    except IntegrityError:
        connected, new = ConnectedIdentity.objects.get(**_key(identity)), False
    if connected.person_id != person.pk:
        raise UserError("This sign-in belongs to another account here, so it was not connected.")
    if new:
        _remember("connect single sign-on", connected, by)
    return connected


@transaction.atomic
def disconnect_identity(*, connected: ConnectedIdentity, by: Person | None) -> None:
    """Raises UserError where it is the only way the person has to sign in."""
    person = Person.objects.select_for_update().get(pk=connected.person_id)
    if not person.has_usable_password() and person.identities.count() == 1:
        raise UserError("This is your only way to sign in. Set a password first.")
    _remember("disconnect single sign-on", connected, by)
    connected.delete()


def remember_pending(request: HttpRequest, identity: Identity, begun_at: str) -> None:
    """`begun_at`: the address to which the journey was to lead back, and for which alone the identity waits."""
    request.session[SESSION_KEY] = {"identity": asdict(identity), "begun_at": begun_at, "at": time.time()}


def pending_identity(request: HttpRequest, begun_at: str) -> Identity | None:
    """The identity that this browser showed a moment ago, on a journey begun there, and that nobody here has.

    It was verified in full. Somebody else's, left in a browser that people share, was shown for another purpose.
    """
    found = request.session.get(SESSION_KEY)
    if not found or found["begun_at"] != begun_at or time.time() - found["at"] > WAITS:
        return None
    return Identity(**found["identity"])


def pending_at(request: HttpRequest) -> str:
    """For which address an identity waits; empty for none."""
    return str((request.session.get(SESSION_KEY) or {}).get("begun_at", ""))


def forget_pending(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def _key(identity: Identity) -> dict[str, str]:
    return {"issuer": identity.issuer, "tenant": identity.tenant, "subject": identity.subject}


def _remember(action: str, connected: ConnectedIdentity, by: Person | None) -> None:
    detail = {"provider": connected.provider, "issuer": connected.issuer, "identity": str(connected.pk)}
    record(by=by, action=action, subject=f"person {connected.person_id}", detail=detail)
