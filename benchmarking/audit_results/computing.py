"""From signed returns to results. Pure: the same returns, in the same order, give the same results."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from benchmarking.audit_results.answers import Signed, table_of
from benchmarking.audit_results.deciding import FEWEST, Ledger
from benchmarking.audit_results.laying_out import Sheet
from benchmarking.audit_results.measuring import cells_of
from benchmarking.audit_results.results import Area, Cell, Named, Results, Variant
from benchmarking.audit_results.rows import Row
from scrutiny.frameworks.content import Content
from scrutiny.frameworks.suggesting import mapping_of

CALCULATION = "1"
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

    before: the returns that stand of the last round. editions: those that any of them speaks of, by hash.
    """

    facts: Facts
    lodged: tuple[Signed, ...]
    editions: Mapping[str, Content]
    before: tuple[Signed, ...] = ()


def compute(inputs: Inputs) -> Results:
    """Each return is a step: what was shown before it is known when it is decided what to show after it."""
    wide = frozenset(a.organisation for each in inputs.lodged for a in each.agencies if a.several_areas)
    ledgers: dict[tuple[str, str], Ledger] = {}
    standing: dict[str, Signed] = {}
    before = table_of(inputs.before, inputs.editions) if inputs.before else None
    rows: list[Row] = []
    step = _Step(inputs, (), before)
    for signed in inputs.lodged:
        standing[signed.area] = signed
        step = _Step(inputs, tuple(standing.values()), before)
        rows = []
        for sheet in step.sheets():
            found = sheet.rows(whole_region=step.is_whole)
            ledgers.setdefault((sheet.variant, sheet.standard), Ledger(wide)).take(found)
            rows += found
    shown = [ledgers[row.key.variant, row.key.standard].shows(row) for row in rows]
    return step.results(cells_of(rows, shown))


@dataclass(frozen=True)
class _Step:
    """The round as it stands after a return was lodged."""

    inputs: Inputs
    standing: tuple[Signed, ...]
    before: pd.DataFrame | None
    table: pd.DataFrame = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "table", table_of(self.standing, self.inputs.editions))

    @property
    def is_whole(self) -> bool:
        return {each.area for each in self.standing} >= {area.key for area in self.inputs.facts.areas}

    def sheets(self) -> Iterator[Sheet]:
        """Standards in their edition's order."""
        for variant, edition in self._editions():
            mine = self.table[self.table["variant"] == variant]
            earlier = _earlier(edition, self._edition_before(variant)) or {}
            groups = _groups(mine)
            for standard in edition.standards:
                table = mine[mine["standard"] == standard.id]
                if len(table):
                    yield Sheet(
                        variant, standard.id, table, groups, self._views(variant, standard.id), self.before, earlier
                    )  # fmt: skip

    def _editions(self) -> list[tuple[str, Content]]:
        """The editions answered, the one with most statements first. One of a variant in a round."""
        pairs = self.table[["variant", "edition"]].drop_duplicates().itertuples(index=False)
        found = {variant: self.inputs.editions[sha256] for variant, sha256 in pairs}
        return sorted(found.items(), key=lambda each: (-len(each[1].placed), each[0]))

    def _edition_before(self, variant: str) -> Content | None:
        if self.before is None:
            return None
        mine = self.before[self.before["variant"] == variant]["edition"]
        return self.inputs.editions[mine.iloc[0]] if len(mine) else None

    def _views(self, variant: str, standard: str) -> dict[tuple[str, str], tuple[int, ...]]:
        return {
            (signed.area, agency.organisation): tuple(agency.practitioners.grades[standard])
            for signed in self.standing
            for agency in signed.agencies
            if agency.variant == variant
            and agency.practitioners is not None
            and standard in agency.practitioners.grades
        }

    def results(self, cells: Sequence[Cell]) -> Results:
        facts = self.inputs.facts
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
