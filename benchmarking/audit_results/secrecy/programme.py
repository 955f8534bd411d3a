"""Worlds of any number of moves, searched for by a programme over whole numbers. Pure."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from benchmarking.audit_results.secrecy.looking_up import World
from benchmarking.audit_results.secrecy.moving import About, Moves
from benchmarking.audit_results.sorting import ASKED_OF_PRACTITIONERS
from scrutiny.frameworks.content import NUMBER_OF_GRADES

OPTIONS = {"node_limit": 50, "mip_rel_gap": 1000}
"""Any world will do. After so many branches it counts as if there were none: what is not found is not shown."""
HALF = 0.5


@dataclass(frozen=True)
class Part:
    """What an agency gave about one thing; `mine`: its moves that change it."""

    agency: int
    about: About
    mine: NDArray[np.bool_]


class LongWorld:
    """Moves that are made together. `left`: what they leave in each category of each sum."""

    def __init__(self, moves: Moves, taken: NDArray[np.intp]) -> None:
        self.left = moves.effects[taken].sum(axis=0, dtype=np.int64)
        self._moves, self._taken = moves, taken
        self._agencies = {int(each) for each in moves.agencies[taken]}
        self._known = 0
        for move in taken:
            self._known |= moves.known[move]

    def changes(self, part: Part) -> bool:
        mine = self._taken[part.mine[self._taken]]
        return bool(self._moves.grades[mine, part.about].sum(axis=0).any())

    def seen_by(self, agency: int) -> World:
        """As one in which this agency is looked at."""
        return World(self._known, sum(1 << other for other in self._agencies if other != agency))


class Programme:
    """`columns`: those of the sums that are shown."""

    def __init__(self, moves: Moves, columns: NDArray[np.bool_]) -> None:
        self._moves, self._columns = moves, columns
        self._narrow: dict[int, list[tuple[tuple[int, int], NDArray[np.bool_]]]] = {}

    def world(self, part: Part, reader: int, without: int) -> LongWorld | None:
        """One in which this part is another, without what the reader knows and without moves of the agencies of these
        bits."""
        free = np.array([not known & reader for known in self._moves.known], dtype=bool)
        if without:
            free &= np.array([not without >> int(each) & 1 for each in self._moves.agencies], dtype=bool)
        for pair, chosen in self._exchanges(
            ASKED_OF_PRACTITIONERS if part.about is About.REPLIES else NUMBER_OF_GRADES
        ):
            mine = free & chosen & part.mine
            for grade in pair:
                more = np.where(mine, self._moves.grades[:, part.about, grade], 0)
                if (more > 0).any():
                    found = self._solved(free & chosen, more, grade)
                    if found is not None:
                        return LongWorld(self._moves, found)
        return None

    def _exchanges(self, categories: int) -> list[tuple[tuple[int, int], NDArray[np.bool_]]]:
        """For every two grades: moves from the one to the other and back. Worlds of other moves are not searched for."""
        if categories not in self._narrow:
            touched = (self._moves.effects != 0) & self._columns
            found = self._narrow[categories] = []
            for pair in combinations(range(categories), 2):
                inside = np.isin(self._moves.category, pair) & self._moves.graded
                found.append((pair, ~touched[:, ~inside].any(axis=1)))
        return self._narrow[categories]

    def _solved(
        self, chosen: NDArray[np.bool_], wish: NDArray[np.int8], grade: int
    ) -> NDArray[np.intp] | None:
        """At least one of the wish, nothing left in any sum, no more than one move of a knot. Only this grade is looked
        at: what one of two grades gains the other one loses."""
        lines = np.flatnonzero(chosen)
        effects = self._moves.effects[lines][:, self._columns & (self._moves.category == grade)]
        knots, place = np.unique(self._moves.knots[lines], return_inverse=True)
        once = np.zeros((len(knots), len(lines)))
        once[place, np.arange(len(lines))] = 1
        several = effects[:, effects.any(axis=0)].T.astype(float)
        rules = sparse.csc_array(np.vstack([several, once, wish[None, lines]]))
        least = np.concatenate([np.zeros(len(several) + len(knots)), [1]])
        most = np.concatenate([np.zeros(len(several)), np.ones(len(knots)), [np.inf]])
        found = milp(
            np.ones(len(lines)),
            integrality=np.ones(len(lines)),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(rules, least, most),
            options=OPTIONS,
        )
        if found.x is None:
            return None
        taken = lines[found.x > HALF]
        balanced = not self._moves.effects[taken][:, self._columns].sum(axis=0, dtype=np.int64).any()
        return taken if balanced and wish[taken].sum() > 0 else None
