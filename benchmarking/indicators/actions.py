"""Projecting returns into figures, and deciding what of them is withheld. Repeatable: what is done is left alone."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from audit_trail.actions import record
from benchmarking.disclosure import OFFICIAL
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.decisions import Claim
from benchmarking.indicators.models import Figure, Projected, Withheld, figure_id
from benchmarking.indicators.quantities import quantities
from benchmarking.indicators.withholding import Chosen, Ledger, choose
from kernel.periods import Period
from partnerships.selectors import areas
from scrutiny.returns.models import Return

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
    waiting = Return.objects.filter(~Exists(projected)).select_related("superseded_by").order_by("lodged_at")
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
    waiting = Return.objects.filter(Exists(visible), ~Exists(decided)).defer("payload").order_by("lodged_at")
    rows = list(waiting)
    if not rows:
        return
    record_of = _Record.about(rows)
    for row in rows:
        record_of.take(row)
    Projected.objects.bulk_create(record_of.steps)
    Withheld.objects.bulk_create(record_of.rows)


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


@dataclass(eq=False)
class _Record:
    """What was signed and decided about the periods in question, growing return by return."""

    figures: dict[Period, dict[object, list[Figure]]]
    step_of: dict[object, int]
    withheld: dict[Period, dict[Claim, int]]
    areas: dict[int | None, str]
    last: int
    steps: list[Projected] = field(default_factory=list)
    rows: list[Withheld] = field(default_factory=list)

    @classmethod
    def about(cls, returns: list[Return]) -> "_Record":
        """Five queries, however many returns."""
        starts, ends = {row.period_start for row in returns}, {row.period_end for row in returns}
        figures: dict[Period, dict[object, list[Figure]]] = defaultdict(lambda: defaultdict(list))
        for figure in Figure.objects.filter(period_start__in=starts, period_end__in=ends):
            if figure.indicator in catalogue():
                figures[figure.period][figure.source_id].append(figure)
        withheld: dict[Period, dict[Claim, int]] = defaultdict(dict)
        for each in Withheld.objects.filter(period_start__in=starts, period_end__in=ends):
            withheld[Period(each.period_start, each.period_end)][each.claim] = each.step
        known = Projected.objects.values_list("source", "step")
        return cls(
            figures,
            dict(known.filter(source__period_start__in=starts, source__period_end__in=ends)),
            withheld,
            {each.partnership.pk if hasattr(each, "partnership") else None: each.name for each in areas()},
            Projected.objects.aggregate(last=Max("step"))["last"] or 0,
        )

    def take(self, row: Return) -> None:
        """Give the return its step and decide about each group of counts that it speaks of."""
        self.last += 1
        self.step_of[row.pk] = self.last
        now = timezone.now()
        self.steps.append(Projected(source=row, step=self.last, at=now))
        for ledger in self._ledgers(row):
            chosen = choose(ledger, self.last)
            for claim, kind in chosen.kinds.items():
                self.withheld[row.period][claim] = self.last
                self.rows.append(_withheld(claim, str(kind), self.last, now))
            if chosen.kinds or chosen.failed:
                _note(row, ledger, chosen)

    def _ledgers(self, row: Return) -> Iterator[Ledger]:
        """One for each group of the return in which anything is ours to protect."""
        mine = self.figures[row.period][row.pk]
        signed = [
            (figure, self.step_of[source])
            for source, figures in self.figures[row.period].items()
            if source in self.step_of
            for figure in figures
        ]
        signed.sort(key=lambda pair: (pair[1], pair[0].indicator))
        for group in sorted({quantities().group(figure.indicator) for figure in mine}):
            here = [(figure, step) for figure, step in signed if figure.indicator in group]
            if any(figure.status != OFFICIAL for figure, _ in here):
                yield Ledger(group, row.period, here, self.areas, self.withheld[row.period])


def _withheld(claim: Claim, kind: str, step: int, now: datetime) -> Withheld:
    partnership, indicator, part, start, end = claim
    return Withheld(
        partnership_id=partnership, indicator=indicator, part=part, period_start=start, period_end=end, kind=kind,
        step=step, decided_at=now,
    )  # fmt: skip


def _note(row: Return, ledger: Ledger, chosen: Chosen) -> None:
    """In the trail: how many counts, of what; never which of them are small, nor any value."""
    names = ", ".join(catalogue().get(slug).short_name for slug in ledger.group)
    record(
        by=None,
        action="withhold all counts, none can be protected" if chosen.failed else "withhold counts",
        subject=f"{names}: {row.period.label}",
        detail={"counts": len(chosen.kinds), "return": str(row.pk)},
    )
