"""Ending somebody's access altogether, and letting them in again. People are never deleted."""

from django.db import transaction

from accounts.actions import deactivate_person, reactivate_person
from accounts.models import Person
from accounts.permissions import Permission
from kernel.errors import NotPermitted
from partnerships.actions.in_role import in_role
from partnerships.granting import deactivating_role, may_deactivate, may_reactivate
from partnerships.permissions import allowing


@transaction.atomic
def deactivate(*, person: Person, by: Person | None) -> None:
    """They are signed out everywhere, at once. Their roles stay written down and allow nothing."""
    _lock(person)
    if not may_deactivate(by, person):
        raise NotPermitted("Somebody else decides on this person's access")
    with in_role(deactivating_role(by, person)):
        deactivate_person(person=person, by=by)


@transaction.atomic
def reactivate(*, person: Person, by: Person | None) -> None:
    _lock(person)
    if not may_reactivate(by, person):
        raise NotPermitted("Only the region lets somebody in again")
    with in_role(allowing(by, Permission.MANAGE_PEOPLE)):
        reactivate_person(person=person, by=by)


def _lock(person: Person) -> None:
    """No role is given to them between the question and the deed: giving one takes the same lock."""
    Person.objects.select_for_update().get(pk=person.pk)
