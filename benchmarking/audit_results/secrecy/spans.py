"""What follows from sums by adding and taking away, whatever their values: on how few agencies can it rest? Pure."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarking.audit_results.rows import Piece

NEARLY = 1e-7
Floats = NDArray[np.float64]


class Span:
    """Everything that follows from these sums for a reader who knows some pieces."""

    def __init__(self, sums: Sequence[frozenset[Piece]], known: frozenset[Piece] = frozenset()) -> None:
        standing: dict[Piece, list[int]] = {}
        for number, pieces in enumerate(sums):
            for piece in pieces - known:
                standing.setdefault(piece, []).append(number)
        # Pieces of one agency that always stand together are one unknown.
        kinds: dict[tuple[str, tuple[int, ...]], int] = {}
        for piece, numbers in standing.items():
            kinds.setdefault((piece[0], tuple(numbers)), len(kinds))
        matrix = np.zeros((len(sums), len(kinds)))
        agencies: dict[str, int] = {}
        owner = []
        for (agency, stands), column in kinds.items():
            matrix[list(stands), column] = 1
            owner.append(agencies.setdefault(agency, len(agencies)))
        self._owner, self._basis = np.array(owner, dtype=np.intp), _basis(matrix)

    def isolates(self, *, pairs: bool = False) -> bool:
        """Whether something follows that rests on one agency alone (or, with `pairs`, on two)."""
        if not self._basis.size:
            return False
        weights = np.bincount(self._owner, (self._basis**2).sum(axis=0))
        if any(self._rests_on(int(agency)) for agency in np.flatnonzero(weights > 1 - NEARLY)):
            return True
        if not pairs:
            return False
        one, other = np.triu_indices(len(weights), k=1)
        heavy = weights[one] + weights[other] > 1 - NEARLY
        return any(self._rests_on(int(a), int(b)) for a, b in zip(one[heavy], other[heavy], strict=True))

    def _rests_on(self, *agencies: int) -> bool:
        """A sum of these alone follows exactly where their part of the basis is of full length in some direction."""
        mine = self._owner == agencies[0]
        for another in agencies[1:]:
            mine |= self._owner == another
        return bool(np.linalg.norm(self._basis[:, mine], 2) > 1 - NEARLY)


def _basis(matrix: Floats) -> Floats:
    """Rows at right angles to each other, of length 1, that span the same."""
    if not matrix.size:
        return np.zeros((0, matrix.shape[1]))
    _, strengths, rows = np.linalg.svd(matrix, full_matrices=False)
    basis: Floats = rows[strengths > NEARLY * max(1.0, strengths.max(initial=0))]
    return basis
