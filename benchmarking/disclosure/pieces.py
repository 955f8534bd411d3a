"""An attacker's unknown cells, fallen apart into pieces that have nothing to say about each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from benchmarking.disclosure.errors import BadTable
from benchmarking.disclosure.table import Flags, Floats, Whole

NEARLY = 1e-6


@dataclass(frozen=True, eq=False)
class Knowledge:
    """What one attacker knows of every cell before it reasons: float64 arrays, one entry a cell."""

    lower: Floats
    upper: Floats


@dataclass(frozen=True, eq=False)
class Piece:
    """Unknown cells tied to each other: matrix @ unknown = rest, lower <= unknown <= upper.

    rows, columns: positions in the whole table. cap: stands in upper for "no bound".
    """

    rows: Whole
    columns: Whole
    matrix: Floats
    rest: Floats
    lower: Floats
    upper: Floats
    cap: float

    @cached_property
    def key(self) -> bytes:
        """Equal for pieces that are the same problem."""
        parts = (self.columns, self.rows, self.rest, self.lower, self.upper)
        return b"|".join(part.tobytes() for part in parts)


def unknown(matrix: Floats, knows: Knowledge, wanted: Whole) -> Iterator[tuple[int, Piece, int]]:
    """For each wanted cell that is not known already: its position, its piece, its place in that piece.

    Raises BadTable where a relation without unknown cells does not hold.
    """
    free = knows.upper > knows.lower
    rest = -(matrix @ np.where(free, 0, knows.lower))
    row_labels, labels = components(matrix, free)
    if (np.abs(rest[row_labels < 0]) > NEARLY).any():
        raise BadTable("the published figures contradict each other")
    pieces: dict[int, Piece] = {}
    for position in np.flatnonzero(free[wanted]):
        label = int(labels[wanted[position]])
        if label not in pieces:
            rows, columns = np.flatnonzero(row_labels == label), np.flatnonzero(labels == label)
            pieces[label] = _piece(matrix, rest, knows, rows, columns)
        piece = pieces[label]
        yield int(position), piece, int(np.searchsorted(piece.columns, wanted[position]))


def components(matrix: Floats, free: Flags) -> tuple[Whole, Whole]:
    """A label for each relation and each cell: equal where they are tied through free cells, -1 for none."""
    touching = (matrix != 0) & free
    labels, none = np.arange(matrix.shape[1]), matrix.shape[1]
    while True:
        row_labels = np.where(touching, labels, none).min(axis=1, initial=none)
        lowest = np.where(touching, row_labels[:, None], none).min(axis=0, initial=none)
        if (lowest >= labels).all():
            return np.where(row_labels < none, row_labels, -1), np.where(free, labels, -1)
        labels = np.minimum(labels, lowest)


def _piece(matrix: Floats, rest: Floats, knows: Knowledge, rows: Whole, columns: Whole) -> Piece:
    """A piece, its cap far above anything that its relations could bound."""
    lower, upper = knows.lower[columns], knows.upper[columns]
    known = np.abs(rest[rows]).sum() + lower.sum() + upper[np.isfinite(upper)].sum()
    cap = 10 * float(known) + 1000
    ties = matrix[np.ix_(rows, columns)]
    return Piece(rows, columns, ties, rest[rows], lower, np.minimum(upper, cap), cap)


def side_by_side(blocks: Sequence[Floats]) -> sparse.csr_array:
    """The blocks along a diagonal, as one sparse matrix."""
    tops = np.cumsum([0, *(block.shape[0] for block in blocks)])
    lefts = np.cumsum([0, *(block.shape[1] for block in blocks)])
    filled = [np.nonzero(block) for block in blocks]
    rows = np.concatenate([places[0] + top for places, top in zip(filled, tops, strict=False)])
    columns = np.concatenate([places[1] + left for places, left in zip(filled, lefts, strict=False)])
    data = np.concatenate([block[places] for block, places in zip(blocks, filled, strict=True)])
    return sparse.csr_array((data, (rows, columns)), shape=(tops[-1], lefts[-1]))
