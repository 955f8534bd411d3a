"""Who answers: bodies of the region file, and made-up ones that say so in their names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from accounts import roles
from accounts.actions import add_person
from accounts.models import Person
from partnerships.actions import grant_role
from partnerships.actions.organisations import add_organisation
from partnerships.models import Organisation, Partnership
from partnerships.selectors import open_partnerships, standing_organisations, the_region
from scrutiny.section11.models import LegalBasis

FILE = settings.ROOT / "infra" / "demonstration" / "agencies.yaml"


@dataclass(frozen=True)
class Body:
    """An agency, what it answers, and for which partnerships."""

    organisation: Organisation
    variant: str
    kind: str
    legal_basis: LegalBasis
    partnerships: tuple[Partnership, ...]

    @property
    def is_shared(self) -> bool:
        return len(self.partnerships) > 1

    @property
    def lead(self) -> Person:
        person: Person = Person.objects.get(email=lead_address(self.organisation))
        return person


@cache
def table() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def bodies() -> list[Body]:
    """Every agency of the demonstration, added where it is not there yet."""
    return [*_of_the_region_file(), *_made_up()]


def still_at_work() -> list[Organisation]:
    """Local agencies that have not finished in the newest round, as far as they are there yet."""
    found = Q(pk__in=())
    for word, slugs in table()["still_answering"].items():
        found |= Q(name__startswith=word, areas__slug__in=slugs)
    return list(Organisation.objects.filter(found).order_by("name").distinct())


def add_leads(bodies: list[Body]) -> None:
    """Somebody who signs, for each agency that has nobody yet. They cannot sign in to the site: those who can are listed
    in demonstration.people."""
    known = set(Person.objects.values_list("email", flat=True))
    for body in bodies:
        if lead_address(body.organisation) not in known:
            _add_lead(body.organisation)


def lead_address(organisation: Organisation) -> str:
    return f"lead@{organisation.slug}.example"


def _of_the_region_file() -> Iterator[Body]:
    places = {each.area_id: each for each in open_partnerships()}
    asked = table()["of_the_region_file"]
    for organisation in standing_organisations(timezone.localdate()).prefetch_related("areas"):
        if (entry := asked.get(organisation.kind)) is not None:
            at = [places[area.pk] for area in organisation.areas.all() if area.pk in places]
            yield _body(organisation, entry, at)


def _made_up() -> Iterator[Body]:
    everywhere, region = list(open_partnerships()), the_region()
    for entry in table()["made_up_everywhere"]:
        name = entry["name"].format(region=region.name if region else "the region")
        yield _body(_organisation(name, entry["kind_of_body"], everywhere), entry, everywhere)
    for partnership in everywhere:
        for entry in table()["made_up_in_each_area"]:
            name = entry["name"].format(area=partnership.area.name)
            yield _body(_organisation(name, entry["kind_of_body"], [partnership]), entry, [partnership])


def _body(organisation: Organisation, entry: dict[str, str], at: list[Partnership]) -> Body:
    basis = LegalBasis(entry["legal_basis"])
    return Body(organisation, entry["variant"], entry["kind"], basis, tuple(at))


def _organisation(name: str, kind: str, at: list[Partnership]) -> Organisation:
    found = Organisation.objects.filter(name=name).first()
    areas = [each.area for each in at]
    return found or add_organisation(name=name, kind=kind, areas=areas, started_on=None, by=None)


def _add_lead(organisation: Organisation) -> None:
    title = f"Safeguarding lead, {organisation}"[:120]
    person = add_person(email=lead_address(organisation), role_title=title, password=None, by=None)
    today = timezone.localdate()
    grant_role(person=person, role=roles.AgencyLead, place=organisation, starts_on=today, by=None)
