"""What each agency gave, as pieces that can be added up: once for each area, and once for the region. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarking.audit_results.rows import Piece

REGION = "region"
MOVES = 3
LOWER, SAME, HIGHER = range(MOVES)
"""Of a moderated grade beside the agency's own, and of a grade beside the last round's."""
Said = tuple[int, ...]
Place = tuple[str, str, str]
"""Area, agency and statement; the area is empty for the region."""


@dataclass(frozen=True)
class Given:
    """One thing that one agency gave. `of`: a statement. `said`: a grade, or two grades beside each other.

    `shared`: given once, for all areas in which the agency works. `ago`: how many rounds ago. `parts`: what it follows
    from, where it is not an answer itself.
    """

    area: str
    agency: str
    what: str
    of: str
    said: Said
    shared: bool
    ago: int = 0
    parts: tuple["Given", ...] = ()

    @cached_property
    def piece(self) -> Piece:
        return self.agency, self.what, self.of, "" if self.shared else self.area, self.ago, self.said

    @cached_property
    def answers(self) -> tuple["Given", ...]:
        """What was said by itself: all that this follows from."""
        return tuple({a.piece: a for part in self.parts for a in part.answers}.values()) or (self,)

    def as_if(self, instead: Mapping[Piece, Said]) -> Said:
        """What this would be, had these answers been others."""
        if not self.parts:
            return instead.get(self.piece, self.said)
        first, *others = (part.as_if(instead) for part in self.parts)
        if self.what == PAIR:
            return first[0], others[0][0]
        if self.what.startswith(CHANGE):
            return first[0], min(each[0] for each in others)
        return min(first, *others)


PAIR, CHANGE, LOWEST, REPLIES = "pair", "change", "lowest", "practitioners"


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
    return Given(
        REGION, lowest.agency, f"{lowest.what}, {LOWEST}", lowest.of, lowest.said, shared=False,
        ago=lowest.ago, parts=tuple(several),
    )  # fmt: skip


def counted(table: pd.DataFrame, ago: int = 0) -> list[Given]:
    """The grades that count: moderated ones where there are any. A moderated grade is its partnership's own, also
    that of an answer given for several areas."""
    return [_own(row, ago) if pd.isna(row.moderated) else _moderated(row, ago) for row in _rows(table)]


def own(table: pd.DataFrame, ago: int = 0) -> list[Given]:
    """The grades that agencies gave themselves."""
    return [_own(row, ago) for row in _rows(table)]


def moderated(table: pd.DataFrame, ago: int = 0) -> list[Given]:
    """Pairs where there is a moderated grade: that first, then the agency's own."""
    return [
        Given(
            row.area, row.agency, PAIR, row.statement, (int(row.moderated), row.self_grade), shared=False,
            ago=ago, parts=(_moderated(row, ago), _own(row, ago)),
        )
        for row in _rows(table[table["moderated"].notna()])
    ]  # fmt: skip


def by_place(given: Iterable[Given], *, region: bool = False) -> dict[Place, Given]:
    return {("" if region else each.area, each.agency, each.of): each for each in given}


def changed(
    now: Mapping[Place, Given], before: Mapping[Place, Given], earlier: Mapping[str, tuple[str, ...]]
) -> list[tuple[str, Given]]:
    """Pairs of today's grade and the last round's, of the same agency in the same place; each with its area.

    `earlier`: of each statement that can be compared, those of the last round it comes from. Where these are several,
    the lowest of their grades counts, and all of them must have been answered.
    """
    found = []
    for (area, agency, of), each in now.items():
        then = [before.get((area, agency, id_)) for id_ in earlier.get(of, ())]
        known = [one for one in then if one is not None]
        if known and len(known) == len(then):
            found.append((area, _change(each, known)))
    return found


def _change(now: Given, then: list[Given]) -> Given:
    """Where it follows from the same answers, it is the same in an area and in the region."""
    parts = (now, *then)
    where = [part.area for part in parts if not part.shared]
    said = (now.said[0], min(each.said[0] for each in then))
    place = REGION if REGION in where else where[0] if where else now.area
    what = f"{CHANGE} of {now.what} from {', '.join(part.what for part in then)}"
    return Given(place, now.agency, what, now.of, said, shared=not where, ago=now.ago, parts=parts)


def move_of(said: Said) -> int:
    """How the first of a pair lies to the second."""
    first, second = said
    return SAME if first == second else HIGHER if first > second else LOWER


def grade_of(said: Said) -> int:
    return said[0]


def _own(row: Any, ago: int) -> Given:
    shared = not row.area_specific
    return Given(row.area, row.agency, "own", row.statement, (row.self_grade,), shared=shared, ago=ago)


def _moderated(row: Any, ago: int) -> Given:
    said = (int(row.moderated),)
    return Given(row.area, row.agency, "moderated", row.statement, said, shared=False, ago=ago)


def _rows(table: pd.DataFrame) -> Iterator[Any]:
    return table.itertuples(index=False)
