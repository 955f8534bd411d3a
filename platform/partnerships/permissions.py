"""The one decision: may this person do this, here?"""

from datetime import date
from typing import Any

from django.utils import timezone

from accounts.permissions import Permission
from accounts.roles import Level
from partnerships.models import Membership, Partnership


def can(person: Any, permission: Permission, partnership: Partnership | None = None) -> bool:
    """Whether the person may do it: in one partnership where one is given, otherwise in the region.

    What a role in a partnership allows in the region (reading benchmarks) is allowed; what a role in the region
    allows never reaches into a partnership.
    """
    for membership in memberships_of(person):
        if permission not in membership.role_class.permissions:
            continue
        if partnership is None or membership.partnership_id == partnership.pk:
            return True
    return False


def can_read_returns_of(person: Any, partnership: Partnership) -> bool:
    """A signed return is read by the region's scrutineers of it and by the partnership that signed it."""
    return any(
        Permission.READ_RETURNS in m.role_class.permissions
        if m.role_class.level == Level.REGION
        else m.partnership_id == partnership.pk and Permission.READ_PARTNERSHIP in m.role_class.permissions
        for m in memberships_of(person)
    )


def is_member(person: Any, partnership: Partnership) -> bool:
    return any(m.partnership_id == partnership.pk for m in memberships_of(person))


def memberships_of(person: Any) -> list[Membership]:
    """The roles the person holds today; read once a request, as it is kept on the person."""
    if not getattr(person, "is_authenticated", False) or not person.is_active:
        return []
    held: list[Membership] | None = getattr(person, "_memberships_today", None)
    if held is None:
        held = person._memberships_today = _memberships_on(person, timezone.localdate())
    return held


def _memberships_on(person: Any, day: date) -> list[Membership]:
    rows = Membership.objects.filter(person=person, starts_on__lte=day).select_related("partnership__area")
    return [row for row in rows if row.ends_on is None or row.ends_on >= day]
