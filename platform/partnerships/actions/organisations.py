"""Adding an organisation that the region file does not name: a school, a charity, a clinic."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, connection, transaction
from django.utils.text import slugify

from audit_trail.actions import Actor, record
from kernel.errors import UserError
from partnerships.models import Area, Organisation

LONGEST_SLUG = 50
ADDING = 7_305_112_021


class OrganisationNotAdded(UserError):
    """The organisation cannot be added; the text says why."""


@transaction.atomic
def add_organisation(
    *, name: str, kind: str, areas: Iterable[Area], started_on: date | None, by: Actor | None
) -> Organisation:
    """Add a body that works in these areas. Its address is made from its name and never changes.

    Raises OrganisationNotAdded where one of the same name stands already, or no area is given.
    """
    with (
        connection.cursor() as cursor
    ):  # one after the other: two of one name are seen however close they come
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADDING])
    name, kind, places = " ".join(name.split()), " ".join(kind.split()), list(areas)
    if not places:
        raise OrganisationNotAdded("Choose at least one area in which it works.")
    standing = Organisation.objects.filter(name__iexact=name, ended_on=None).first()
    if standing is not None:
        raise OrganisationNotAdded(f"There is an organisation called {standing.name} already.")
    try:
        with transaction.atomic():
            row = Organisation.objects.create(
                slug=free_slug(name), name=name, kind=kind, started_on=started_on
            )
    except IntegrityError as error:  # of two who add it at once, one does
        raise OrganisationNotAdded(
            "Somebody added an organisation of that name a moment ago. Look in the list."
        ) from error
    row.areas.set(places)
    detail = {"kind": kind, "areas": [each.slug for each in places], "slug": row.slug}
    record(by=by, action="add organisation", subject=name, detail=detail)
    return row


def free_slug(name: str) -> str:
    """A word for addresses, made from the name; with a number where an earlier organisation has it."""
    word = slugify(name)[:LONGEST_SLUG].strip("-") or "organisation"
    taken = set(
        Organisation.objects.filter(slug__startswith=word[: LONGEST_SLUG - 5]).values_list("slug", flat=True)
    )
    number = 1
    found = word
    while found in taken:
        number += 1
        found = f"{word[: LONGEST_SLUG - 5].strip('-')}-{number}"
    return found
