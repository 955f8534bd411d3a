"""Reads of figures."""

from collections.abc import Iterable

from django.db.models import QuerySet

from benchmarking.indicators.models import Figure


def current_figures(indicators: Iterable[str] | None = None) -> QuerySet[Figure]:
    """The figures that stand today: those of returns that nothing supersedes."""
    rows = Figure.objects.filter(is_current=True)
    return rows if indicators is None else rows.filter(indicator__in=list(indicators))


def figure_with_source(pk: object) -> QuerySet[Figure]:
    return Figure.objects.filter(pk=pk).select_related("source", "source__superseded_by", "partnership__area")
