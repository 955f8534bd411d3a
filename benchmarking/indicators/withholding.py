"""Deciding what to withhold when a return becomes visible: the step between a signed count and its readers.

For one group of quantities and one period it lays out all that was ever signed and shown, and asks for the cheapest
hiding that no reader can break. What readers have seen cannot be hidden any more, what was hidden stays hidden.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from benchmarking.disclosure import OFFICIAL, Status, protect
from benchmarking.indicators import arithmetic
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.decisions import Claim, claim_of
from benchmarking.indicators.linked import Key, LinkedCounts
from benchmarking.indicators.models import Figure
from benchmarking.indicators.quantities import Part
from kernel.periods import Period

POOLED_WEIGHT = 0.5
"""A pooled value is a comparator beside others; an area's own value is what its readers came for."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Seen:
    """One print of a count: by which claim, of which cell, since which step, and whether by its publisher."""

    claim: Claim
    cell: Key
    step: int
    official: bool = False
    small: bool = False


@dataclass(frozen=True)
class Chosen:
    """What to withhold from now on, with the kind of each. `failed`: no choice was safe, so it is everything."""

    kinds: Mapping[Claim, Status]
    failed: bool = False


@dataclass(eq=False)
class Ledger:
    """All that was signed about one group and period, step by step, and what was withheld of it.

    signed: figures with the step of their return, in that order. areas: the names of the areas by partnership, each
    area of the region (None where it has no partnership yet: then nothing is ever pooled). withheld: by claim, the
    step since which it is.
    """

    group: tuple[str, ...]
    period: Period
    signed: Sequence[tuple[Figure, int]]
    areas: Mapping[int | None, str]
    withheld: Mapping[Claim, int] = field(default_factory=dict)

    @cached_property
    def linked(self) -> LinkedCounts:
        found = LinkedCounts(self.group, self.period)
        by_return: dict[object, list[Figure]] = defaultdict(list)
        for figure, _ in self.signed:
            found.add(figure, self.areas[figure.partnership_id])
            by_return[figure.source_id].append(figure)
        for figures in by_return.values():
            found.add_partitions(figures, self.areas[figures[0].partnership_id])
        return found

    @cached_property
    def prints(self) -> list[Seen]:
        """Every place where a cell is or was printed unless withheld: figures, and pooled areas step by step."""
        return [*self._of_figures(), *self._of_totals()]

    def was_shown(self, seen: Seen) -> bool:
        """Whether readers saw it: official figures anyway, others unless they were withheld by then."""
        return seen.official or self.withheld.get(seen.claim, seen.step + 1) > seen.step

    @cached_property
    def withheld_cells(self) -> set[Key]:
        return {seen.cell for seen in self.prints if not self.was_shown(seen)}

    def out_before(self, step: int) -> set[Key]:
        """The cells that readers know: shown before this step, or by their publisher."""
        return {s.cell for s in self.prints if s.official or (s.step < step and self.was_shown(s))}

    def _of_figures(self) -> Iterator[Seen]:
        for figure, step in self.signed:
            for part in Part:
                cell = self.linked.key(figure.pk, part)
                if cell and not self.linked.cells[cell].confidential:  # a publisher's c is no print
                    small = hidden_by_rule(figure, part)
                    yield Seen(claim_of(figure, part), cell, step, figure.status == OFFICIAL, small)

    def _of_totals(self) -> Iterator[Seen]:
        """The pooled areas as they stood after each step."""
        if self.period.reporting_year_number is None or None in self.areas:
            return
        standing: dict[int, dict[str, Figure]] = {}
        for step in sorted({step for _, step in self.signed}):
            for partnership, figures in self._lodged(step).items():
                standing[partnership] = figures
            for indicator in self.group:
                for part, cell in self.totals([each.get(indicator) for each in standing.values()]):
                    claim = (None, indicator, str(part), self.period.start, self.period.end)
                    yield Seen(claim, cell, step)

    def totals(self, figures: Sequence[Figure | None]) -> Iterator[tuple[Part, Key]]:
        """The pooled counts over one indicator's figures, if each area has one and all are numbers."""
        whole = [figure for figure in figures if figure is not None and can_be_pooled(figure)]
        if len(whole) == len(self.areas) and whole:
            for part in Part:
                if cell := self.linked.total(whole, part):
                    yield part, cell

    def _lodged(self, step: int) -> dict[int, dict[str, Figure]]:
        found: dict[int, dict[str, Figure]] = defaultdict(dict)
        for figure, at in self.signed:
            if at == step:
                found[figure.partnership_id][figure.indicator] = figure
        return found


def can_be_pooled(figure: Figure) -> bool:
    """Whether the figure is a number of a yearly series, with what it is divided by."""
    definition = catalogue().get(figure.indicator)
    divided = definition.kind == "count" or figure.denominator is not None
    return definition.period != "any" and figure.numerator is not None and not figure.symbol and divided


def hidden_by_rule(figure: Figure, part: Part) -> bool:
    """Whether the rule of the source hides this count by itself."""
    safe = arithmetic.protect_figure(catalogue().get(figure.indicator), figure)
    return bool(safe.numerator_hidden if part is Part.NUMERATOR else safe.denominator_hidden)


def choose(ledger: Ledger, step: int) -> Chosen:
    """What has to be withheld so that the return of this step gives nothing away. Never raises for a table that
    cannot be protected: then everything of ours in it is withheld."""
    fresh = [seen for seen in ledger.prints if seen.step == step and _open(seen, ledger)]
    linked = ledger.linked
    small = linked.small()
    reach = linked.near({seen.cell for seen in fresh})
    hidden = {seen.cell for seen in fresh if seen.small} | (ledger.withheld_cells - ledger.out_before(step))
    if fresh and reach & small:
        try:
            hidden |= _protect(ledger, fresh, linked.near(reach & small), step)
        except ValueError:  # BadTable, Unprotectable
            log.exception("What was signed about %s for %s cannot be protected.", ledger.group, ledger.period)
            return Chosen(_everything(ledger, small), failed=True)
    return Chosen({seen.claim: _kind(seen, small) for seen in fresh if seen.cell in hidden})


def _open(seen: Seen, ledger: Ledger) -> bool:
    return not seen.official and seen.claim not in ledger.withheld


def _protect(ledger: Ledger, fresh: Sequence[Seen], cells: set[Key], step: int) -> set[Key]:
    """The cells to hide, of these. Raises BadTable and Unprotectable."""
    linked = ledger.linked
    out = ledger.out_before(step)
    must = ledger.withheld_cells | {seen.cell for seen in fresh if seen.small}
    must |= {key for key, cell in linked.cells.items() if not cell.printable}
    _weigh(linked, fresh)
    statuses = protect(
        linked.frame(cells),
        linked.relations(cells),
        rule=linked.rule,
        already=[linked.names[key] for key in (must - out) & cells],
        released=[linked.names[key] for key in out & cells],
    )
    return {key for key in cells if statuses[linked.names[key]] != Status.PUBLISHED}


def _weigh(linked: LinkedCounts, fresh: Sequence[Seen]) -> None:
    """A cell costs as many values as readers lose with it."""
    for seen in fresh:
        linked.cells[seen.cell].weight += POOLED_WEIGHT if seen.claim[0] is None else 1


def _everything(ledger: Ledger, small: set[Key]) -> dict[Claim, Status]:
    ours = [seen for seen in ledger.prints if _open(seen, ledger)]
    return {seen.claim: _kind(seen, small) for seen in ours}


def _kind(seen: Seen, small: set[Key]) -> Status:
    return Status.PRIMARY if seen.small or seen.cell in small else Status.SECONDARY
