"""Reads of figures."""

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.models import Figure
from partnerships.models import Partnership


def current_figures(indicators: Iterable[str] | None = None) -> QuerySet[Figure]:
    """The figures that stand today: those of returns that nothing supersedes."""
    rows = Figure.objects.filter(is_current=True)
    return rows if indicators is None else rows.filter(indicator__in=list(indicators))


def figure_with_source(pk: uuid.UUID) -> QuerySet[Figure]:
    return Figure.objects.filter(pk=pk).select_related("source", "source__superseded_by", "partnership__area")


def versions_of(figure: Figure) -> QuerySet[Figure]:
    """What was signed for the same partnership, indicator and period, first to last."""
    same = Figure.objects.filter(
        partnership_id=figure.partnership_id,
        indicator=figure.indicator,
        period_start=figure.period_start,
        period_end=figure.period_end,
    )
    return same.select_related("source").defer("source__payload").order_by("source__lodged_at")


def figures_of_return(return_id: uuid.UUID) -> QuerySet[Figure]:
    return Figure.objects.filter(source_id=return_id)


def figures_outside_series(
    *, partnership: Partnership | None = None, indicator: str | None = None
) -> QuerySet[Figure]:
    """Figures that stand today and that no yearly series holds: of other periods, or of local counts."""
    local = [definition.slug for definition in catalogue() if definition.period == "any"]
    rows = Figure.objects.filter(Q(year__isnull=True) | Q(indicator__in=local), is_current=True)
    if partnership is not None:
        rows = rows.filter(partnership=partnership)
    if indicator is not None:
        rows = rows.filter(indicator=indicator)
    return rows.select_related("partnership__area").order_by("-period_end", "period_start", "indicator")


def signed_for_years(indicator: str) -> QuerySet[Figure]:
    """All that was ever signed of an indicator for reporting years, each with its return and what replaced it."""
    rows = Figure.objects.filter(indicator=indicator, year__isnull=False)
    return (
        rows.select_related("source__superseded_by", "partnership__area")
        .defer("source__payload", "source__superseded_by__payload")
        .order_by("partnership__area__order", "-year", "source__lodged_at")
    )
