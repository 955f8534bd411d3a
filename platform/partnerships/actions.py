"""Every change to the region, its areas and partnerships, and who may do what where."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.roles import Role
from audit_trail.actions import Actor, record
from partnerships.keys.scopes import Scope
from partnerships.models import (
    ApiKey,
    Area,
    AreaCode,
    Comparator,
    Membership,
    Organisation,
    Partnership,
    Region,
)
from partnerships.permissions import Place
from partnerships.region_file import LocalArea, RegionFile


@transaction.atomic
def load_region(*, region: RegionFile, by: Actor | None) -> None:
    """Write what the region file says. Loading it again updates names and dates and removes nothing."""
    row, _ = Region.objects.update_or_create(
        slug=region.slug,
        defaults={
            "name": region.name,
            "service_name": region.service_name,
            "strategic_partnership": region.strategic_partnership.name,
            "strategic_partnership_short": region.strategic_partnership.short_name,
        },
    )
    for order, wider in enumerate(region.comparators):
        Comparator.objects.update_or_create(
            code=wider.code,
            defaults={"region": row, "name": wider.name, "level": wider.level, "order": order},
        )
    for order, area in enumerate(region.areas):
        _load_area(area, order)
    _load_organisations(region)
    record(by=by, action="load region", subject=region.name)


def held_at(place: Place) -> dict[str, Any]:
    """The fields of a membership or an invitation that say where the role is held."""
    return {
        "partnership": place if isinstance(place, Partnership) else None,
        "organisation": place if isinstance(place, Organisation) else None,
    }


@transaction.atomic
def grant_role(
    *,
    person: Person,
    role: type[Role],
    place: Place,
    starts_on: date,
    ends_on: date | None = None,
    by: Actor | None,
) -> Membership:
    """Give a person a role in a partnership, an organisation or the region. Giving it twice changes nothing."""
    membership, new = Membership.objects.get_or_create(
        person=person, role=role.key, **held_at(place), ends_on=ends_on, defaults={"starts_on": starts_on}
    )
    if new:
        record(
            by=by,
            action="grant role",
            subject=f"{role.title} to person {person.pk}",
            partnership=place.slug if isinstance(place, Partnership) else "",
        )
    return membership


@transaction.atomic
def issue_api_key(
    *,
    name: str,
    organisation: Organisation,
    days: int,
    by: Actor | None,
    scopes: Collection[Scope] = frozenset(Scope),
) -> str:
    """A new key for an organisation, valid for so many days (at most 365). The key is returned once, never stored.

    Raises ValueError for an organisation that has ended.
    """
    if not 1 <= days <= 365:
        raise ValueError("a key is valid for 1 to 365 days")
    if organisation.has_ended:
        raise ValueError(f"{organisation.name} ended on {organisation.ended_on}")
    if not scopes:
        raise ValueError("a key reads something")
    allowed = sorted(scope.value for scope in scopes)
    stored, key = ApiKey.objects.create_key(
        name=name,
        organisation=organisation,
        scopes=allowed,
        expiry_date=timezone.now() + timedelta(days=days),
    )
    record(
        by=by,
        action="issue API key",
        subject=f"{stored.prefix} for {organisation.name}",
        detail={"scopes": allowed, "days": days},
    )
    return str(key)


@transaction.atomic
def revoke_api_key(*, key: ApiKey, by: Actor | None) -> None:
    """End a key at once and for ever. Revoking it again changes nothing."""
    locked = ApiKey.objects.select_for_update().get(pk=key.pk)
    if not locked.revoked:
        locked.revoked = True
        locked.save()
        record(by=by, action="revoke API key", subject=locked.prefix)


def _load_area(area: LocalArea, order: int) -> None:
    row, _ = Area.objects.update_or_create(
        slug=area.slug,
        defaults={
            "name": area.name,
            "short_name": area.short_name,
            "dfe_code": area.dfe_code,
            "order": order,
        },
    )
    for code in area.codes:
        AreaCode.objects.update_or_create(
            code=code.code, defaults={"area": row, "valid_from": code.valid_from, "valid_to": code.valid_to}
        )
    local = area.partnership
    Partnership.objects.update_or_create(
        slug=area.slug,
        defaults={
            "area": row, "name": local.name, "short_name": local.short_name, "schema_name": local.schema_name
        },
    )  # fmt: skip


def _load_organisations(region: RegionFile) -> None:
    areas = {area.slug: area for area in Area.objects.all()}
    rows = {}
    for body in region.organisations:
        rows[body.slug], _ = Organisation.objects.update_or_create(
            slug=body.slug,
            defaults={
                "name": body.name,
                "kind": body.kind,
                "started_on": body.started_on,
                "ended_on": body.ended_on,
                "note": body.note or "",
            },
        )
    for body in region.organisations:
        rows[body.slug].areas.set([areas[slug] for slug in body.areas])
        rows[body.slug].predecessors.set([rows[slug] for slug in body.predecessors])
