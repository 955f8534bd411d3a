"""Reads of the register of interests. It is the region's: a partnership's own database role does not see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Person
from accounts.permissions import Permission
from partnerships.models import Membership, Organisation
from partnerships.reach import reach_of
from scrutiny.independence.models import Interest

YEARS_THAT_COUNT = 2
"""For so long after a tie has ended, it is still a conflict."""


@dataclass(frozen=True)
class Conflict:
    """One tie, in words for the person whose tie it is."""

    words: str


def conflicts(person: Person, organisation: Organisation, day: date) -> list[Conflict]:
    """What ties the person to an organisation, or to one it came from or became: interests they declared and roles they
    held, now or within the last two years. A tie that was declared and has not begun yet counts too.

    Reads the region's tables: inside a partnership, call it under `partnerships.context.in_region`.
    """
    since = years_before(day, YEARS_THAT_COUNT)
    bodies = one_and_the_same(organisation)
    recent = Q(ends_on__isnull=True) | Q(ends_on__gte=since)
    declared = Interest.objects.filter(recent, person=person.pk, organisation__in=bodies)
    held = Membership.objects.filter(recent, person=person, organisation__in=bodies)
    found = [Conflict(_declared(each)) for each in declared.select_related("organisation")]
    return found + [Conflict(_held(each)) for each in held.select_related("organisation").order_by("pk")]


def one_and_the_same(organisation: Organisation) -> set[int]:
    """Keys of the organisation, of those it came from and of those it became, however many steps away."""
    found = {organisation.pk}
    for step in (
        "successors",
        "predecessors",
    ):  # the bodies that name these as their successors, and the other way
        layer = {organisation.pk}
        while layer:
            rows = Organisation.objects.filter(**{f"{step}__in": layer})
            layer = set(rows.values_list("pk", flat=True)) - found
            found |= layer
    return found


def interests_of(person: Person) -> QuerySet[Interest]:
    return Interest.objects.filter(person=person.pk).select_related("organisation").order_by("-declared_at")


def register_for(reader: Person) -> QuerySet[Interest]:
    """In the region everybody's; in a partnership those of people who hold or held a role there."""
    reach = reach_of(reader, Permission.MANAGE_PEOPLE)
    rows = Interest.objects.select_related("organisation").order_by("-declared_at")
    if reach.everywhere:
        return rows
    theirs = Membership.objects.filter(partnership__in=reach.partnerships, person=OuterRef("person"))
    return rows.filter(Exists(theirs))


def reads_register(reader: Any) -> bool:
    """Whoever looks after people of the region or of a partnership; a lead looks after their agency's alone."""
    reach = reach_of(reader, Permission.MANAGE_PEOPLE)
    return reach.everywhere or bool(reach.partnerships)


def years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _declared(row: Interest) -> str:
    words = f"you declared a tie to {row.organisation}: {row.get_nature_display().lower()}"
    return f"{words}{_until(row.ends_on)}."


def _held(row: Membership) -> str:
    return f"you are or were {row.role_class.title.lower()} of {row.organisation}{_until(row.ends_on)}."


def _until(day: date | None) -> str:
    return f", until {day:%-d %B %Y}" if day else ""


def dates_in_words(row: Interest) -> Iterator[str]:
    yield f"From {row.starts_on:%-d %B %Y}" if row.starts_on else "Start not said"
    yield f"until {row.ends_on:%-d %B %Y}" if row.ends_on else "still stands"
