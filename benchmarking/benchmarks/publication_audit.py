"""The attacker over everything that is published: can a hidden count be worked out from all of it together?

One publication is every frozen run up to the one in question, the pages and the API of today, the pages of
superseded figures, and what each of them said at every earlier step. Each reader is tried: anybody, and each
partnership knowing its own counts. What is shown is read from the outputs, never from what was decided.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from benchmarking.benchmarks.audiences import Audience
from benchmarking.benchmarks.ledgers import ledgers
from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.places import Level
from benchmarking.benchmarks.printed import Printed, narrow, printed, read
from benchmarking.benchmarks.selectors import frozen_benchmark, live_benchmark, uncompared_values
from benchmarking.benchmarks.value import Value
from benchmarking.comparators.models import PublishedFigure
from benchmarking.disclosure import Status, Weakness, weaknesses
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.linked import Key
from benchmarking.indicators.models import Figure
from benchmarking.indicators.quantities import Part, quantities
from benchmarking.indicators.shown import show_all
from benchmarking.indicators.withholding import Ledger
from benchmarking.indicators.wording import upper_first
from kernel.errors import UserError
from partnerships.models import Partnership


class NotSafeToPublish(UserError):
    """A count that must stay hidden could be worked out. The text says which, by whom, from what, and what helps."""

    def __init__(self, weaknesses: tuple[Weakness, ...]) -> None:
        self.weaknesses = weaknesses
        self.sentences = tuple(map(in_words, weaknesses))
        super().__init__(" ".join(["This cannot be published.", *self.sentences]))


def in_words(weakness: Weakness) -> str:
    """Which count could be worked out, by whom, from what, and what to merge instead. Never a value."""
    return upper_first(str(weakness))


@dataclass(frozen=True)
class Attack:
    """attacked: how many hidden small counts were tried, each by everybody. weaknesses: what was worked out."""

    attacked: int
    weaknesses: tuple[Weakness, ...]


def audit_publication(
    run: Run, *, audience: Audience = Audience.PUBLIC, named: Collection[str] = ()
) -> tuple[Weakness, ...]:
    """What could be worked out if this run is published beside all that is out already. Nothing, if it is safe.

    audience, named: with PARTNERS, the twin of the run that shows these areas (slugs) by agreement, in the
    hands of a partner; the counts of the others must stay hidden there too.
    """
    earlier = Run.objects.filter(created_at__lte=run.created_at).exclude(pk=run.pk)
    twin = (run, frozenset(named)) if audience is Audience.PARTNERS else None
    return attack([*earlier, run], twin=twin).weaknesses


def require_publishable(
    run: Run, *, audience: Audience = Audience.PUBLIC, named: Collection[str] = ()
) -> None:
    """Raises NotSafeToPublish where `audit_publication` finds anything."""
    if found := audit_publication(run, audience=audience, named=named):
        raise NotSafeToPublish(found)


def attack(runs: Iterable[Run], *, twin: tuple[Run, frozenset[str]] | None = None) -> Attack:
    """Try to work out every hidden small count from these runs and everything else that can be read today."""
    figures = list(Figure.objects.select_related("source", "partnership__area").defer("source__payload"))
    signed = {figure.pk: figure for figure in figures}
    lines = _by_ledger(_lines(list(runs), figures, twin), signed)
    agreed = twin[1] if twin else frozenset()
    open_ = dict(Partnership.objects.filter(area__slug__in=agreed).values_list("pk", "area__name"))
    published = _published_rates(figures)
    attacked, found = 0, list[Weakness]()
    for ledger in ledgers():
        out = set[Key]()
        for line in lines[ledger.group, ledger.period]:
            out |= read(line, ledger, signed)
        for figure, rate in published[ledger.group, ledger.period]:
            _narrow(ledger, figure, rate)
        number, weak = _attack_one(ledger, out, set(open_.values()))
        attacked += number
        found += weak
    return Attack(attacked, tuple(found))


def _attack_one(ledger: Ledger, out: set[Key], agreed: Collection[str]) -> tuple[int, tuple[Weakness, ...]]:
    """How many cells were tried, and which gave way. agreed: names of areas whose own counts need no protection."""
    linked = ledger.linked
    small = {key for key in linked.small() if not _is_agreed(ledger, key, agreed)}
    if not small or linked.rule is None:
        return 0, ()
    out |= {seen.cell for seen in ledger.prints if ledger.was_shown(seen)}
    statuses: dict[str, Status] = {}
    for key, cell in linked.cells.items():
        if key in small and key in out:
            cell.lower = cell.upper = cell.value  # printed as it stands
        status = Status.PUBLISHED if key in out else Status.SECONDARY
        statuses[linked.names[key]] = Status.PRIMARY if key in small else status
    cells = set(linked.cells)
    return len(small), weaknesses(linked.frame(cells), linked.relations(cells), statuses, rule=linked.rule)


def _is_agreed(ledger: Ledger, key: Key, agreed: Collection[str]) -> bool:
    """Whether everybody whose count it is has agreed to be shown."""
    owner = ledger.linked.cells[key].owner
    return owner in agreed if owner else set(agreed) >= set(ledger.areas.values())


def _lines(
    runs: list[Run], figures: list[Figure], twin: tuple[Run, frozenset[str]] | None
) -> Iterator[Printed]:
    """Everything that any output says of a figure or of the pooled areas."""
    for run in runs:
        yield from _of_values(frozen_benchmark(run).values, _of_run(run, figures))
    if twin:
        run, named = twin
        values = frozen_benchmark(run, audience=Audience.PARTNERS, named=named).values
        yield from _of_values(values, _of_run(run, figures))
    live = live_benchmark()
    yield from _of_values(live.values, [figure for figure in figures if figure.is_current])
    yield from _of_values((value for _, value in uncompared_values(live.places)), figures)
    yield from (printed(each) for each in show_all(figures))


def _of_run(run: Run, figures: list[Figure]) -> list[Figure]:
    ids = {pk for pk, _ in run.based_on["returns"]}
    return [figure for figure in figures if str(figure.source_id) in ids]


def _of_values(values: Iterable[Value], figures: list[Figure]) -> Iterator[Printed]:
    """Values of areas, and of the pooled areas over those figures; others are public already."""
    pooled: dict[tuple[str, int | None], list[uuid.UUID]] = defaultdict(list)
    for figure in figures:
        pooled[figure.indicator, figure.year].append(figure.pk)
    for value in values:
        if value.level in (Level.AREA, Level.POOLED):
            yield printed(value, pooled[value.indicator, value.year])


def _by_ledger(
    lines: Iterable[Printed], signed: dict[uuid.UUID, Figure]
) -> dict[tuple[object, ...], list[Printed]]:
    found: dict[tuple[object, ...], list[Printed]] = defaultdict(list)
    for line in lines:
        if line.figures and line.indicator in catalogue():
            period = signed[line.figures[0]].period
            found[quantities().group(line.indicator), period].append(line)
    return found


def _published_rates(
    figures: list[Figure],
) -> dict[tuple[object, ...], list[tuple[Figure, PublishedFigure]]]:
    """Rates that a publisher prints of our own areas, with our figures of the same indicator and year."""
    found: dict[tuple[object, ...], list[tuple[Figure, PublishedFigure]]] = defaultdict(list)
    codes = {figure.area_code for figure in figures}
    rows = PublishedFigure.objects.filter(code__in=codes, published_value__isnull=False)
    rates: dict[tuple[str, str, int | None], PublishedFigure] = {
        (row.code, row.indicator, row.year): row for row in rows
    }
    for figure in figures:
        row = rates.get((figure.area_code, figure.indicator, figure.year))
        if row is not None and figure.indicator in catalogue():
            found[quantities().group(figure.indicator), figure.period].append((figure, row))
    return found


def _narrow(ledger: Ledger, figure: Figure, rate: PublishedFigure) -> None:
    """A percentage or rate that the publisher prints for the area bounds our count of the same, if it can be that."""
    key = ledger.linked.key(figure.pk, Part.NUMERATOR)
    divisor = rate.denominator if rate.denominator is not None else figure.denominator
    if key and divisor and rate.published_value is not None:
        narrow(ledger.linked, key, catalogue().get(figure.indicator), rate.published_value, divisor)
