"""An attacker of audit results: everything published at every step, and what one reader knows besides.

It is written from the returns and the published cells alone, not with the code that decides. What an agency said of one
statement is a *cluster* of unknowns: its own grade; for each area that moderated it, the pair of both grades; the lowest
of them where the region counts it once; its grade of the last round, and the pair of that and today's. Clusters of one
agency that take part in the same published sums are one unknown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import linprog

from benchmarking.audit_results.answers import Signed
from benchmarking.audit_results.results import Cell, Results
from benchmarking.audit_results.rows import Level, Measure
from benchmarking.disclosure import Status, audit

GRADES = range(4)
Unit = tuple[Any, ...]
ATTRIBUTE = {
    "grade": lambda category: category,
    "moderated": lambda pair: pair[0],
    "own": lambda pair: pair[1],
    "move": lambda pair: (pair[0] > pair[1]) - (pair[0] < pair[1]),
    "now": lambda pair: pair[0],
    "before": lambda pair: pair[1],
}


@dataclass
class Cluster:
    """All unknowns of one agency and statement: of each unit its true category; links between units."""

    agency: str
    truth: dict[Unit, Any] = field(default_factory=dict)
    links: set[tuple[Unit, str, Unit]] = field(default_factory=set)
    """A pair, one of its attributes, and the unit of single grades that this must agree with."""
    sums: set[tuple[int, Unit, str]] = field(default_factory=set)


def categories(unit: Unit) -> list[Any]:
    return list(product(GRADES, GRADES)) if unit[0] in ("pair", "change") else list(GRADES)


@dataclass
class Publication:
    """Published sums of one standard: of each, its counts by category."""

    clusters: dict[tuple[str, str], Cluster] = field(default_factory=dict)
    sums: list[dict[Any, int]] = field(default_factory=list)
    replies: list[tuple[frozenset[tuple[str, str]], Cell]] = field(default_factory=list)
    known_to: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By partnership: the agencies of which it was sent answers, ever."""

    def unit(self, agency: str, statement: str, unit: Unit, truth: Any) -> Unit:
        cluster = self.clusters.setdefault((agency, statement), Cluster(agency))
        cluster.truth[unit] = truth
        return unit

    def add(self, cell: Cell, parts: Iterable[tuple[str, str, Unit, str]]) -> None:
        counts = cell.counts or ()
        moves = cell.key.measure in (Measure.MODERATION, Measure.CHANGE)
        number = len(self.sums)
        self.sums.append({i - 1 if moves else i: n for i, n in enumerate(counts)})
        for agency, statement, unit, attribute in parts:
            self.clusters[agency, statement].sums.add((number, unit, attribute))


def publications(
    steps: Sequence[tuple[Sequence[Signed], Results]],
    editions: dict[str, Any],
    *,
    before: Sequence[Signed] = (),
    before_results: Results | None = None,
    earlier: dict[str, tuple[str, ...]] | None = None,
) -> dict[str, Publication]:
    """By standard. `steps`: the returns that stood, and what was shown of them."""
    found: dict[str, Publication] = defaultdict(Publication)
    for number, (standing, results) in enumerate(steps):
        _take(found, standing, results, editions, number, before, earlier or {})
    if before_results is not None:
        back = {old[0]: new for new, old in (earlier or {}).items() if len(old) == 1}
        _take_before(found, before, before_results, editions, back)
    return found


def _grades(standing: Sequence[Signed], editions: dict[str, Any]) -> Iterator[tuple[str, Any, Any, bool]]:
    for signed in standing:
        for agency in signed.agencies:
            for grade in agency.grades:
                placed = editions[agency.edition_sha256].placed[grade.statement]
                yield signed.area, agency, grade, placed.statement.area_specific


def _take(  # noqa: C901 - one thing after another
    found: Any, standing: Any, results: Results, editions: Any, step: int, before: Any, earlier: Any
) -> None:
    own: dict[tuple[str, str, str], Unit] = {}
    counted: dict[tuple[str, str, str], tuple[Unit, str, int]] = {}
    pair: dict[tuple[str, str, str], Unit] = {}
    kinds = {a.organisation: a.kind for s in standing for a in s.agencies}
    standard_of, areas_of = {}, defaultdict(list)
    for area, agency, grade, specific in _grades(standing, editions):
        publication, name, id_ = found[grade.standard], agency.organisation, grade.statement
        key = (area, name, id_)
        standard_of[id_] = grade.standard
        areas_of[name, id_].append(area)
        publication.known_to[area].add(name)
        own[key] = publication.unit(
            name, id_, ("own", area if specific else "", grade.self_grade), grade.self_grade
        )
        counted[key] = own[key], "grade", grade.self_grade
        if grade.moderated is not None:
            truth = (grade.moderated, grade.self_grade)
            pair[key] = publication.unit(name, id_, ("pair", area, truth), truth)
            publication.clusters[name, id_].links.add((pair[key], "own", own[key]))
            counted[key] = pair[key], "moderated", grade.moderated
    groups = {variant.key: {each.key for each in variant.kinds} for variant in results.variants}

    def once(values: dict[Any, tuple[Unit, str, int]], what: str) -> dict[Any, tuple[Unit, str, int]]:
        gathered = defaultdict(list)
        for (_, name, id_), value in values.items():
            gathered[name, id_].append(value)
        single = {}
        for (name, id_), several in gathered.items():
            if len(set(several)) == 1:
                single["", name, id_] = several[0]
            else:
                low = min(value for _, _, value in several)
                unit = found[standard_of[id_]].unit(name, id_, ("lowest", what, low), low)
                single["", name, id_] = unit, "grade", low
        return single

    plain = {key: (unit, "grade", unit[2]) for key, unit in own.items()}
    pairs = {key: (unit, "move", unit[2]) for key, unit in pair.items()}
    views = {(s.area, a.organisation) for s in standing for a in s.agencies if a.practitioners}
    then = _then(before, editions)
    for cell in results.cells:
        key = cell.key
        if cell.symbol is not None:
            continue
        if key.measure is Measure.PRACTITIONERS:
            who = {
                (a, n)
                for a, n in views
                if (n, key.standard) in {(x[1], standard_of[x[2]]) for x in own if x[0] == a}
            }
            mine = frozenset(each for each in who if key.level is not Level.AREA or each[0] == key.group)
            found[key.standard].replies.append((mine, cell))
            continue
        values = {
            Measure.COUNTED: counted, Measure.BESIDE: counted, Measure.SELF: plain, Measure.MODERATION: pairs,
            Measure.CHANGE: counted,
        }[key.measure]  # fmt: skip
        if key.level is not Level.AREA:
            values = (
                _lowest_pairs(values, found, standard_of)
                if key.measure is Measure.MODERATION
                else once(values, key.measure if key.measure is Measure.SELF else "counted")
            )
        chosen = {
            each: value
            for each, value in values.items()
            if standard_of[each[2]] == key.standard
            and (key.level is not Level.AREA or each[0] == key.group)
            and (key.level is not Level.KIND or _group(kinds[each[1]], groups[key.variant]) == key.group)
        }
        if key.measure is Measure.BESIDE:
            seen = {n for _, n in views}
            chosen = {
                e: v
                for e, v in chosen.items()
                if ((e[0], e[1]) in views if key.level is Level.AREA else e[1] in seen)
            }
        if key.measure is Measure.CHANGE:
            chosen = dict(
                _changes(found[key.standard], chosen, then, earlier, region=key.level is not Level.AREA)
            )
        found[key.standard].add(
            cell, [(name, id_, unit, attribute) for (_, name, id_), (unit, attribute, _) in chosen.items()]
        )


def _lowest_pairs(values: Any, found: Any, standard_of: Any) -> Any:
    gathered = defaultdict(list)
    for (_, name, id_), value in values.items():
        gathered[name, id_].append(value)
    single = {}
    for (name, id_), several in gathered.items():
        if len(several) == 1:
            single["", name, id_] = several[0]
        else:
            low = min(value for _, _, value in several)
            unit = found[standard_of[id_]].unit(name, id_, ("pair", "region", low), low)
            single["", name, id_] = unit, "move", low
    return single


def _group(kind: str, groups: set[str]) -> str:
    return kind if kind in groups else "other-kinds"


def _then(before: Sequence[Signed], editions: Any) -> dict[tuple[str, str, str], int]:
    found: dict[tuple[str, str, str], int] = {}
    lowest: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for area, agency, grade, _ in _grades(before, editions):
        value = grade.self_grade if grade.moderated is None else grade.moderated
        found[area, agency.organisation, grade.statement] = value
        lowest["", agency.organisation, grade.statement].append(value)
    return found | {key: min(values) for key, values in lowest.items()}


def _changes(
    publication: Publication, chosen: Any, then: Any, earlier: Any, *, region: bool
) -> Iterator[Any]:
    for (area, name, id_), (unit, attribute, value) in chosen.items():
        old = [then.get((area, name, each)) for each in earlier.get(id_, ())]
        if not old or None in old:
            continue
        truth = (value, min(old))
        change = publication.unit(name, id_, ("change", area, truth), truth)
        cluster = publication.clusters[name, id_]
        if attribute == "grade":
            cluster.links.add((change, "now", unit))
        else:
            moderated = publication.unit(name, id_, ("moderated", unit), value)
            cluster.links |= {(unit, "moderated", moderated), (change, "now", moderated)}
        if len(old) == 1:
            past = publication.unit(name, id_, ("past", area, min(old)), min(old))
            cluster.links.add((change, "before", past))
        yield (area, name, id_), (change, "move", truth)


def _take_before(found: Any, before: Any, results: Results, editions: Any, back: dict[str, str]) -> None:
    """Sums of the last round, as far as their statements are asked again in one standard."""
    kinds = {a.organisation: a.kind for s in before for a in s.agencies}
    groups = {variant.key: {each.key for each in variant.kinds} for variant in results.variants}
    then = _then(before, editions)
    standards = defaultdict(list)
    for _, _agency, grade, _ in _grades(before, editions):
        if grade.statement not in standards[grade.standard]:
            standards[grade.standard].append(grade.statement)
    for cell in results.cells:
        if cell.symbol is not None or cell.key.measure is not Measure.COUNTED:
            continue
        key, parts = cell.key, []
        publication = found[key.standard]
        for (area, name, id_), value in then.items():
            here = area == key.group if key.level is Level.AREA else not area
            kind = key.level is not Level.KIND or _group(kinds[name], groups[key.variant]) == key.group
            if id_ in standards[key.standard] and here and kind:
                new = back.get(id_, f"past-{id_}")
                unit = publication.unit(name, new, ("past", area, value), value)
                parts.append((name, new, unit, "grade"))
                if area:
                    publication.known_to[area].add(name)
        publication.add(cell, parts)


@dataclass
class System:
    """The unknowns of a publication as one system of equations."""

    names: list[tuple[str, int, Unit, Any]]
    truth: np.ndarray[Any, Any]
    matrix: sparse.csr_array
    owner: list[str]
    sizes: dict[tuple[str, int, Unit], int]


def system_of(publication: Publication) -> System:  # noqa: C901 - one thing after another
    classes: dict[Any, list[Cluster]] = defaultdict(list)
    for cluster in publication.clusters.values():

        def bare(unit: Unit) -> Unit:
            return tuple(each for each in unit[:2] if not isinstance(each, tuple)) + tuple(
                bare(each) for each in unit[1:2] if isinstance(each, tuple)
            )

        shape = (
            cluster.agency,
            frozenset((number, bare(unit), attribute) for number, unit, attribute in cluster.sums),
            frozenset((bare(a), b, bare(c)) for a, b, c in cluster.links),
            tuple(sorted(str(bare(unit)) for unit in cluster.truth)),
        )
        twice = len({str(bare(unit)) for unit in cluster.truth}) < len(cluster.truth)
        classes[(shape, id(cluster)) if twice else shape].append(cluster)
    names, values, rows, columns, data = [], [], [], [], []
    place: dict[Any, int] = {}
    equations = 0
    sizes: dict[tuple[str, int, Unit], int] = {}
    totals: dict[Any, int] = {}
    for number, members in enumerate(classes.values()):
        first = members[0]
        order = sorted(first.truth, key=str)
        for unit in order:
            sizes[first.agency, number, unit] = len(members)
            for category in categories(unit):
                place[number, unit, category] = len(names)
                names.append((first.agency, number, unit, category))
                values.append(0)
        for member in members:
            for unit, other in zip(order, _matching(order, member), strict=True):
                values[place[number, unit, member.truth[other]]] += 1

        def equation(terms: Iterable[tuple[int, int]]) -> None:
            nonlocal equations
            for column, sign in terms:
                rows.append(equations)
                columns.append(column)
                data.append(sign)
            equations += 1

        for unit in order:
            equation((place[number, unit, category], 1) for category in categories(unit))
        for pair, attribute, single in first.links:
            for grade in GRADES:
                terms = [
                    (place[number, pair, c], 1) for c in categories(pair) if ATTRIBUTE[attribute](c) == grade
                ]
                equation([*terms, (place[number, single, grade], -1)])
        for sum_, unit, attribute in first.sums:
            for category in categories(unit):
                label = ATTRIBUTE[attribute](category)
                totals.setdefault((sum_, label), len(totals))
                rows.append(-1 - totals[sum_, label])
                columns.append(place[number, unit, category])
                data.append(1)
    rows = [row if row >= 0 else equations - 1 - row for row in rows]
    matrix = sparse.csr_array((data, (rows, columns)), shape=(equations + len(totals), len(names)))
    found = System(names, np.array(values, dtype=float), matrix, [name[0] for name in names], sizes)
    said = matrix @ found.truth
    for (sum_, label), row in totals.items():
        if said[equations + row] != publication.sums[sum_].get(label, 0):
            raise AssertionError(f"what is published is not what was signed: {sum_} {label}")
    return found


def _matching(order: Sequence[Unit], member: Cluster) -> list[Unit]:
    return sorted(member.truth, key=str) if len(member.truth) == len(order) else list(order)


@dataclass(frozen=True)
class Reader:
    """Somebody who knows all of one agency, or what was sent to one partnership."""

    agency: str = ""
    partnership: str = ""
    sent: frozenset[str] = frozenset()

    def knows(self, name: tuple[str, int, Unit, Any]) -> bool:
        agency, _, unit, _ = name
        if self.agency:
            return agency == self.agency
        return agency in self.sent and unit[0] != "lowest" and unit[1] in ("", self.partnership)


def exposed(system: System, reader: Reader, *, tries: int = 6) -> set[str]:
    """Agencies that are not known, of whose grades nothing at all is open in the relaxed system. A direction in which the
    truth could move shows that something is open; where random wishes find none, each number is asked by itself."""
    free = np.array([not reader.knows(name) for name in system.names])
    if not free.any():
        return set()
    matrix = system.matrix[:, free].tocsc()
    zero = system.truth[free] == 0
    bounds = np.column_stack([np.where(zero, 0, -1), np.ones(len(zero))])
    owners = np.array([owner for owner, ok in zip(system.owner, free, strict=True) if ok])

    def moved(wish: Any) -> Any:
        found = linprog(wish, A_eq=matrix, b_eq=np.zeros(matrix.shape[0]), bounds=bounds, method="highs")
        return np.abs(found.x) > 1e-6

    left = set(owners)
    random = np.random.default_rng(1)
    for _ in range(tries):
        wish = np.where(np.isin(owners, list(left)) & ~zero, random.uniform(0.5, 1.5, len(zero)), 0)
        left -= set(owners[moved(wish)])
        if not left:
            return set()
    for agency in sorted(left):
        for column in np.flatnonzero((owners == agency) & ~zero):
            wish = np.zeros(len(zero))
            wish[column] = 1
            if moved(wish)[column]:
                left.discard(agency)
                break
    return left


def bounds_of(system: System, reader: Reader, cells: Sequence[int]) -> pd.DataFrame:
    """The project's own attacker on the same system: the bounds of these unknowns, over whole numbers."""
    frame, relations, statuses = [], [], {}
    for i, value in enumerate(system.truth):
        frame.append((f"u{i:05d}", value))
        statuses[f"u{i:05d}"] = Status.PUBLISHED if reader.knows(system.names[i]) else Status.SECONDARY
    dense = system.matrix.toarray()
    for row, line in enumerate(dense):
        plus, minus = np.flatnonzero(line > 0), np.flatnonzero(line < 0)
        total = float(system.truth[plus].sum() - system.truth[minus].sum())
        if len(minus):
            (single,) = minus
            relations.append((f"u{single:05d}", [f"u{i:05d}" for i in plus]))
        else:
            frame.append((f"t{row:05d}", total))
            statuses[f"t{row:05d}"] = Status.PUBLISHED
            relations.append((f"t{row:05d}", [f"u{i:05d}" for i in plus]))
    found = audit(pd.DataFrame(frame, columns=["cell", "value"]), relations, statuses)
    return found[found["cell"].isin([f"u{i:05d}" for i in cells])]


def readers(publication: Publication) -> list[Reader]:
    agencies = sorted({cluster.agency for cluster in publication.clusters.values()})
    partnerships = [
        Reader(partnership=area, sent=frozenset(sent)) for area, sent in publication.known_to.items()
    ]
    return [Reader(), *(Reader(agency=agency) for agency in agencies), *partnerships]
