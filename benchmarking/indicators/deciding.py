"""What was signed and decided about some periods, return by return, and what to withhold of each as it comes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from benchmarking.disclosure import OFFICIAL
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.decisions import Claim
from benchmarking.indicators.models import Figure, Projected, Withheld
from benchmarking.indicators.quantities import quantities
from benchmarking.indicators.withholding import Chosen, Ledger, choose
from kernel.periods import Period
from partnerships.selectors import areas
from scrutiny.returns.models import Return


@dataclass(eq=False)
class Register:
    """Grows return by return. steps and rows are what is to be stored in the end."""

    figures: dict[Period, dict[object, list[Figure]]]
    step_of: dict[object, int]
    withheld: dict[Period, dict[Claim, int]]
    areas: dict[int | None, str]
    last: int
    steps: list[Projected] = field(default_factory=list)
    rows: list[Withheld] = field(default_factory=list)

    @classmethod
    def about(cls, returns: list[Return]) -> "Register":
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

    def take(self, row: Return) -> Iterator[tuple[Ledger, Chosen]]:
        """Give the return its step and decide about each group of counts it speaks of: those that lost any count."""
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
                yield ledger, chosen

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
