"""Ending somebody's access altogether, and letting them in again. People are never deleted."""

from django.db import transaction

from accounts.actions import deactivate_person, reactivate_person
from accounts.models import Person
from kernel.errors import NotPermitted
from partnerships.granting import may_deactivate, may_reactivate


@transaction.atomic
def deactivate(*, person: Person, by: Person | None) -> None:
    """They are signed out everywhere, at once. Their roles stay written down and allow nothing."""
    if not may_deactivate(by, person):
        raise NotPermitted("Somebody else decides on this person's access")
    deactivate_person(person=person, by=by)


@transaction.atomic
def reactivate(*, person: Person, by: Person | None) -> None:
    if not may_reactivate(by, person):
        raise NotPermitted("Only the region lets somebody in again")
    reactivate_person(person=person, by=by)
