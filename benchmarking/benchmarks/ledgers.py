"""Everything that was signed and decided in this region, as ledgers: one a group of linked counts and period."""

import uuid
from collections import defaultdict
from collections.abc import Collection

from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.decisions import Claim
from benchmarking.indicators.models import Figure, Projected, Withheld
from benchmarking.indicators.quantities import quantities
from benchmarking.indicators.withholding import Ledger
from kernel.periods import Period
from partnerships.selectors import areas

Place = tuple[tuple[str, ...], Period]


def ledgers(*, up_to: int | None = None, periods: Collection[Period] | None = None) -> list[Ledger]:
    """Those of all periods, or of some; with `up_to` as they stood after that step, and so for ever the same.

    Five queries, however much was signed.
    """
    steps: dict[uuid.UUID, int] = dict(Projected.objects.values_list("source", "step"))
    signed: dict[Place, list[tuple[Figure, int]]] = defaultdict(list)
    for figure in Figure.objects.filter(source__in=Projected.objects.values("source")).order_by("indicator"):
        step = steps[figure.source_id]
        if figure.indicator not in catalogue() or (up_to is not None and step > up_to):
            continue
        if periods is None or figure.period in periods:
            signed[quantities().group(figure.indicator), figure.period].append((figure, step))
    withheld: dict[Place, dict[Claim, int]] = defaultdict(dict)
    for row in Withheld.objects.all():
        if row.indicator in catalogue() and (up_to is None or row.step <= up_to):
            place = quantities().group(row.indicator), Period(row.period_start, row.period_end)
            withheld[place][row.claim] = row.step
    names = {each.partnership.pk if hasattr(each, "partnership") else None: each.name for each in areas()}
    return [
        Ledger(group, period, sorted(rows, key=lambda pair: pair[1]), names, withheld[group, period])
        for (group, period), rows in sorted(signed.items())
    ]
