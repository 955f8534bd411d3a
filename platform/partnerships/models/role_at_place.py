"""A role and where it is held: what a membership and an invitation have in common."""

from typing import Any

from django.db.models import Q

from accounts.roles import ROLES, Level, Role
from partnerships.models.organisation import Organisation
from partnerships.models.partnership import Partnership

ROLE_CHOICES = [(role.key, role.title) for role in ROLES.values()]


def held_at_its_level() -> Q:
    """A role of the region names no place, one of a partnership its partnership, one of an organisation that."""

    def keys(level: Level) -> list[str]:
        return [role.key for role in ROLES.values() if role.level == level]

    return (
        Q(role__in=keys(Level.REGION), partnership__isnull=True, organisation__isnull=True)
        | Q(role__in=keys(Level.PARTNERSHIP), partnership__isnull=False, organisation__isnull=True)
        | Q(role__in=keys(Level.ORGANISATION), partnership__isnull=True, organisation__isnull=False)
    )


class RoleAtPlace:
    """For models with the fields `role`, `partnership` and `organisation`."""

    role: Any
    partnership: Any
    organisation: Any

    @property
    def role_class(self) -> type[Role]:
        return ROLES[self.role]

    @property
    def place(self) -> Partnership | Organisation | None:
        """Where the role is held; None is the region."""
        place: Partnership | Organisation | None = self.partnership or self.organisation
        return place
