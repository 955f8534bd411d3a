"""An attacker of audit results: everything published at every step of two rounds, and what one reader knows besides.

It is written from the returns and the published cells alone, not with the code that decides. What an agency said of one
statement is a *cluster* of unknowns: its own grade; for each area that moderated it, the pair of both grades; the lowest
of them where the region counts it once; the same of the last round, and the pair of that and today's. Every reply of a
practitioner is one, too. Clusters of one agency that take part in the same published sums are one unknown.
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
    if unit[0] == "reply":
        return list(range(5))
    return list(product(GRADES, GRADES)) if unit[0] in ("pair", "change") else list(GRADES)


def bare(unit: Unit) -> Unit:
    """Without what is true."""
    kind, about, *more = unit
    return kind, bare(about) if isinstance(about, tuple) else about, *more[1:]


def where(unit: Unit) -> set[str]:
    """The partnerships to which what it follows from was sent; none: to all in which the agency works."""
    kind, about, *_ = unit
    if kind == "moderated":
        return where(about)
    found = about.split("@")[1].split(",") if kind in ("lowest", "change") else [about]
    return set(found) - {""}


def in_order(units: Iterable[Unit]) -> list[Unit]:
    return sorted(units, key=lambda unit: (str(bare(unit)), str(unit)))


@dataclass
class Publication:
    """Published sums of one standard: of each, its counts by category."""

    clusters: dict[tuple[str, str], Cluster] = field(default_factory=dict)
    sums: list[dict[Any, int]] = field(default_factory=list)
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


@dataclass(frozen=True)
class Step:
    """The returns that stood, and what was shown of them. `ago`: how many rounds ago. before: the last round's returns that
    these are compared with."""

    standing: Sequence[Signed]
    results: Results
    ago: int = 0
    before: Sequence[Signed] = ()


def publications(
    steps: Sequence[Step], editions: dict[str, Any], *, earlier: dict[str, tuple[str, ...]] | None = None
) -> dict[str, Publication]:
    """By standard; both rounds' standards have the same names."""
    found: dict[str, Publication] = defaultdict(Publication)
    for step in steps:
        _take(found, step, editions, earlier or {})
    return found


Value = tuple[Unit, str, Any]
"""A unit, one of its attributes, and what is true of that."""
Values = dict[tuple[str, str, str], Value]


@dataclass
class _Given:
    """What stood in returns, by area, agency and statement. Of the last round: under the statement's name today."""

    found: Any
    tag: tuple[str, ...]
    own: Values = field(default_factory=dict)
    counted: Values = field(default_factory=dict)
    pairs: Values = field(default_factory=dict)
    standard_of: dict[str, str] = field(default_factory=dict)

    def once(self, values: Values, what: str) -> Values:
        """The region's: the lowest where there are several."""
        gathered = defaultdict(list)
        for (_, name, id_), value in values.items():
            gathered[name, id_].append(value)
        single: Values = {}
        for (name, id_), several in gathered.items():
            first = several[0]
            if len(set(several)) > 1:
                low = min(value for _, _, value in several)
                at = ",".join(sorted(set().union(*(where(unit) for unit, _, _ in several))))
                label = ("pair", "region") if what == "pair" else ("lowest", f"{what}@{at}")
                unit = self.found[self.standard_of[id_]].unit(name, id_, (*label, low, *self.tag), low)
                first = unit, first[1] if what == "pair" else "grade", low
            single["", name, id_] = first
        return single


def _given(found: Any, standing: Sequence[Signed], editions: Any, ago: int, back: dict[str, str]) -> _Given:
    given = _Given(found, ("then",) if ago else ())
    for signed in standing:
        for agency in signed.agencies:
            for grade in agency.grades:
                specific = editions[agency.edition_sha256].placed[grade.statement].statement.area_specific
                id_ = back.get(grade.statement, f"past-{grade.statement}") if ago else grade.statement
                key, publication = (signed.area, agency.organisation, id_), found[grade.standard]
                given.standard_of[id_] = grade.standard
                publication.known_to[signed.area].add(agency.organisation)
                where = signed.area if specific else ""
                own = publication.unit(
                    *key[1:], ("own", where, grade.self_grade, *given.tag), grade.self_grade
                )
                given.own[key] = given.counted[key] = own, "grade", grade.self_grade
                if grade.moderated is not None:
                    truth = (grade.moderated, grade.self_grade)
                    pair = publication.unit(*key[1:], ("pair", signed.area, truth, *given.tag), truth)
                    publication.clusters[key[1:]].links.add((pair, "own", own))
                    given.counted[key] = pair, "moderated", grade.moderated
                    given.pairs[key] = pair, "move", truth
    return given


def _take(found: Any, step: Step, editions: Any, earlier: dict[str, tuple[str, ...]]) -> None:
    back = {old[0]: new for new, old in earlier.items() if len(old) == 1}
    given = _given(found, step.standing, editions, step.ago, back)
    then = _given(found, step.before, editions, 1, back)
    kinds = {a.organisation: a.kind for s in step.standing for a in s.agencies}
    groups = {variant.key: {each.key for each in variant.kinds} for variant in step.results.variants}
    views = {
        (s.area, a.organisation): a.practitioners
        for s in step.standing
        for a in s.agencies
        if a.practitioners
    }
    in_region = {
        Measure.COUNTED: given.once(given.counted, "counted"), Measure.SELF: given.once(given.own, "self"),
        Measure.MODERATION: given.once(given.pairs, "pair"),
    }  # fmt: skip
    in_region[Measure.BESIDE] = in_region[Measure.CHANGE] = in_region[Measure.COUNTED]
    past = then.counted | then.once(then.counted, "counted")
    for cell in step.results.cells:
        key, publication = cell.key, found[cell.key.standard]
        if cell.symbol is not None:
            continue
        if key.measure is Measure.PRACTITIONERS:
            answering = {(a, n) for a, n, id_ in given.own if given.standard_of[id_] == key.standard}
            publication.add(cell, _replies(publication, views, answering, key.standard, given.tag))
            continue
        area = key.level is Level.AREA
        chosen = {
            each: value
            for each, value in (given.counted if area else in_region[key.measure]).items()
            if given.standard_of[each[2]] == key.standard
            and (not area or each[0] == key.group)
            and (key.level is not Level.KIND or _group(kinds[each[1]], groups[key.variant]) == key.group)
            and (key.measure is not Measure.BESIDE or each[1] in {name for _, name in views})
        }
        if key.measure is Measure.CHANGE:
            chosen = dict(_changes(publication, chosen, past, earlier))
        publication.add(cell, [(*each[1:], unit, attribute) for each, (unit, attribute, _) in chosen.items()])


def _replies(
    publication: Publication, views: Any, answering: Any, standard: str, tag: tuple[str, ...]
) -> Iterator[tuple[str, str, Unit, str]]:
    for (area, name), view in views.items():
        if (area, name) in answering:
            said = [category for category, n in enumerate(view.grades[standard]) for _ in range(n)]
            for number, category in enumerate(said):
                id_ = f"reply {number} in {area} {tag} of {view.grades[standard]}"
                yield (
                    name,
                    id_,
                    publication.unit(name, id_, ("reply", area, category, *tag), category),
                    "grade",
                )


def _group(kind: str, groups: set[str]) -> str:
    return kind if kind in groups else "other-kinds"


def _changes(publication: Publication, chosen: Values, past: Values, earlier: Any) -> Iterator[Any]:
    for (area, name, id_), now in chosen.items():
        old = [past.get((area, name, back)) for back in ([id_] if len(earlier.get(id_, ())) == 1 else
               [f"past-{each}" for each in earlier.get(id_, ())])]  # fmt: skip
        known = [each for each in old if each is not None]
        if not known or len(known) < len(old):
            continue
        truth = (now[2], min(value for _, _, value in known))
        cluster = publication.clusters[name, id_]
        parts = [now[0], *(unit for unit, _, _ in known)]
        at = ",".join(sorted(set().union(*map(where, parts))))
        words = str([bare(unit) for unit in parts]).replace("@", " at ")
        change = publication.unit(name, id_, ("change", f"{words}@{at}", truth), truth)
        cluster.links.add((change, "now", _single(publication, name, id_, now)))
        if len(known) == 1:
            cluster.links.add((change, "before", _single(publication, name, id_, known[0])))
        yield (area, name, id_), (change, "move", truth)


def _single(publication: Publication, name: str, id_: str, value: Value) -> Unit:
    """The unit of the grade that counts: where it is one of a pair, a unit of its own that agrees with it."""
    unit, attribute, grade = value
    if attribute == "grade":
        return unit
    moderated = publication.unit(name, id_, ("moderated", unit, grade, *unit[3:]), grade)
    publication.clusters[name, id_].links.add((unit, "moderated", moderated))
    return moderated


@dataclass
class System:
    """The unknowns of a publication as one system of equations."""

    names: list[tuple[str, int, Unit, Any]]
    truth: np.ndarray[Any, Any]
    matrix: sparse.csr_array
    owner: list[str]
    sizes: dict[tuple[str, int, Unit], int]
    seen: list[tuple[str, list[int]]]
    """What a published sum counts: whose it is (an agency's; its past's; its practitioners'), and the unknowns in it."""


def system_of(publication: Publication) -> System:  # noqa: C901 - one thing after another
    classes: dict[Any, list[Cluster]] = defaultdict(list)
    for cluster in publication.clusters.values():
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
    seen: list[tuple[str, list[int]]] = []
    for number, members in enumerate(classes.values()):
        first = members[0]
        order = in_order(first.truth)
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
        counts: dict[Any, list[int]] = defaultdict(list)
        looked_at = {(unit, attribute) for _, unit, attribute in first.sums if attribute != "move"}
        looked_at |= {(single, "grade") for _, attribute, single in first.links if attribute == "before"}
        for unit, attribute in looked_at:
            for category in categories(unit):
                label = ATTRIBUTE[attribute](category)
                counts[_whose(first.agency, unit), unit, attribute, label].append(
                    place[number, unit, category]
                )
        seen += [(whose, places) for (whose, *_), places in counts.items()]
        for sum_, unit, attribute in first.sums:
            for category in categories(unit):
                label = ATTRIBUTE[attribute](category)
                totals.setdefault((sum_, label), len(totals))
                rows.append(-1 - totals[sum_, label])
                columns.append(place[number, unit, category])
                data.append(1)
    rows = [row if row >= 0 else equations - 1 - row for row in rows]
    matrix = sparse.csr_array((data, (rows, columns)), shape=(equations + len(totals), len(names)))
    found = System(names, np.array(values, dtype=float), matrix, [name[0] for name in names], sizes, seen)
    said = matrix @ found.truth
    for (sum_, label), row in totals.items():
        if said[equations + row] != publication.sums[sum_].get(label, 0):
            raise AssertionError(f"what is published is not what was signed: {sum_} {label}")
    return found


def _whose(agency: str, unit: Unit) -> str:
    if unit[0] == "reply":
        return f"{agency}, practitioners"
    return f"{agency}, before" if "then" in unit[3:] else agency


def _matching(order: Sequence[Unit], member: Cluster) -> list[Unit]:
    return in_order(member.truth) if len(member.truth) == len(order) else list(order)


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
        if agency not in self.sent:
            return False
        return where(unit) <= {self.partnership}


def exposed(system: System, reader: Reader, *, tries: int = 6) -> set[str]:
    """Whose counts in the published sums are not known, and nothing at all of them is open in the relaxed system. A
    direction in which the truth could move shows that something is open; where random wishes find none, each count is
    asked by itself."""
    known = np.array([reader.knows(name) for name in system.names])
    seen = [(whose, [i for i in columns if not known[i]]) for whose, columns in system.seen]
    seen = [(whose, columns) for whose, columns in seen if columns]
    if not seen:
        return set()
    free = np.flatnonzero(~known)
    position = {int(column): i for i, column in enumerate(free)}
    counts = sparse.csr_array(
        (
            np.ones(sum(len(columns) for _, columns in seen)),
            (
                [line for line, (_, columns) in enumerate(seen) for _ in columns],
                [position[i] for _, columns in seen for i in columns],
            ),
        ),
        shape=(len(seen), len(free)),
    )
    owners = np.array([whose for whose, _ in seen])
    matrix = system.matrix[:, free].tocsc()
    bounds = np.column_stack([np.where(system.truth[free] == 0, 0, -1), np.ones(len(free))])

    def moved(wish: Any) -> Any:
        aim = counts.T @ wish
        found = linprog(aim, A_eq=matrix, b_eq=np.zeros(matrix.shape[0]), bounds=bounds, method="highs")
        return np.abs(counts @ found.x) > 1e-6

    left = set(owners.tolist())
    random = np.random.default_rng(1)
    for _ in range(tries):
        wish = np.where(np.isin(owners, list(left)), random.uniform(-1.5, 1.5, len(owners)), 0)
        left -= set(owners[moved(wish)].tolist())
        if not left:
            return set()
    for whose in sorted(left):
        for line in np.flatnonzero(owners == whose):
            if any(moved(np.eye(1, len(owners), line)[0] * sign)[line] for sign in (1, -1)):
                left.discard(whose)
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
