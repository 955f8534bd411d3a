"""Who answers: bodies of the region file, and made-up ones that say so in their names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone

from accounts import roles
from accounts.actions import add_person
from accounts.models import Person
from partnerships.actions import grant_role
from partnerships.actions.organisations import add_organisation
from partnerships.models import Organisation, Partnership
from partnerships.selectors import open_partnerships, standing_organisations, the_region
from scrutiny.section11.models import LegalBasis

PASSWORD = "demonstration only"  # noqa: S105 - printed on purpose
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
        return Person.objects.get(email=lead_address(self.organisation))


@cache
def table() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def bodies() -> list[Body]:
    """Every agency of the demonstration, added where it is not there yet, each with a lead who signs."""
    found = [*_of_the_region_file(), *_made_up()]
    for body in found:
        _add_lead(body.organisation)
    return found


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
    email = lead_address(organisation)
    if Person.objects.filter(email=email).exists():
        return
    person = add_person(
        email=email, role_title=f"Safeguarding lead, {organisation}"[:120], password=PASSWORD, by=None
    )
    grant_role(
        person=person, role=roles.AgencyLead, place=organisation, starts_on=timezone.localdate(), by=None
    )
