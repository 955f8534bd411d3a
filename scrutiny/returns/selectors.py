"""Reads of signed returns. Every one takes the viewer's reach; row-level security backs it."""

from datetime import datetime

from django.db.models import Count, QuerySet

from audit_trail.models import Event
from kernel.canonical import canonical_json
from kernel.periods import Period
from partnerships.models import Partnership
from scrutiny.returns.models import Kind, Return


def figure_returns() -> QuerySet[Return]:
    """Returns of figures alone: what projects, compares or counts figures reads no others."""
    return Return.objects.filter(kind=Kind.FIGURES)


def returns_of(partnership: Partnership) -> QuerySet[Return]:
    """Every return the partnership lodged, of whatever kind, newest first."""
    return (
        Return.objects.filter(partnership=partnership)
        .select_related("supersedes", "superseded_by")
        .order_by("-period_end", "-lodged_at")
    )


def standing_return(partnership: Partnership, period: Period, kind: Kind = Kind.FIGURES) -> Return | None:
    """The return of that kind that stands for the period: the one that nothing supersedes."""
    rows = Return.objects.filter(partnership=partnership, kind=kind, superseded_by__isnull=True)
    return rows.filter(period_start=period.start, period_end=period.end).first()


def standing_audits(round_slug: str) -> list[Return]:
    """Of each partnership, its audit return of a round that nothing supersedes, in the region's order. One query. For
    the regional role."""
    rows = audit_returns(round_slug).filter(superseded_by__isnull=True)
    newest = {
        row.partnership_id: row
        for row in rows.select_related("partnership__area").order_by("lodged_at", "pk")
    }
    return sorted(newest.values(), key=lambda row: (row.partnership.area.order, row.partnership.slug))


def all_returns() -> QuerySet[Return]:
    """Every return of the region, newest first. For the regional role."""
    return Return.objects.select_related("partnership__area", "supersedes", "superseded_by").order_by(
        "-lodged_at"
    )


def approval_of(row: Return) -> Event | None:
    """The event of its approval, in its partnership's chain. For the regional role."""
    events = Event.objects.filter(chain=row.partnership.slug, action="approve return")
    detail = {"submission": str(row.submission), "sha256": row.sha256}
    approval: Event | None = events.filter(detail=canonical_json(detail)).first()
    return approval


def newest_returns() -> list[Return]:
    """Of each partnership, the standing return of figures whose period ends last. One query."""
    standing = figure_returns().filter(superseded_by__isnull=True).defer("payload")
    return list(
        standing.order_by("partnership_id", "-period_end", "-period_start").distinct("partnership_id")
    )


def returns_signed() -> dict[int, int]:
    """How many returns of figures each partnership has lodged, corrections included, by its key. One query."""
    counted = figure_returns().order_by().values("partnership").annotate(number=Count("pk"))
    return {row["partnership"]: row["number"] for row in counted}


def audit_returns(round_slug: str) -> QuerySet[Return]:
    """Those of a round of the audit, corrections included.

    A payload is canonical, so the text of a member stands in it exactly so, and in nothing that somebody wrote: there
    quotation marks are escaped.
    """
    return Return.objects.filter(kind=Kind.SECTION_11, payload__contains=f'"round":"{round_slug}"')


def audit_returns_signed(round_slug: str) -> set[int]:
    """The keys of the partnerships that have signed a return of this round of the audit. One query."""
    rows = audit_returns(round_slug).order_by()
    return set(rows.values_list("partnership", flat=True).distinct())


def partnerships_by_year() -> dict[int, set[int]]:
    """Reporting years and the keys of the partnerships that have signed figures of them. One query."""
    found: dict[int, set[int]] = {}
    signed = figure_returns().order_by().values_list("period_start", "period_end", "partnership").distinct()
    for start, end, partnership in signed:
        if year := Period(start, end).reporting_year_number:
            found.setdefault(year, set()).add(partnership)
    return found


def lodged_after(moment: datetime) -> int:
    """How many returns of figures were lodged since then."""
    return figure_returns().filter(lodged_at__gt=moment).count()
