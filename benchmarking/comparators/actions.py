"""Loading what was published: figures, populations, other authorities. Loading the same table twice changes nothing."""

from collections.abc import Iterable

from django.db import transaction

from audit_trail.actions import Actor, record
from benchmarking.comparators.models import (
    Authority,
    AuthorityValue,
    Neighbour,
    Population,
    PublishedFigure,
)
from partnerships.models import Area


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


@transaction.atomic
def load_authorities(*, authorities: Iterable[Authority], by: Actor | None) -> int:
    """Store authorities, giving those known already the name and region they have now. Returns how many."""
    rows = list(authorities)
    Authority.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["dfe_code"], update_fields=["name", "region"]
    )
    record(by=by, action="load authorities", subject=f"{len(rows)} authorities")
    return len(rows)


@transaction.atomic
def load_authority_values(*, values: Iterable[AuthorityValue], by: Actor | None) -> int:
    """Store published values of authorities, replacing those of the same authority, indicator and year.

    Values of the region's own areas are not kept: one that the region hides must not be had from a table beside.
    Returns how many were kept.
    """
    own = set(Area.objects.values_list("dfe_code", flat=True))
    AuthorityValue.objects.filter(authority__dfe_code__in=own).delete()
    rows = [value for value in values if value.authority_id not in own]
    AuthorityValue.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["indicator", "year", "authority"],
        update_fields=["value", "symbol", "source"],
        batch_size=2000,
    )
    record(by=by, action="load authority values", subject=f"{len(rows)} values")
    return len(rows)


@transaction.atomic
def load_neighbours(*, neighbours: Iterable[Neighbour], by: Actor | None) -> int:
    """Store lists of statistical neighbours, each replacing the list of the same area and edition.

    Returns how many neighbours.
    """
    rows = list(neighbours)
    for dfe_code, edition in {(row.dfe_code, row.edition) for row in rows}:
        Neighbour.objects.filter(dfe_code=dfe_code, edition=edition).delete()
    Neighbour.objects.bulk_create(rows)
    record(by=by, action="load neighbours", subject=f"{len(rows)} neighbours")
    return len(rows)
