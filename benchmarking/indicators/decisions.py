"""Which counts are withheld from readers, as it was decided when their returns became visible."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from benchmarking.disclosure import OFFICIAL
from benchmarking.indicators.models import Figure, Projected, Withheld
from benchmarking.indicators.quantities import Part
from kernel.periods import Period
from scrutiny.returns.selectors import figure_returns

Claim = tuple[int | None, str, str, date, date]
"""Whose count (None: the areas pooled), of which indicator, which part of it, first and last day of the period."""


@dataclass(frozen=True)
class Decisions:
    """withheld: the claims that are not shown. undecided: returns about which nothing has been decided yet; until
    then nothing of them is shown that no publisher shows."""

    withheld: frozenset[Claim]
    undecided: frozenset[uuid.UUID]

    def withhold(self, figure: Figure, part: Part) -> bool:
        """Whether a count of this figure is not shown. Official figures are out already, and always shown."""
        if figure.status == OFFICIAL:
            return False
        return figure.source_id in self.undecided or claim_of(figure, part) in self.withheld

    def withhold_pooled(self, indicator: str, part: Part, period: Period) -> bool:
        return (None, indicator, str(part), period.start, period.end) in self.withheld


def claim_of(figure: Figure, part: Part) -> Claim:
    return figure.partnership_id, figure.indicator, str(part), figure.period_start, figure.period_end


def decisions(indicators: Iterable[str] | None = None) -> Decisions:
    """Two queries. Read them after the figures they are about: a decision is never taken back, so what stands by
    then covers every figure that was read."""
    rows = Withheld.objects.all()
    if indicators is not None:
        rows = rows.filter(indicator__in=list(indicators))
    return _decisions(rows)


def decisions_about(figures: Iterable[Figure]) -> Decisions:
    """Those that concern these figures. Two queries, none for no figures."""
    figures = list(figures)
    if not figures:
        return Decisions(frozenset(), frozenset())
    return _decisions(
        Withheld.objects.filter(
            indicator__in={figure.indicator for figure in figures},
            partnership__in={figure.partnership_id for figure in figures},
        )
    )


def _decisions(rows: QuerySet[Withheld]) -> Decisions:
    undecided = figure_returns().filter(~Exists(Projected.objects.filter(source=OuterRef("pk"))))
    claims = rows.order_by().values_list("partnership", "indicator", "part", "period_start", "period_end")
    return Decisions(frozenset(claims), frozenset(undecided.order_by().values_list("pk", flat=True)))
