"""Short ways to say who holds what."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Person
from partnerships.actions import held_at, invite
from partnerships.actions.invitations import Invited
from partnerships.models import Membership
from tests.worlds import World

PASSWORD = "three odd words"


def somebody(*roles: Any, email: str = "somebody@new.example", title: str = "Somebody") -> Person:
    """A person who holds (role, place) from today on."""
    person = Person.objects.create(email=email, role_title=title)
    for role, place in roles:
        Membership.objects.create(
            person=person, role=role.key, **held_at(place), starts_on=timezone.localdate() - timedelta(days=1)
        )
    return person


def fresh(person: Person) -> Person:
    """As the next request reads them: nothing remembered."""
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def invited(region: World) -> Callable[..., Invited]:
    """invited(DataOfficer, "berrydale"): by the manager there."""

    def send(role: Any, slug: str, email: str = "new@berrydale.example", **more: Any) -> Invited:
        by = more.pop("by", None) or region.person(f"manager@{slug}")
        return invite(
            email=email, role_title="New officer", role=role, place=region.partnership(slug), by=by, **more
        )

    return send
