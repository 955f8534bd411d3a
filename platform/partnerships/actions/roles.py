"""Giving and ending roles. What may not be is refused here, whatever a page offered."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from accounts.roles import Role
from audit_trail.actions import record
from kernel.errors import NotPermitted, UserError
from partnerships.actions.in_role import in_role
from partnerships.granting import giving_role, is_theirs, may_end
from partnerships.models import Invitation, Membership, Organisation, Partnership
from partnerships.permissions import Place


class RoleNotGiven(UserError):
    """The role cannot be given; the text says why."""


def held_at(place: Place) -> dict[str, Any]:
    """The fields of a membership or an invitation that say where the role is held."""
    return {
        "partnership": place if isinstance(place, Partnership) else None,
        "organisation": place if isinstance(place, Organisation) else None,
    }


def chain_of(place: Place) -> str:
    """In whose chain of the audit trail an event about the place stands."""
    return place.slug if isinstance(place, Partnership) else ""


def named(place: Place) -> str:
    return place.slug if place else "region"


@transaction.atomic
def grant_role(
    *,
    person: Person,
    role: type[Role],
    place: Place,
    starts_on: date,
    ends_on: date | None = None,
    by: Person | None,
) -> Membership:
    """Give a person a role in a partnership, an organisation or the region. Raises NotPermitted or RoleNotGiven."""
    if not is_theirs(by, role, place) or (by is not None and by.pk == person.pk):
        raise NotPermitted(f"{role.title} is not theirs to give there")
    someone = Person.objects.select_for_update().get(pk=person.pk)  # two who give the same role: one does
    _refuse_what_makes_no_sense(someone, role, place, starts_on, ends_on)
    membership = Membership.objects.create(
        person=someone,
        role=role.key,
        **held_at(place),
        starts_on=starts_on,
        ends_on=ends_on,
        given_at=timezone.now(),
        given_by=by,
    )
    _remember("grant role", membership, by)
    return membership


def _refuse_what_makes_no_sense(
    person: Person, role: type[Role], place: Place, starts_on: date, ends_on: date | None
) -> None:
    if not person.is_active:
        raise RoleNotGiven("This person is deactivated. They have to be let in again first.")
    if ends_on is not None and ends_on < max(starts_on, timezone.localdate()):
        raise RoleNotGiven("The last day is over already, or before the first.")
    if isinstance(place, Organisation) and place.has_ended:
        raise RoleNotGiven(f"{place} does not exist any more.")
    rows = Membership.objects.filter(person=person, role=role.key, **held_at(place), ended_at=None)
    if ends_on is not None:
        rows = rows.filter(starts_on__lte=ends_on)
    if rows.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on)).exists():
        raise RoleNotGiven("This person holds this role already.")


@transaction.atomic
def end_role(*, membership: Membership, by: Person | None) -> Membership:
    """End a role at once. An open invitation to the same role goes with it. Ending it again changes nothing."""
    locked = Membership.objects.select_for_update(of=("self",)).select_related(
        "person", "partnership__area", "organisation"
    )
    row = locked.get(pk=membership.pk)
    if not may_end(by, row):
        raise NotPermitted(f"{row.role_class.title} is not theirs to end there")
    today, now = timezone.localdate(), timezone.now()
    if row.is_over_on(today):
        return row
    row.ends_on, row.ended_at, row.ended_by = max(today, row.starts_on), now, by
    row.save(update_fields=["ends_on", "ended_at", "ended_by"])
    Invitation.objects.filter(
        email=row.person.email.lower(),
        role=row.role,
        **held_at(row.place),
        accepted_at=None,
        withdrawn_at=None,
    ).update(withdrawn_at=now)
    _remember("end role", row, by)
    return row


def _remember(action: str, membership: Membership, by: Person | None) -> None:
    detail = {"role": membership.role, "place": named(membership.place)}
    if membership.ends_on:
        detail["last day"] = membership.ends_on.isoformat()
    with in_role(giving_role(by, membership.role_class, membership.place)):
        record(
            by=by,
            action=action,
            subject=f"{membership.role_class.title}, person {membership.person_id}",
            partnership=chain_of(membership.place),
            detail=detail,
        )
