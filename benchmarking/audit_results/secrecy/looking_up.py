"""Worlds of a few moves, looked up: moves whose effects cancel each other have numbers that do. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from benchmarking.audit_results.rows import Level, Row
from benchmarking.audit_results.secrecy.moving import Moves

EVERY = 1 << 64
"""Numbers of effects are counted round this."""
MOST_TRIED = 4


@dataclass(frozen=True)
class World:
    """`known`: bits of the partnerships that know something it changes. `others`: bits of the agencies that move beside
    the one looked at."""

    known: int
    others: int


class Lookup:
    """`columns`: those of the sums that are shown."""

    def __init__(
        self, moves: Moves, rows: Sequence[Row], columns: NDArray[np.bool_], weights: NDArray[np.uint64]
    ) -> None:
        self._agency = [int(each) for each in moves.agencies]
        self._known = moves.known
        effects = moves.effects.astype(np.int64).view(np.uint64)
        self._effects, self._weights, self._first = effects, np.where(columns, weights, 0), moves.first[:-1]
        with np.errstate(over="ignore"):
            self._left = (effects @ self._weights).tolist()
            areas = np.repeat([row.key.level is Level.AREA for row in rows], np.diff(moves.first))
            self._in_area = (effects @ np.where(columns & areas, weights, 0)).tolist()
        # Several answers of an agency that do the same count as one.
        self._same: dict[int, dict[tuple[int, int], int]] = defaultdict(dict)
        for move, left in enumerate(self._left):
            self._same[left].setdefault((self._agency[move], self._known[move]), move)
        self._pairs: dict[int, list[tuple[int, int]]] | None = None

    def worlds(self, mine: Iterable[int]) -> Iterator[World]:
        """Those in which one of these moves is made. The short ones first."""
        first = list({(self._left[m], self._known[m]): m for m in mine}.values())
        for move in first:
            if not self._left[move]:
                yield World(self._known[move], 0)
            for other in self._opposite(self._left[move], move):
                yield self._world(move, other)
        pairs = self._pairs_by_rest()
        for move in first:
            for partner in self._partners.get(-self._in_area[move] % EVERY, ()):
                rest = (self._left[move] + self._left[partner]) % EVERY
                for one, other in pairs.get(-rest % EVERY, ()):
                    moved = (move, partner, one, other)
                    if len({self._agency[each] for each in moved}) == len(moved):
                        yield self._world(*moved)
        for move in first:
            yield from self._one_for_each(move)

    def _opposite(self, left: int, move: int) -> Iterator[int]:
        for (agency, _), other in self._same.get(-left % EVERY, {}).items():
            if agency != self._agency[move]:
                yield other

    def _one_for_each(self, move: int) -> Iterator[World]:
        """Of an agency of several areas: in each sum that it changes, somebody who changes this alone goes the other way."""
        parts = [int(each) for each in self._by_sum[move] if each]
        others = [list(self._opposite(part, move)) for part in parts]
        if len(parts) > 1 and all(others):
            for number in range(min(MOST_TRIED, max(map(len, others)))):
                moved = [several[number % len(several)] for several in others]
                if len({self._agency[each] for each in moved}) == len(moved):
                    yield self._world(move, *moved)

    @cached_property
    def _by_sum(self) -> NDArray[np.uint64]:
        with np.errstate(over="ignore"):
            found: NDArray[np.uint64] = np.add.reduceat(self._effects * self._weights, self._first, axis=1)
        return found

    def _pairs_by_rest(self) -> dict[int, list[tuple[int, int]]]:
        """Two moves that cancel each other in their area, by what they leave elsewhere."""
        if self._pairs is not None:
            return self._pairs
        self._partners: dict[int, list[int]] = defaultdict(list)
        for same in self._same.values():
            for move in same.values():
                if self._in_area[move]:
                    self._partners[self._in_area[move]].append(move)
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for in_area, several in self._partners.items():
            for one, other in product(several, self._partners.get(-in_area % EVERY, ())):
                rest = (self._left[one] + self._left[other]) % EVERY
                if rest and one < other and self._agency[one] != self._agency[other]:
                    found[rest].append((one, other))
        self._pairs = found
        return found

    def _world(self, first: int, *others: int) -> World:
        known, agencies = self._known[first], 0
        for each in others:
            known |= self._known[each]
            agencies |= 1 << self._agency[each]
        return World(known, agencies)
