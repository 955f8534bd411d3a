"""From signed returns to results. Pure: the same returns, in the same order, give the same results."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from benchmarking.audit_results.answers import Signed, table_of
from benchmarking.audit_results.laying_out import Before, Sheet, before_of
from benchmarking.audit_results.measuring import cells_of
from benchmarking.audit_results.results import Area, Cell, Named, Results, Variant
from benchmarking.audit_results.rows import Row
from benchmarking.audit_results.secrecy.deciding import FEWEST, Ledger
from benchmarking.audit_results.secrecy.reading import ELSEWHERE, Readers
from scrutiny.frameworks.content import Content
from scrutiny.frameworks.suggesting import mapping_of

CALCULATION = "2"
"""Counted up whenever the same returns would give other results."""
OTHER_KINDS = Named("other-kinds", "Other kinds of agency")
COMPARABLE = frozenset({"unchanged", "merged"})


@dataclass(frozen=True)
class Facts:
    """What is known of a round beside its returns. `areas`: slug and name of each partnership that takes part."""

    round: str
    name: str
    made_up: bool
    areas: tuple[Named, ...]
    previous: str = ""


@dataclass(frozen=True)
class Inputs:
    """`lodged`: every return of the round, corrections too, in the order in which they became visible.

    before: every return of the last round, in the same way; areas_before: the partnerships that took part in it.
    before_at: for each return of the round, how many of the last round's had become visible before it; all, where it is
    left out. editions: those that any return speaks of, by hash.
    """

    facts: Facts
    lodged: tuple[Signed, ...]
    editions: Mapping[str, Content]
    before: tuple[Signed, ...] = ()
    areas_before: frozenset[str] = frozenset()
    before_at: tuple[int, ...] = ()


def compute(inputs: Inputs) -> Results:
    """Each return is a step: what was shown before it is known when it is decided what to show after it."""
    readers = Readers()
    areas_before = inputs.areas_before or frozenset(each.area for each in inputs.before)
    last = _Round(inputs.editions, areas_before, readers, ago=1)
    this = _Round(inputs.editions, frozenset(area.key for area in inputs.facts.areas), readers)
    before_at = inputs.before_at or (len(inputs.before),) * len(inputs.lodged)
    visible = 0
    for signed, until in zip(inputs.lodged, before_at, strict=True):
        for earlier in inputs.before[visible:until]:
            last.take(earlier)
        visible = max(visible, until)
        this.compare(signed.area, last)
        this.take(signed)
    return this.step.results(inputs.facts, this.cells())


@dataclass
class _Round:
    """A round, return after return. `compared`: of each area the last round's return that stood when it first signed this
    one. `ago`: how many rounds ago."""

    editions: Mapping[str, Content]
    areas: frozenset[str]
    readers: Readers
    ago: int = 0
    standing: dict[str, Signed] = field(default_factory=dict)
    compared: dict[str, Signed | None] = field(default_factory=dict)
    ledgers: dict[tuple[str, str], Ledger] = field(default_factory=dict)
    last: "_Round | None" = None
    rows: list[Row] = field(default_factory=list)
    step: "_Step" = field(init=False)
    _before: tuple[pd.DataFrame, Before] | None = None

    def compare(self, area: str, last: "_Round") -> None:
        """What is compared does not change any more once an area has signed."""
        if area not in self.compared:
            self.last, self.compared[area] = last, last.standing.get(area)
            table = table_of([each for each in self.compared.values() if each], self.editions)
            self._before = (table, before_of(table)) if len(table) else None

    def take(self, signed: Signed) -> None:
        self.standing[signed.area] = signed
        answered = [agency for agency in signed.agencies if agency.answered]
        self.readers.learn(signed.area, [each.organisation for each in answered], self.ago)
        wide = [each.organisation for each in answered if each.several_areas]
        self.readers.learn(ELSEWHERE, wide, self.ago)
        self.step = _Step(tuple(self.standing.values()), self.editions, self.areas, self._before, self.ago)
        self.readers.waiting = not self.step.is_whole
        self.rows = []
        for sheet in self.step.sheets():
            found = sheet.rows(whole_region=self.step.is_whole)
            ledger = self.ledgers.setdefault((sheet.variant, sheet.standard), Ledger(ago=self.ago))
            ledger.take(found, self.readers, self._shown_before(sheet), sheet.elsewhere)
            self.rows += found

    def cells(self) -> list[Cell]:
        shown = [self.ledgers[row.key.variant, row.key.standard].shows(row) for row in self.rows]
        return cells_of(self.rows, shown)

    def _shown_before(self, sheet: Sheet) -> list[Row]:
        """What was shown of the last round's answers that these are compared with."""
        if self.last is None:
            return []
        compared = {id_ for several in sheet.earlier.values() for id_ in several}
        return [
            row
            for ledger in self.last.ledgers.values()
            for row in ledger.shown
            if any(piece[2] in compared for piece in row.pieces)
        ]


@dataclass(frozen=True)
class _Step:
    """The round as it stands after a return was lodged. `before`: what it is compared with."""

    standing: tuple[Signed, ...]
    editions: Mapping[str, Content]
    taking_part: frozenset[str]
    before: tuple[pd.DataFrame, Before] | None
    ago: int
    table: pd.DataFrame = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "table", table_of(self.standing, self.editions))

    @property
    def is_whole(self) -> bool:
        return {each.area for each in self.standing} >= self.taking_part

    def sheets(self) -> Iterator[Sheet]:
        """Standards in their edition's order."""
        for variant, edition in self._editions():
            mine = self.table[self.table["variant"] == variant]
            earlier = _earlier(edition, self._edition_before(variant)) or {}
            groups = _groups(mine)
            for standard in edition.standards:
                table = mine[mine["standard"] == standard.id]
                if len(table):
                    here = {each.id for each in standard.statements}
                    asked = {id_: old for id_, old in earlier.items() if id_ in here}
                    elsewhere = {one for id_, old in earlier.items() if id_ not in here for one in old}
                    yield Sheet(
                        variant, standard.id, table, groups, self._views(variant, standard.id),
                        self.before[1] if self.before else None, asked, self.ago,
                        frozenset(elsewhere),
                    )  # fmt: skip

    def _editions(self) -> list[tuple[str, Content]]:
        """The editions answered, the one with most statements first. One of a variant in a round."""
        pairs = self.table[["variant", "edition"]].drop_duplicates().itertuples(index=False)
        found = {variant: self.editions[sha256] for variant, sha256 in pairs}
        return sorted(found.items(), key=lambda each: (-len(each[1].placed), each[0]))

    def _edition_before(self, variant: str) -> Content | None:
        if self.before is None:
            return None
        table, _ = self.before
        mine = table[table["variant"] == variant]["edition"]
        return self.editions[mine.iloc[0]] if len(mine) else None

    def _views(self, variant: str, standard: str) -> dict[tuple[str, str], tuple[int, ...]]:
        return {
            (signed.area, agency.organisation): tuple(agency.practitioners.grades[standard])
            for signed in self.standing
            for agency in signed.agencies
            if agency.variant == variant
            and agency.practitioners is not None
            and standard in agency.practitioners.grades
        }

    def results(self, facts: Facts, cells: Sequence[Cell]) -> Results:
        by_area = {each.area: each for each in self.standing}
        expected = {agency.organisation for signed in self.standing for agency in signed.agencies}
        answered = {a.organisation for signed in self.standing for a in signed.agencies if a.answered}
        whole = self.is_whole
        return Results(
            round=facts.round,
            name=facts.name,
            made_up=facts.made_up,
            previous=facts.previous,
            areas=tuple(_area(area, by_area.get(area.key)) for area in facts.areas),
            variants=tuple(self._variant(*each) for each in self._editions()),
            cells=tuple(cells),
            expected=len(expected) if whole else None,
            silent=len(expected - answered) if whole else None,
        )

    def _variant(self, key: str, edition: Content) -> Variant:
        mine = self.table[self.table["variant"] == key]
        earlier = _earlier(edition, self._edition_before(key))
        used = set(mine["standard"])
        return Variant(
            key=key,
            name=edition.variant.name,
            edition=edition.label,
            grades=tuple(each.name for each in edition.grades),
            standards=tuple(Named(each.id, each.title) for each in edition.standards if each.id in used),
            kinds=tuple(_kinds(mine)),
            statements=len(edition.placed),
            compared=None if earlier is None else len(earlier),
        )


def _area(area: Named, signed: Signed | None) -> Area:
    if signed is None:
        return Area(area.key, area.name, "", "", None, None)
    silent = sum(not agency.answered for agency in signed.agencies)
    return Area(area.key, area.name, signed.id, signed.sha256, len(signed.agencies), silent)


def _groups(table: pd.DataFrame) -> dict[str, str]:
    """The kind under which each agency is counted. Kinds of fewer agencies than are shown are put together, with the
    next larger one where they are still too few."""
    kind_of = dict(zip(table["agency"], table["kind"], strict=True))
    sizes = pd.Series(kind_of).value_counts()
    pooled: set[str] = set()
    number = 0
    for kind, size in sorted(sizes.items(), key=lambda each: (each[1], each[0])):
        if size >= FEWEST and (number >= FEWEST or not number):
            break
        pooled.add(str(kind))
        number += int(size)
    together = pooled if len(pooled) > 1 else set()
    return {agency: OTHER_KINDS.key if kind in together else kind for agency, kind in kind_of.items()}


def _kinds(table: pd.DataFrame) -> Iterable[Named]:
    """The groups of kinds, in order of their names; what was put together last."""
    groups, names = _groups(table), dict(zip(table["kind"], table["kind_name"], strict=True))
    found = sorted({Named(key, names.get(key, OTHER_KINDS.name)) for key in groups.values()}, key=_by_name)
    return found if len(found) > 1 else []


def _by_name(kind: Named) -> tuple[bool, str]:
    return kind == OTHER_KINDS, kind.name


def _earlier(edition: Content, before: Content | None) -> dict[str, tuple[str, ...]] | None:
    """Of each statement that asks what the last round asked, those it comes from; None without a last round.

    Only what is unchanged, or put together from several: other words may be answered otherwise.
    """
    if before is None:
        return None
    if edition.fingerprint == before.fingerprint:
        return {id_: (id_,) for id_ in edition.placed}
    if (edition.framework, edition.variant.slug, edition.follows) != (
        before.framework, before.variant.slug, before.label
    ):  # fmt: skip
        return {}
    mapping = mapping_of(edition, before)
    kept = mapping.changes.items() if mapping.same_scale else ()
    return {id_: change.earlier for id_, change in kept if change.kind in COMPARABLE}
