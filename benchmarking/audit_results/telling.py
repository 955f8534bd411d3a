"""Whether a sum says by itself all about what one agency gave to it. Pure.

An agency's part is at least what the others together have no room for. Where those least numbers add up to all that it
gave, nothing about it is open: so above all where everybody gave the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarking.audit_results.rows import Counts, Piece, Row

DEPTH = 2
"""How often something may be taken away: the region without one area, and without another."""


@dataclass(frozen=True)
class Reader:
    """Somebody who reads what is shown, and knows more: an agency its own part, a partnership what it was sent."""

    known: frozenset[Piece] = frozenset()
    agency: str = ""

    def left_of(self, row: Row) -> frozenset[Piece]:
        """The pieces that are unknown to them."""
        return frozenset(p for p in row.pieces if p[0] != self.agency and p not in self.known)


ANYBODY = Reader()


def told_all(row: Row, partnerships: Mapping[str, frozenset[Piece]]) -> Iterator[Reader]:
    """Those to whom the sum says all about the part of another agency: anybody, partnerships, agencies in it."""
    for reader in (ANYBODY, *map(Reader, partnerships.values())):
        if is_full(row.left_for(reader.known)):
            yield reader
    yield from (Reader(agency=agency) for agency in _members_told(row.parts))


def remainders(rows: Sequence[Row], reader: Reader) -> Iterator[Row]:
    """What is left of each sum when another one that is part of it is taken away, and once more: as the reader sees
    sums, without what they know."""
    seen: dict[frozenset[Piece], Row] = {}
    for row in rows:
        left = reader.left_of(row)
        if left:
            seen.setdefault(left, Row(row.key, {piece: row.pieces[piece] for piece in left}))
    given = list(seen.items())
    fresh = dict(seen)
    for _ in range(DEPTH):
        found = {}
        for whole, row in fresh.items():
            for part, _ in given:
                if part < whole and (rest := whole - part) not in seen:
                    found[rest] = Row(row.key, {piece: row.pieces[piece] for piece in rest})
        yield from found.values()
        seen |= found
        fresh = found


def is_full(parts: Mapping[str, Counts]) -> bool:
    """Whether the sum of these parts leaves nothing open about one of them."""
    if not parts:
        return False
    counts = np.array(list(parts.values()))
    sizes, totals = counts.sum(axis=1), counts.sum(axis=0)
    least = np.maximum(totals[None, :] - (sizes.sum() - sizes)[:, None], 0)
    return bool((least.sum(axis=1) >= sizes).any())


def _members_told(parts: Mapping[str, Counts]) -> list[str]:
    """The agencies that learn all about another one's part, once they take themselves away."""
    counts = np.array(list(parts.values()))
    sizes, totals = counts.sum(axis=1), counts.sum(axis=0)
    room = sizes.sum() - sizes[:, None] - sizes[None, :]  # of all but the reader and the one looked at
    least = np.maximum((totals - counts)[:, None, :] - room[:, :, None], 0).sum(axis=2)
    full = least >= sizes[None, :]
    np.fill_diagonal(full, False)  # nobody learns anything about itself
    return [agency for agency, row in zip(parts, full, strict=True) if row.any()]
