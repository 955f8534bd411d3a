"""Who may give and end which role where, and whose access somebody may end altogether.

None in the place of a person is the operator, who works on the machine itself and may do all of it.
"""

from typing import Any

from django.utils import timezone

from accounts.models import Person
from accounts.permissions import Permission
from accounts.roles import Level, Role
from partnerships.models import Membership, Organisation, Partnership
from partnerships.permissions import Place, allowing, can, memberships_of


def fits(role: type[Role], place: Place) -> bool:
    """Whether the role is one of the region, of a partnership or of an organisation, as the place is."""
    return role.level == level_of(place)


def level_of(place: Place) -> Level:
    if isinstance(place, Partnership):
        return Level.PARTNERSHIP
    return Level.ORGANISATION if isinstance(place, Organisation) else Level.REGION


def may_grant(by: Any, role: type[Role], place: Place) -> bool:
    """Whether they may give this role there, to others. In what has ended there is none to give."""
    return is_theirs(by, role, place) and not (isinstance(place, Organisation) and place.has_ended)


def is_theirs(by: Any, role: type[Role], place: Place) -> bool:
    """Whether the role is theirs to give there while the place stands, and to end whether or not it stands."""
    return fits(role, place) and (by is None or giving_role(by, role, place) is not None)


def giving_role(by: Any, role: type[Role], place: Place) -> Membership | None:
    """The role of theirs by which they give and end this one there; None for nobody and for the operator."""
    return next((held for held in memberships_of(by) if _gives(held, role, place)), None)


def _gives(held: Membership, role: type[Role], place: Place) -> bool:
    if held.role not in role.granted_by:
        return False
    return held.role_class.level == Level.REGION or held.place == place


def may_end(by: Any, membership: Membership) -> bool:
    """Nobody ends a role of their own: somebody else answers for it."""
    if by is not None and membership.person_id == by.pk:
        return False
    return is_theirs(by, membership.role_class, membership.place)


def may_deactivate(by: Any, person: Person) -> bool:
    """The coordinator anybody else; others those whose every role they may end. An operator's appointments stay."""
    if by is None:
        return True
    roles = standing_roles(person)
    if person.pk == by.pk or _appointed_by_operator(roles):
        return False
    if can(by, Permission.MANAGE_PEOPLE):
        return True
    return bool(roles) and all(may_end(by, each) for each in roles)


def deactivating_role(by: Any, person: Person) -> Membership | None:
    """The role by which they do it, where they may."""
    looks_after = allowing(by, Permission.MANAGE_PEOPLE)
    giving = (giving_role(by, each.role_class, each.place) for each in standing_roles(person))
    return looks_after or next((held for held in giving if held), None)


def may_reactivate(by: Any, person: Person) -> bool:
    """Letting somebody in again is the region's decision, so that no partnership undoes it."""
    if by is None:
        return True
    return (
        person.pk != by.pk
        and not _appointed_by_operator(standing_roles(person))
        and can(by, Permission.MANAGE_PEOPLE)
    )


def standing_roles(person: Person) -> list[Membership]:
    """Roles of today and of days to come, whether or not the person is active."""
    today = timezone.localdate()
    rows = Membership.objects.filter(person=person).select_related("partnership__area", "organisation")
    return [row for row in rows.order_by("pk") if not row.is_over_on(today)]


def _appointed_by_operator(roles: list[Membership]) -> bool:
    return any(not each.role_class.granted_by for each in roles)
