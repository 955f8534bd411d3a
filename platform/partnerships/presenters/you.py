"""What a person's own page says."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from accounts.permissions import Permission
from partnerships.models import Membership
from partnerships.permissions import memberships_of
from partnerships.presenters.people import given
from partnerships.presenters.wording import dates, place_name


def own_roles(held: Iterable[Membership]) -> list[dict[str, Any]]:
    """Roles of today and to come, each with what it allows in the words of its permissions."""
    today = timezone.localdate()
    return [
        {
            "title": row.role_class.title,
            "where": place_name(row.place),
            "description": row.role_class.description,
            "may": [
                permission.value for permission in Permission if permission in row.role_class.permissions
            ],
            "facts": [("When", dates(row)), ("Given by", given(row))],
            "later": row.starts_on > today,
        }
        for row in held
        if not row.is_over_on(today)
    ]


def links(person: Person) -> list[tuple[str, str]]:
    """Where these roles lead."""
    held = memberships_of(person)
    may = {permission for row in held for permission in row.role_class.permissions}
    found = [
        (row.organisation.name, reverse("people:organisation", args=[row.organisation.slug]))
        for row in held
        if row.organisation
    ]
    if Permission.MANAGE_PEOPLE in may:
        found.append(("People", reverse("people:list")))
    if Permission.READ_ACCESS in may:
        found.append(("Who may see what", reverse("people:access")))
    return [*dict.fromkeys(found), ("Your account and how you sign in", reverse("account_home"))]
