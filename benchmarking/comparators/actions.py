"""Loading published figures and populations. Loading the same table twice changes nothing."""

from collections.abc import Iterable

from django.db import transaction

from audit_trail.actions import Actor, record
from benchmarking.comparators.models import Population, PublishedFigure


@transaction.atomic
def load_published_figures(*, figures: Iterable[PublishedFigure], by: Actor | None) -> int:
    """Store published figures, replacing those of the same place, indicator and year. Returns how many."""
    rows = list(figures)
    PublishedFigure.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code", "indicator", "year"],
        update_fields=["numerator", "denominator", "symbol", "published_value", "source"],
    )
    record(by=by, action="load published figures", subject=f"{len(rows)} figures")
    return len(rows)


@transaction.atomic
def load_populations(*, populations: Iterable[Population], by: Actor | None) -> int:
    """Store population estimates, replacing those of the same place and year. Returns how many."""
    rows = list(populations)
    Population.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code", "mid_year"], update_fields=["children", "source"]
    )
    record(by=by, action="load populations", subject=f"{len(rows)} estimates")
    return len(rows)
