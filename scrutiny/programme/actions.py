"""Every change to themes and workstreams."""

from django.db import transaction

from partnerships.region_file import RegionFile
from scrutiny.programme.models import Theme, Workstream


@transaction.atomic
def load_programme(*, region: RegionFile) -> None:
    """Write the region's themes and workstreams. Loading them again updates names and dates."""
    for order, theme in enumerate(region.themes):
        entries = {"name": theme.name, "order": order, "indicators": list(theme.indicators)}
        Theme.objects.update_or_create(slug=theme.slug, defaults=entries)
    for order, stream in enumerate(region.workstreams):
        Workstream.objects.update_or_create(
            slug=stream.slug,
            defaults={
                "name": stream.name,
                "started_on": stream.started_on,
                "ended_on": stream.ended_on,
                "listed_on": stream.listed_on,
                "listed_in": stream.listed_in,
                "order": order,
            },
        )
