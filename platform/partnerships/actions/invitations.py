"""Inviting somebody by e-mail to hold a role, and taking that back. The letter is sent once all of this is stored."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actions import add_person
from accounts.models import Person
from accounts.roles import Role
from accounts.single_sign_on import Identity, connect_identity
from audit_trail.actions import record
from kernel.canonical import sha256_hex
from kernel.errors import NotPermitted, UserError
from partnerships.actions.in_role import in_role
from partnerships.actions.roles import chain_of, grant_role, held_at, named
from partnerships.granting import giving_role, is_theirs, may_grant
from partnerships.models import Invitation, Membership
from partnerships.permissions import Place
from partnerships.selectors import invitations

LIFE = timedelta(days=7)


class NotInvited(UserError):
    """The invitation cannot be made; the text says why, of what the inviting person may know anyway."""


class InvitationClosed(UserError):
    """It was accepted, withdrawn, has expired, or whoever sent it may not give the role any more."""


@dataclass(frozen=True)
class Invited:
    """The secret exists here and in the letter alone."""

    invitation: Invitation
    secret: str


@transaction.atomic
def invite(
    *,
    email: str,
    role_title: str,
    role: type[Role],
    place: Place,
    ends_on: date | None = None,
    by: Person | None,
) -> Invited:
    """Whether the address belongs to somebody elsewhere makes no difference, so that nobody learns it from here."""
    email = email.strip().lower()
    if not is_theirs(by, role, place) or (by is not None and by.email.lower() == email):
        raise NotPermitted(f"{role.title} is not theirs to give there")
    _refuse_what_is_there(email, role, place)
    secret, now = new_secret(), timezone.now()
    invitation = Invitation.objects.create(
        email=email,
        role_title=role_title.strip(),
        role=role.key,
        **held_at(place),
        starts_on=timezone.localdate(),
        ends_on=ends_on,
        invited_by=by,
        invited_at=now,
        expires_at=now + LIFE,
        secret_sha256=sha256_hex(secret),
    )
    _remember_giver("invite", invitation, by)
    return Invited(invitation, secret)


def new_secret() -> str:
    """256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def _refuse_what_is_there(email: str, role: type[Role], place: Place) -> None:
    """Only of this role in this place, which whoever gives it sees on their own pages."""
    _one_at_a_time(email, role, place)
    if not may_grant(None, role, place):
        raise NotInvited(f"{place} does not exist any more")
    same = {"role": role.key, **held_at(place)}
    today = timezone.localdate()
    held = Membership.objects.filter(person__email=email, ended_at=None, **same)
    if held.filter(Q(ends_on=None) | Q(ends_on__gte=today)).exists():
        raise NotInvited("Somebody with this address holds this role already")
    waiting = Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None, **same)
    if waiting.filter(expires_at__gt=timezone.now()).exists():
        raise NotInvited("This address is invited to this role already. You can send that invitation again")


def _one_at_a_time(email: str, role: type[Role], place: Place) -> None:
    """Of two who invite the same address to the same role there, the second waits until the first is done."""
    words = f"invite {email} {role.key} {role.level} {named(place)}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256_hex(words)[:15], 16)])


@transaction.atomic
def send_again(*, invitation: Invitation, by: Person | None) -> Invited:
    """A new secret and new days. The link in the older letter stops working, and whoever sends it answers for it."""
    row = _locked(invitation, by)
    if not row.is_open():  # then somebody may have invited them anew, or given them the role
        _refuse_what_is_there(row.email, row.role_class, row.place)
    elif not may_grant(by, row.role_class, row.place):
        raise NotInvited(f"{row.place} does not exist any more")
    secret, now = new_secret(), timezone.now()
    row.secret_sha256, row.invited_by, row.invited_at = sha256_hex(secret), by, now
    row.expires_at, row.sent_at = now + LIFE, None
    row.save(update_fields=["secret_sha256", "invited_by", "invited_at", "expires_at", "sent_at"])
    _remember_giver("send invitation again", row, by)
    return Invited(row, secret)


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Person | None) -> None:
    row = _locked(invitation, by)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    _remember_giver("withdraw invitation", row, by)


def _locked(invitation: Invitation, by: Person | None) -> Invitation:
    row = _for_update().get(pk=invitation.pk)
    if not is_theirs(by, row.role_class, row.place) or (by is not None and by.email.lower() == row.email):
        raise NotPermitted(f"{row.role_class.title} is not theirs to give there")
    if row.accepted_at or row.withdrawn_at:
        raise InvitationClosed("This invitation was accepted or withdrawn already")
    return row


def _for_update() -> QuerySet[Invitation]:
    return invitations().select_for_update(of=("self",))


@transaction.atomic
def accept(
    *,
    fingerprint: str,
    person: Person | None = None,
    password: str | None = None,
    identity: Identity | None = None,
) -> Membership:
    """Take up the role, with the hash of the link's secret: as the person to whom the address belongs, or as a new one with a password of their own.

    Of two who accept at once, one does. Raises InvitationClosed, and NotPermitted for another person's invitation.
    """
    row = opened_by(_for_update(), fingerprint)
    if row is None:
        raise InvitationClosed("This invitation does not work any more")
    if person is None:
        person = _new_person(row, password, identity)
    elif person.email.lower() != row.email:
        raise NotPermitted("The invitation is somebody else's")
    membership = grant_role(
        person=person,
        role=row.role_class,
        place=row.place,
        starts_on=max(row.starts_on, timezone.localdate()),
        ends_on=row.ends_on,
        by=row.invited_by,
    )
    row.accepted_at, row.accepted_by = timezone.now(), person
    row.save(update_fields=["accepted_at", "accepted_by"])
    remember("accept invitation", row, person)
    return membership


def opened_by(rows: QuerySet[Invitation], fingerprint: str) -> Invitation | None:
    """The invitation whose secret has this hash, if its link still works."""
    row = rows.filter(secret_sha256=fingerprint).first()
    if row is None or not hmac.compare_digest(row.secret_sha256, fingerprint):
        return None
    return row if may_still_be_accepted(row) else None


def may_still_be_accepted(invitation: Invitation) -> bool:
    """Open, and sent by somebody who may still give the role: what they may not do, their letters cannot."""
    return invitation.is_open() and may_grant(invitation.invited_by, invitation.role_class, invitation.place)


def _new_person(invitation: Invitation, password: str | None, identity: Identity | None) -> Person:
    """One who can sign in. An identity of another address, or that is somebody's already, is refused (UserError)."""
    if password is None and identity is None:
        raise ValueError("a new person needs a password or an identity")
    if identity is not None and identity.contradicts(invitation.email):
        raise UserError(
            "That sign-in is of another address than the one that is invited, so it was not connected"
        )
    try:
        with transaction.atomic():
            person = add_person(
                email=invitation.email,
                role_title=invitation.role_title,
                password=password,
                by=invitation.invited_by,
            )
    except IntegrityError as error:
        raise InvitationClosed(
            "Somebody with your address has an account since a moment ago. Sign in and open the link again"
        ) from error
    if identity is not None:
        connect_identity(person=person, identity=identity, by=person)
    return person


def _remember_giver(action: str, invitation: Invitation, by: Person | None) -> None:
    with in_role(giving_role(by, invitation.role_class, invitation.place)):
        remember(action, invitation, by)


def remember(action: str, invitation: Invitation, by: Person | None) -> None:
    record(
        by=by,
        action=action,
        subject=f"{invitation.role_class.title}, invitation {invitation.pk}",
        partnership=chain_of(invitation.place),
        detail={"role": invitation.role, "place": named(invitation.place)},
    )
