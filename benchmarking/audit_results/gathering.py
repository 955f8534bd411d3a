"""What each agency gave, as pieces that can be added up: once for each area, and once for the region. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from benchmarking.audit_results.rows import Piece

REGION = "region"
MOVES = 3
LOWER, SAME, HIGHER = range(MOVES)
"""Of a moderated grade beside the agency's own, and of a grade beside the last round's."""
Said = tuple[int, ...]


@dataclass(frozen=True)
class Given:
    """One thing that one agency gave. `of`: a statement. `said`: a grade, or two grades beside each other.

    `shared`: given once, for all areas in which the agency works.
    """

    area: str
    agency: str
    what: str
    of: str
    said: Said
    shared: bool

    @property
    def piece(self) -> Piece:
        return self.agency, self.what, self.of, "" if self.shared else self.area, self.said


def once(given: Iterable[Given]) -> list[Given]:
    """Each agency once, for the region: where it stands differently in several areas, the lowest counts.

    An agency has a thing in place in the region only where it has it in place in each of its areas.
    """
    by_agency: dict[tuple[str, str], list[Given]] = {}
    for each in given:
        by_agency.setdefault((each.agency, each.of), []).append(each)
    return [_one(several) for several in by_agency.values()]


def _one(several: list[Given]) -> Given:
    if len({each.piece for each in several}) == 1:
        return several[0]
    lowest = min(several, key=lambda each: each.said)
    return Given(REGION, lowest.agency, f"{lowest.what}, lowest", lowest.of, lowest.said, shared=False)


def counted(table: pd.DataFrame) -> list[Given]:
    """The grades that count: moderated ones where there are any. A moderated grade is its partnership's own, also
    that of an answer given for several areas."""
    return [
        _own(row)
        if pd.isna(row.moderated)
        else Given(row.area, row.agency, "moderated", row.statement, (int(row.moderated),), shared=False)
        for row in _rows(table)
    ]


def own(table: pd.DataFrame) -> list[Given]:
    """The grades that agencies gave themselves."""
    return [_own(row) for row in _rows(table)]


def moderated(table: pd.DataFrame) -> list[Given]:
    """Pairs where there is a moderated grade: that first, then the agency's own."""
    return [
        Given(row.area, row.agency, "pair", row.statement, (int(row.moderated), row.self_grade), shared=False)
        for row in _rows(table[table["moderated"].notna()])
    ]


def changed(
    now: Iterable[Given], before: Iterable[Given], earlier: Mapping[str, tuple[str, ...]]
) -> list[Given]:
    """Pairs of today's grade and the last round's, of the same agency in the same place.

    `earlier`: of each statement that can be compared, those of the last round it comes from. Where these are several,
    the lowest of their grades counts, and all of them must have been answered.
    """
    then = {(each.area, each.agency, each.of): each.said[0] for each in before}
    found = []
    for each in now:
        grades = [then.get((each.area, each.agency, id_)) for id_ in earlier.get(each.of, ())]
        known = [grade for grade in grades if grade is not None]
        if known and len(known) == len(grades):
            found.append(
                Given(each.area, each.agency, "change", each.of, (each.said[0], min(known)), shared=False)
            )
    return found


def move_of(said: Said) -> int:
    """How the first of a pair lies to the second."""
    first, second = said
    return SAME if first == second else HIGHER if first > second else LOWER


def grade_of(said: Said) -> int:
    return said[0]


Category = Callable[[Said], int]


def _own(row: Any) -> Given:
    return Given(
        row.area, row.agency, "own", row.statement, (row.self_grade,), shared=not row.area_specific
    )  # fmt: skip


def _rows(table: pd.DataFrame) -> Iterator[Any]:
    return table.itertuples(index=False)
