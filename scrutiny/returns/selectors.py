"""Reads of signed returns. Every one takes the viewer's reach; row-level security backs it."""

from django.db.models import QuerySet

from kernel.periods import Period
from partnerships.models import Partnership
from scrutiny.returns.models import Return


def returns_of(partnership: Partnership) -> QuerySet[Return]:
    """Every return the partnership lodged, newest first."""
    return (
        Return.objects.filter(partnership=partnership)
        .select_related("supersedes", "superseded_by")
        .order_by("-period_end", "-lodged_at")
    )


def standing_return(partnership: Partnership, period: Period) -> Return | None:
    """The return that stands for the period: the one that nothing supersedes."""
    return Return.objects.filter(
        partnership=partnership, period_start=period.start, period_end=period.end, superseded_by__isnull=True
    ).first()


def all_returns() -> QuerySet[Return]:
    """Every return of the region, newest first. For the regional role."""
    return Return.objects.select_related("partnership__area", "supersedes", "superseded_by").order_by(
        "-lodged_at"
    )
