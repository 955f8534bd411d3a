"""The cheapest set of cells to hide that satisfies every cut: an integer programme over yes or no."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from benchmarking.disclosure.pieces import components, side_by_side
from benchmarking.disclosure.table import Flags, Floats

NODES = 20_000
NEARLY = 1e-7


class Choice:
    """Chooses again and again while cuts come in; remembers the answers of pieces that did not change.

    weights: cost of hiding each cell. required: hidden whatever the cuts say. allowed: may be hidden.
    """

    def __init__(self, weights: Floats, required: Flags, allowed: Flags) -> None:
        self._weights, self._required, self._free = weights, required, allowed & ~required
        self._answers: dict[bytes, Flags] = {}

    def cheapest(self, gains: Sequence[Floats]) -> Flags:
        """The cheapest hiding for which every one of these (a cell's gain each) adds up to at least 1.

        Gains that share no cell are solved apart. The solver stops at a fixed number of nodes, never by the
        clock, so that the same table gives the same answer on every day; stopped without an answer, it hides
        everything that adds to a gain.
        """
        hidden = self._required.copy()
        matrix = np.array(gains).reshape(len(gains), len(hidden))
        row_labels, labels = components(matrix, self._free)
        pieces = []
        for label in np.unique(row_labels[row_labels >= 0]):
            columns = np.flatnonzero(labels == label)
            rows = matrix[np.ix_(row_labels == label, columns)]
            pieces.append((columns, rows, columns.tobytes() + rows.tobytes()))
        fresh = [piece for piece in pieces if piece[2] not in self._answers]
        solved = _relaxed([self._weights[columns] for columns, _, _ in fresh], [rows for _, rows, _ in fresh])
        for (columns, rows, key), relaxed in zip(fresh, solved, strict=True):
            whole = np.abs(relaxed - np.round(relaxed)).max() < NEARLY
            self._answers[key] = relaxed > 0.5 if whole else _solve(self._weights[columns], rows)
        for columns, _, key in pieces:
            hidden[columns] = self._answers[key]
        return hidden

    def enough(self, gains: Sequence[Floats], hidden: Flags) -> Flags:
        """Some hiding, containing this one, that satisfies these gains: the best gain for its cost first."""
        hidden = hidden.copy()
        for gain in gains:
            while (short := 1 - gain @ hidden) > NEARLY:
                worth = np.where(self._free & ~hidden, np.minimum(gain, short) / self._weights, 0)
                if not worth.any():
                    break
                hidden[np.argmax(worth)] = True
        return hidden


def _relaxed(weights: Sequence[Floats], rows: Sequence[Floats]) -> list[Floats]:
    """The cheapest shares of cells, all pieces in one linear programme. Whole shares are the answer already."""
    if not rows:
        return []
    found = linprog(
        np.concatenate(weights),
        A_ub=-side_by_side(rows),
        b_ub=np.full(sum(len(piece) for piece in rows), NEARLY - 1),
        bounds=(0, 1),
        method="highs-ds",
    )
    shares = found.x if found.success else np.full(sum(map(len, weights)), 0.5)
    return np.split(shares, np.cumsum([len(weight) for weight in weights])[:-1])


def _solve(weights: Floats, rows: Floats) -> Flags:
    found = milp(
        weights,
        constraints=LinearConstraint(rows, 1 - NEARLY, np.inf),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(weights)),
        options={"node_limit": NODES, "mip_rel_gap": 0.0},
    )
    chosen = found.x if found.x is not None else rows.any(axis=0)
    return np.asarray(chosen > 0.5, dtype=np.bool_)
