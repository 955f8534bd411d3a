"""Shared reads of areas, partnerships, organisations and of the people in them."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Person
from accounts.permissions import Permission
from accounts.roles import Level
from partnerships.models import (
    Area,
    Comparator,
    Invitation,
    Membership,
    Organisation,
    Partnership,
    Region,
)
from partnerships.permissions import can, memberships_of
from partnerships.reach import reach_of


def the_region() -> Region | None:
    """The region of this installation, or None before it was set up."""
    return Region.objects.first()


def areas() -> QuerySet[Area]:
    """Every area with its codes and its partnership, in the region's order."""
    return Area.objects.select_related("partnership").prefetch_related("codes")


def open_partnerships() -> QuerySet[Partnership]:
    rows: QuerySet[Partnership] = Partnership.objects.select_related("area").filter(opened_at__isnull=False)
    return rows


def comparators() -> QuerySet[Comparator]:
    return Comparator.objects.all()


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.prefetch_related("areas", "predecessors", "successors")


def standing_organisations(day: date) -> QuerySet[Organisation]:
    return Organisation.objects.filter(Q(ended_on=None) | Q(ended_on__gte=day)).order_by("name")


def memberships() -> QuerySet[Membership]:
    """Roles given, each with its person, place and whoever gave and ended it."""
    return Membership.objects.select_related(
        "person", "partnership__area", "organisation", "given_by", "ended_by"
    )


def invitations() -> QuerySet[Invitation]:
    return Invitation.objects.select_related("partnership__area", "organisation", "invited_by")


def waiting_invitations() -> QuerySet[Invitation]:
    """Neither accepted nor withdrawn; they may have expired."""
    return invitations().filter(accepted_at=None, withdrawn_at=None)


def roles_seen_by(person: Any) -> QuerySet[Membership]:
    """The roles, present and past, of the places whose people the person looks after."""
    return memberships().filter(reach_of(person, Permission.MANAGE_PEOPLE).rows())


def invitations_seen_by(person: Any) -> QuerySet[Invitation]:
    return invitations().filter(reach_of(person, Permission.MANAGE_PEOPLE).rows())


def people_seen_by(person: Any) -> QuerySet[Person]:
    """Who holds or held a role in such a place; in the region, everybody."""
    reach = reach_of(person, Permission.MANAGE_PEOPLE)
    people: QuerySet[Person] = Person.objects.all()
    if not reach.everywhere:
        people = people.filter(Exists(Membership.objects.filter(reach.rows(), person=OuterRef("pk"))))
    return people


def people_present_for(person: Any, day: date) -> QuerySet[Person]:
    """Who holds a role there, or will: of those whose roles there are over, only these are still theirs to see."""
    reach = reach_of(person, Permission.MANAGE_PEOPLE)
    people: QuerySet[Person] = Person.objects.all()
    if not reach.everywhere:
        standing = Q(ends_on=None) | Q(ends_on__gte=day)
        held = Membership.objects.filter(reach.rows(), standing, ended_at=None, person=OuterRef("pk"))
        people = people.filter(Exists(held))
    return people


def roles_held_on(day: date) -> QuerySet[Membership]:
    """Every role that allows something that day."""
    return (
        memberships()
        .filter(
            Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, ended_at=None, person__is_active=True
        )
        .order_by("person__role_title", "person__email", "pk")
    )


def organisations_read_by(person: Any) -> QuerySet[Organisation]:
    """Their own, and in the region's coordination every one."""
    if can(person, Permission.MANAGE_PEOPLE):
        return organisations()
    held = [each.organisation for each in memberships_of(person) if each.organisation]
    own = {each.pk for each in held if can(person, Permission.READ_ORGANISATION, each)}
    return organisations().filter(pk__in=own)


def place_called(slug: str, level: Level) -> Partnership | Organisation | None:
    """Where a role of this level is held. Raises LookupError, saying what is known."""
    if level == Level.REGION:
        if slug:
            raise LookupError("This is a role of the region: leave out where it is held.")
        return None
    rows: QuerySet[Any] = open_partnerships() if level == Level.PARTNERSHIP else organisations()
    found: Partnership | Organisation | None = rows.filter(slug=slug).first()
    if found is None:
        known = ", ".join(rows.values_list("slug", flat=True)) or "none yet"
        raise LookupError(f"There is no {level.value} “{slug}”. Known: {known}.")
    return found
