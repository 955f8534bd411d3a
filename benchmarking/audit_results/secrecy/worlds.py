"""Whether everybody who reads what is shown must allow for another world: one in which an agency gave something else, and
every number is the same. Pure; infra/decisions/0018.

A world is a set of moves of which nothing is left in any sum. What an agency gave is *open* to a reader where there is one
that changes it, in a way that stands in the sums, and changes nothing that the reader knows. Worlds of two and four moves
are looked up, longer ones are searched for by a programme over whole numbers: what none is found for is not open.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from benchmarking.audit_results.rows import Row
from benchmarking.audit_results.secrecy.looking_up import Lookup, World
from benchmarking.audit_results.secrecy.moving import About, Moves, about, moves_of
from benchmarking.audit_results.secrecy.programme import LongWorld, Part, Programme
from benchmarking.audit_results.secrecy.reading import Readers

ANYBODY = 0
"""The bit of a reader who was sent nothing: of each agency, and of everybody else."""
Target = tuple[int, About]
"""What an agency gave, as far as it is about one thing."""
EVERYBODY = -1
"""All bits."""


class Worlds:
    """All moves of these sums, some of which are to be shown. `always`: the last round's, which are shown in any case;
    `fixed`: its statements that stay as they are, because other sums are made of them, too."""

    def __init__(
        self,
        rows: Sequence[Row],
        readers: Readers,
        always: Sequence[Row] = (),
        fixed: frozenset[str] = frozenset(),
    ) -> None:
        rows = [*always, *rows]
        self._always = list(range(len(always)))
        self._place = {id(row): number for number, row in enumerate(rows)}
        names = sorted({agency for row in rows for agency in row.agencies})
        number_of = {name: i for i, name in enumerate(names)}
        self._rows, self._moves = rows, moves_of(rows, number_of, readers, fixed)
        self._known = [_known(row, number_of, readers, fixed) for row in rows]
        self._readers = readers.partnerships
        self._weights: NDArray[np.uint64] = np.random.default_rng(1).integers(
            1, 2**63, size=(self._moves.effects.shape[1],), dtype=np.uint64
        )
        self._found: list[LongWorld] = []
        self._told: Target | None = None
        """The one that was last found not to be open: asked first the next time."""

    def leave_open(self, rows: Iterable[Row]) -> bool:
        """Whether what every agency gave to these sums stays open to everybody."""
        shown = np.zeros(len(self._rows), dtype=bool)
        shown[[*self._always, *(self._place[id(row)] for row in rows)]] = True
        check = _Check(self._moves, self._rows, shown, self._weights, self._found)
        targets = sorted(self._knowing(shown).items(), key=lambda each: each[0] != self._told)
        for target, known in targets:
            if not check.is_open(*target, [ANYBODY, *(each for each in self._readers if not known & each)]):
                self._told = target
                return False
        return True

    def _knowing(self, shown: NDArray[np.bool_]) -> dict[Target, int]:
        """Of each part: the bits of those who know all of it."""
        found: dict[Target, int] = {}
        for number in np.flatnonzero(shown):
            for target, known in self._known[number].items():
                found[target] = found.get(target, EVERYBODY) & known
        return found


class _Check:
    """Of one choice of sums. `found`: long worlds that are known already; more are added."""

    def __init__(
        self, moves: Moves, rows: Sequence[Row], shown: NDArray[np.bool_], weights: NDArray[np.uint64],
        found: list[LongWorld],
    ) -> None:  # fmt: skip
        columns = np.repeat(shown, np.diff(moves.first))
        self._moves, self._found = moves, found
        self._standing = [world for world in found if not world.left[columns].any()]
        self._lookup = Lookup(moves, rows, columns, weights)
        self._programme = Programme(moves, columns)
        touched = moves.effects != 0
        anything = touched[:, columns].any(axis=1)
        # Of today's grades it must be a sum of grades: whether they are lower or higher than others is not enough.
        grades = touched[:, columns & moves.graded].any(axis=1)
        self._touching = {About.NOW: grades, About.BEFORE: anything, About.REPLIES: anything}

    def is_open(self, agency: int, thing: About, readers: list[int]) -> bool:
        """To all of these: something of it that stands in the sums must be another."""
        asking = Asking(readers)
        mine = self._moves.about[:, thing] & self._touching[thing] & (self._moves.agencies == agency)
        part = Part(agency, thing, mine)
        standing = (world.seen_by(agency) for world in self._standing if world.changes(part))
        for world in chain(standing, self._lookup.worlds(np.flatnonzero(mine).tolist())):
            if not asking.readers:
                return True
            asking.tell(world)
        while asking.readers:
            reader, among = asking.next
            # Without any of them where there is such a world, otherwise without one after the other.
            found = self._programme.world(part, reader, among) if among.bit_count() > 1 else None
            found = found or self._programme.world(part, reader, among & -among)
            if found is None:
                return False
            self._found.append(found)
            self._standing.append(found)
            asking.tell(found.seen_by(agency))
        return True


class Asking:
    """Who must still be told of a world in which some part is another. For each: the agencies that move in every world
    found so far; each of them would know that none of these is true. None: no world was found yet."""

    def __init__(self, readers: Iterable[int]) -> None:
        self.readers: dict[int, int | None] = dict.fromkeys(readers, None)

    def tell(self, world: World) -> None:
        for reader, agencies in list(self.readers.items()):
            if world.known & reader:
                continue
            left = world.others if agencies is None else agencies & world.others
            if left and reader == ANYBODY:
                self.readers[reader] = left
            else:
                del self.readers[reader]

    @property
    def next(self) -> tuple[int, int]:
        """A reader, and the bits of agencies each of which must not move in some world."""
        reader, agencies = next(iter(self.readers.items()))
        return reader, agencies or 0


def _known(row: Row, number_of: dict[str, int], readers: Readers, fixed: frozenset[str]) -> dict[Target, int]:
    """Of what each agency gave to this sum: the bits of those who know all of it."""
    found: dict[Target, int] = {}
    for given in row.given.values():
        for answer in given.answers:
            if answer.ago and answer.of in fixed:
                continue
            target = number_of[answer.agency], about(answer)
            found[target] = found.get(target, EVERYBODY) & readers.knowing(answer.piece)
    return found
