"""Every change to people."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from accounts.models import Person
from accounts.sessions import end_sessions
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


@transaction.atomic
def deactivate_person(*, person: Person, by: Person | None) -> None:
    """Nobody is deleted: what they signed names them. Their sessions end at once."""
    _set_active(person, False)
    end_sessions(person)
    record(by=by, action="deactivate person", subject=f"person {person.pk}")


@transaction.atomic
def reactivate_person(*, person: Person, by: Person | None) -> None:
    """They sign in anew: no session comes back, and no sign-in that was half done."""
    _set_active(person, True)
    end_sessions(person)
    record(by=by, action="reactivate person", subject=f"person {person.pk}")


def _set_active(person: Person, active: bool) -> None:
    person.is_active = active
    person.save(update_fields=["is_active"])
