"""Every change to people."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from accounts.models import Person
from audit_trail.actions import record


@transaction.atomic
def add_person(*, email: str, role_title: str, password: str | None, by: Person | None) -> Person:
    """Add somebody who may sign in. Raises ValidationError where the password is too easy to guess."""
    person = Person(email=email.strip().lower(), role_title=role_title)
    if password is not None:
        validate_password(password, person)
    person.set_password(password)
    person.save()
    record(by=by, action="add person", subject=f"person {person.pk}", detail={"role_title": role_title})
    return person
