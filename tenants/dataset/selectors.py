"""Reads of a partnership's own figures."""

from collections.abc import Iterable

from django.db.models import QuerySet

from benchmarking.comparators.selectors import populations_of
from kernel.canonical import sha256_hex
from kernel.periods import Period
from partnerships.models import Area, Partnership
from tenants.dataset.models import DraftFigure


def draft_figures(period: Period | None = None) -> QuerySet[DraftFigure]:
    """The partnership's figures, of one period or of all."""
    rows = DraftFigure.objects.all()
    return rows if period is None else rows.filter(period_start=period.start, period_end=period.end)


def draft_figure(indicator: str, period: Period) -> DraftFigure | None:
    """The figure of one indicator and period, or None before it is entered."""
    return draft_figures(period).filter(indicator=indicator).first()


def fingerprint(figures: Iterable[DraftFigure]) -> str:
    """Tells whether two lists of figures are the same figures in the same versions."""
    return sha256_hex(" ".join(sorted(f"{figure.pk}:{figure.version}" for figure in figures)))


def periods_with_figures() -> list[Period]:
    """Every period the partnership has figures for, newest first."""
    rows = DraftFigure.objects.order_by().values_list("period_start", "period_end").distinct()
    return sorted((Period(*row) for row in rows), key=lambda period: (period.end, period.start), reverse=True)


def populations_for(partnership: Partnership) -> dict[int, int]:
    """The area's children aged 0 to 17 by mid-year, which rates are divided by."""
    return populations_of(Area.objects.prefetch_related("codes").get(pk=partnership.area_id))
