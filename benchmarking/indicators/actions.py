"""Projecting returns into figures, and deciding what of them is withheld. Repeatable: what is done is left alone."""

import logging

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from audit_trail.actions import record
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.deciding import Register
from benchmarking.indicators.models import Figure, Projected, Withheld, figure_id
from benchmarking.indicators.withholding import Chosen, Ledger
from kernel.periods import Period
from scrutiny.returns.models import Return
from scrutiny.returns.selectors import figure_returns

PROJECTION_LOCK = 7_305_112_020
log = logging.getLogger(__name__)


@transaction.atomic
def project_new_returns() -> int:
    """Bring figures up to date with the returns lodged. Returns how many returns were projected.

    Called after every sign-off and before every benchmark run, so a process that died between lodging and
    projecting leaves nothing behind but work for the next call. What has to be withheld is decided before anybody
    sees the figures, and never fails for a table that cannot be protected: that is withheld whole.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PROJECTION_LOCK])
    projected = Figure.objects.filter(source=OuterRef("pk"))
    waiting = (
        figure_returns().filter(~Exists(projected)).select_related("superseded_by").order_by("lodged_at")
    )
    readable = {row: figures for row in waiting if (figures := _readable_figures(row)) is not None}
    replaced = [row.supersedes_id for row in readable if row.supersedes_id]
    Figure.objects.filter(source__in=replaced, is_current=True).update(is_current=False)
    Figure.objects.bulk_create([figure for each in readable.values() for figure in each], batch_size=1000)
    decide_about_new_returns()
    return len(readable)


@transaction.atomic
def decide_about_new_returns() -> None:
    """Give each return that is visible and has no step yet its step, and decide what of it is withheld.

    One at a time, in the order in which they were lodged, as if each had been seen by itself. Decisions are kept
    when figures are projected anew.
    """
    visible = Figure.objects.filter(source=OuterRef("pk"))
    decided = Projected.objects.filter(source=OuterRef("pk"))
    waiting = (
        figure_returns().filter(Exists(visible), ~Exists(decided)).defer("payload").order_by("lodged_at")
    )
    rows = list(waiting)
    if not rows:
        return
    register = Register.about(rows)
    for row in rows:
        for ledger, chosen in register.take(row):
            _note(row, ledger, chosen)
    Projected.objects.bulk_create(register.steps)
    Withheld.objects.bulk_create(register.rows)


@transaction.atomic
def rebuild_figures() -> int:
    """Throw the projection away and make it anew from the returns."""
    Figure.objects.all().delete()
    return project_new_returns()


def _readable_figures(row: Return) -> list[Figure] | None:
    """None for a return that our own code did not write: one partnership's bad row must not stop the region."""
    try:
        return figures_of(row)
    except (KeyError, TypeError, ValueError):
        log.exception("Return %s cannot be read and is left out. manage.py verify_returns says more.", row.pk)
        return None


def figures_of(row: Return) -> list[Figure]:
    """The figures that a return gives, as they are stored."""
    period: Period = row.period
    is_current = not hasattr(row, "superseded_by")
    return [
        Figure(
            id=figure_id(row.pk, signed.indicator),
            source=row,
            partnership_id=row.partnership_id,
            indicator=signed.indicator,
            definition_version=signed.definition_version,
            area_code=row.content["area_code"],
            period_start=period.start,
            period_end=period.end,
            year=period.reporting_year_number,
            numerator=signed.numerator,
            denominator=signed.denominator,
            symbol=signed.symbol or "",
            status=signed.status,
            note=signed.note,
            is_current=is_current,
        )
        for signed in row.figures
    ]


def _note(row: Return, ledger: Ledger, chosen: Chosen) -> None:
    """In the trail: how many counts, of what; never which of them are small, nor any value."""
    names = ", ".join(catalogue().get(slug).short_name for slug in ledger.group)
    record(
        by=None,
        action="withhold all counts, none can be protected" if chosen.failed else "withhold counts",
        subject=f"{names}: {row.period.label}",
        detail={"counts": len(chosen.kinds), "return": str(row.pk)},
    )
