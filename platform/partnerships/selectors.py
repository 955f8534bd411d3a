"""Shared reads of areas and partnerships."""

from django.db.models import QuerySet

from partnerships.models import Area, Comparator, Partnership, Region


def the_region() -> Region | None:
    """The region of this installation, or None before it was set up."""
    return Region.objects.first()


def areas() -> QuerySet[Area]:
    """Every area with its codes and its partnership, in the region's order."""
    return Area.objects.select_related("partnership").prefetch_related("codes")


def open_partnerships() -> QuerySet[Partnership]:
    rows: QuerySet[Partnership] = Partnership.objects.select_related("area").filter(opened_at__isnull=False)
    return rows


def comparators() -> QuerySet[Comparator]:
    return Comparator.objects.all()
