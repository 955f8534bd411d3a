"""The partners' twin of a run: the same calculation, with those shown who agreed to be shown to each other.

Deterministic: it follows from the run's returns, from what was decided up to the last of them, and from who agreed.
Only pages inside the strategic partnership may use it; no public output and no address of the API does.
"""

import uuid
from collections.abc import Collection, Iterator
from typing import Any

import pandas as pd

from benchmarking.benchmarks.inputs import COLUMNS, Inputs, in_order
from benchmarking.benchmarks.ledgers import ledgers
from benchmarking.benchmarks.models import Result, Run
from benchmarking.benchmarks.places import Level
from benchmarking.disclosure import Status, weaknesses
from benchmarking.indicators.linked import Key
from benchmarking.indicators.models import Figure, Projected
from benchmarking.indicators.withholding import Ledger
from kernel.symbols import Symbol
from partnerships.selectors import areas

Opened = tuple[str, int]
"""An indicator and a year in which the agreement may be used."""


def partners_inputs(run: Run, named: frozenset[str]) -> Inputs:
    """What the twin is calculated from. named: the areas (slugs) whose partnerships agreed."""
    returns = [uuid.UUID(pk) for pk, _ in run.based_on["returns"]]
    last = (
        Projected.objects.filter(source__in=returns).order_by("-step").values_list("step", flat=True).first()
    )
    place_of, agreed = {}, set()
    for area in areas():
        if hasattr(area, "partnership"):
            place_of[area.partnership.pk] = area.slug
            if area.slug in named:
                agreed.add(area.slug)
    names = {place.name for place in run.places.areas if place.key in agreed}
    opened = {each for ledger in ledgers(up_to=last) if _may_open(ledger, names) for each in _years(ledger)}
    withheld = {(place, slug, year, part) for place, slug, year, part in run.based_on["withheld"]}
    rows = [
        *_areas(run, returns, place_of, agreed, opened, withheld),
        *_wider(run.results.exclude(level__in=[str(Level.AREA), str(Level.POOLED)])),
    ]
    everybody = {place.key for place in run.places.areas} <= agreed
    pooled = frozenset(
        (slug, year, part)
        for place, slug, year, part in withheld
        if place == run.places.pooled.key and not (everybody and (slug, year) in opened)
    )
    slugs = list(run.definitions)
    cells = in_order(pd.DataFrame(rows, columns=COLUMNS), slugs, [place.key for place in run.places])
    return Inputs(run.places, tuple(run.definitions.values()), cells, pooled_withheld=pooled)


def _may_open(ledger: Ledger, agreed: Collection[str]) -> bool:
    """Whether showing all counts of those who agreed leaves the small counts of the others safe from every partner.

    If not, the table stays as the public sees it: part of an agreement cannot be kept at the cost of others.
    """
    linked = ledger.linked
    mine = {key for key, cell in linked.cells.items() if cell.owner in agreed}
    mine |= (
        {key for key, cell in linked.cells.items() if not cell.owner} if _all(ledger, agreed) else set[Key]()
    )
    others = linked.small() - mine
    if not others or linked.rule is None:
        return True
    out = {seen.cell for seen in ledger.prints if ledger.was_shown(seen) or seen.cell in mine}
    statuses = {
        linked.names[key]: Status.PRIMARY
        if key in others
        else Status.PUBLISHED
        if key in out
        else Status.SECONDARY
        for key in linked.cells
    }
    cells = set(linked.cells)
    return not weaknesses(linked.frame(cells), linked.relations(cells), statuses, rule=linked.rule)


def _all(ledger: Ledger, agreed: Collection[str]) -> bool:
    return set(ledger.areas.values()) <= set(agreed)


def _years(ledger: Ledger) -> Iterator[Opened]:
    if year := ledger.period.reporting_year_number:
        yield from ((slug, year) for slug in ledger.group)


def _areas(
    run: Run,
    returns: list[uuid.UUID],
    place_of: dict[int, str],
    agreed: set[str],
    opened: set[Opened],
    withheld: set[tuple[str, str, int, str]],
) -> Iterator[tuple[Any, ...]]:
    """The figures of the run's returns, by the columns of the inputs."""
    signed = (
        Figure.objects.filter(source__in=returns, indicator__in=list(run.definitions), year__lte=run.year)
        .select_related("source")
        .defer("source__payload")
    )
    for figure in signed:
        place = place_of[figure.partnership_id]
        open_ = place in agreed and (figure.indicator, figure.year) in opened
        hidden = [
            (place, figure.indicator, figure.year, part) in withheld and not open_
            for part in ("numerator", "denominator")
        ]
        yield (
            figure.indicator, figure.year, place, str(Level.AREA), figure.area_code, figure.numerator,
            figure.denominator, figure.symbol, figure.status, None, figure.source_id, figure.pk,
            figure.source.sha256, *hidden, open_,
        )  # fmt: skip


def _wider(results: Any) -> Iterator[tuple[Any, ...]]:
    """Published values of wider places, as the run froze them."""
    row: Result
    for row in results:
        value = None if row.value is None else float(row.value)
        yield (
            row.indicator, row.year, row.place, row.level, row.area_code, row.numerator, row.denominator,
            "" if row.value is not None or row.symbol == Symbol.LOW else row.symbol, row.status, value, None, None, None, False, False, False,
        )  # fmt: skip
