"""The one decision: may this person do this, to this?"""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.permissions import REGION_WIDE, SHARED, Permission
from accounts.roles import Level
from kernel.asked_again import asked_again
from partnerships.entering import had_a_desk
from partnerships.models import Membership, Organisation, Partnership

Place = Partnership | Organisation | None
"""A partnership, an organisation, or None: the region."""


def can(person: Any, permission: Permission, about: Any = None) -> bool:
    """Whether the person may do it to this object. Pages, files, the API and jobs all ask here."""
    return allowing(person, permission, about) is not None


def allowing(person: Any, permission: Permission, about: Any = None) -> Membership | None:
    """The first role of today that allows it, or None."""
    place = place_of(about)
    return next((m for m in memberships_of(person) if allows(m, permission, place)), None)


def place_of(about: Any) -> Place:
    """Whose an object is. Raises TypeError for one that does not say: nothing is the region's by accident."""
    if about is None or isinstance(about, Partnership | Organisation):
        return about
    if hasattr(about, "place"):
        return about.place  # type: ignore[no-any-return]
    if hasattr(about, "partnership"):
        return about.partnership  # type: ignore[no-any-return]
    if hasattr(about, "organisation"):
        return about.organisation  # type: ignore[no-any-return]
    raise TypeError(f"{about!r} does not say whose it is")


def allows(membership: Membership, permission: Permission, place: Place) -> bool:
    """Whether this role, held where it is held, allows it there. Says nothing of days."""
    if permission not in membership.role_class.permissions:
        return False
    if membership.role_class.level == Level.REGION:
        return place is None or permission in REGION_WIDE
    return membership.place == place or (place is None and permission in SHARED)


def is_member(person: Any, place: Place) -> bool:
    """Whether the person holds any role there."""
    return any(m.place == place for m in memberships_of(person))


def may_enter(person: Any, partnership: Partnership) -> bool:
    """Whether the person works there at all: for the partnership, or for an organisation of its area alone, or one that
    had its desk there and reads what it signed."""
    if is_member(person, partnership):
        return True
    own = {m.organisation_id for m in memberships_of(person) if m.organisation_id}
    reach: dict[int, set[int]] = {}
    for row in _areas_ever(person.pk) if own else ():
        if row.organisation_id in own:
            reach.setdefault(row.organisation_id, set()).add(row.area_id)
    return {partnership.area_id} in reach.values() or bool(own and had_a_desk(own, partnership))


@asked_again
def _areas_ever(person: Any) -> QuerySet[Any]:
    """The areas of every organisation in which the person ever held a role."""
    return Organisation.areas.through.objects.filter(organisation__memberships__person=person)


def memberships_of(person: Any) -> list[Membership]:
    """The roles the person holds today; read once a request, as it is kept on the person."""
    if not getattr(person, "is_authenticated", False) or not person.is_active:
        return []
    held: list[Membership] | None = getattr(person, "_memberships_today", None)
    if held is None:
        held = person._memberships_today = _memberships_on(person, timezone.localdate())
    return held


def _memberships_on(person: Any, day: date) -> list[Membership]:
    return [row for row in _memberships_ever(person.pk) if row.is_held_on(day)]


@asked_again
def _memberships_ever(person: Any) -> QuerySet[Membership]:
    rows = Membership.objects.filter(person=person).select_related("partnership__area", "organisation")
    return rows.order_by("pk")
