"""The region, its areas, partnerships and organisations, as the region file describes them."""

from django.db import transaction

from audit_trail.actions import Actor, record
from partnerships.context import owner_rights
from partnerships.models import (
    Area,
    AreaCode,
    Comparator,
    Organisation,
    Partnership,
    Region,
)
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
    with owner_rights():  # the region itself may not say which schema is whose
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
