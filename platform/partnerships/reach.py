"""How far a permission reaches, for lists: the same answer as `can`, for many places in one query."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from accounts.permissions import REGION_WIDE, Permission
from accounts.roles import Level
from partnerships.models import Organisation, Partnership
from partnerships.permissions import Place, memberships_of


@dataclass(frozen=True)
class Reach:
    """Everywhere, or the partnerships and organisations with these keys. A reach of nothing is false."""

    everywhere: bool
    partnerships: frozenset[int]
    organisations: frozenset[int]

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.partnerships or self.organisations)

    def covers(self, place: Place) -> bool:
        if isinstance(place, Partnership):
            return self.everywhere or place.pk in self.partnerships
        if isinstance(place, Organisation):
            return self.everywhere or place.pk in self.organisations
        return self.everywhere

    def rows(self, prefix: str = "") -> Q:
        """Which memberships or invitations are in reach; a prefix leads to them from another table."""
        if self.everywhere:
            return Q()
        return Q(**{f"{prefix}partnership__in": self.partnerships}) | Q(
            **{f"{prefix}organisation__in": self.organisations}
        )


def reach_of(person: Any, permission: Permission) -> Reach:
    """Raises ValueError for a permission that does not reach out of the region: there is nothing to list by it."""
    if permission not in REGION_WIDE:
        raise ValueError(f"“{permission.value}” does not reach from the region into partnerships")
    held = [m for m in memberships_of(person) if permission in m.role_class.permissions]
    return Reach(
        everywhere=any(m.role_class.level == Level.REGION for m in held),
        partnerships=frozenset(m.partnership.pk for m in held if m.partnership),
        organisations=frozenset(m.organisation.pk for m in held if m.organisation),
    )
