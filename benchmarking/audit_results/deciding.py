"""Which sums may be shown so that nobody can work out what one agency said. Pure; infra/decisions/0018.

Sums are taken in order. One is shown where

* it is of three agencies at least, and no more than nine in ten of its grades are the same,
* neither it, nor what is left of another sum when it is taken away, says all about what one agency gave: not to an
  outsider, not to an agency that takes itself away, not to a partnership that takes away what it was sent,
* nothing that follows from it and all that was shown before, by adding and taking away, rests on one or two agencies;
  or on a single one, for a partnership. This looks at who stands in which sum, never at a grade,
* and none of the sums that were refused because they say all about an agency follows from it.

What was shown stays known, and what was refused stays hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarking.audit_results.rows import Level, Measure, Piece, Row
from benchmarking.audit_results.spans import Span
from benchmarking.audit_results.telling import ANYBODY, Reader, is_full, remainders, told_all

FEWEST = 3
"""Agencies in a sum that is shown: whoever is one of them and takes itself away still faces two."""

MOST = 90
"""Per cent of the grades in a sum that may be one and the same grade."""
GRADED = frozenset({Measure.COUNTED, Measure.SELF, Measure.BESIDE})
ELSEWHERE = ""
"""Some partnership that has not signed yet."""


def is_lopsided(row: Row) -> bool:
    """Whether nearly all gave the same grade: then much follows about each of them."""
    return row.key.measure in GRADED and max(row.counts) * 100 > MOST * sum(row.counts)


@dataclass
class Ledger:
    """What is shown of one standard, and decided for good. `known`: the pieces that each partnership was sent.
    `wide`: the agencies that answered for several areas.

    `forbidden`: for a reader, sums of pieces that must not follow from what is shown.
    """

    wide: frozenset[str] = frozenset()
    known: dict[str, frozenset[Piece]] = field(default_factory=dict)
    decided: dict[frozenset[Piece], bool] = field(default_factory=dict)
    shown: list[Row] = field(default_factory=list)
    forbidden: dict[Reader, set[frozenset[Piece]]] = field(default_factory=dict)

    def take(self, rows: Sequence[Row]) -> None:
        """Decide about those of these that are new, in this order."""
        self._learn(rows)
        new = {pieces: row for row in rows if (pieces := frozenset(row.pieces)) not in self.decided}
        self.decided |= dict.fromkeys(new, False)
        if not new:
            return
        fit = [
            row
            for row in new.values()
            if not self._forbid(row) and len(row.agencies) >= FEWEST and not is_lopsided(row)
        ]
        for reader in self._readers(rows):
            for left in remainders([*self.shown, *rows], reader):
                if is_full(left.parts):
                    self.forbidden.setdefault(reader, set()).add(frozenset(left.pieces))
                elif reader == ANYBODY:
                    self._forbid(left)
        self._admit(fit)

    def shows(self, row: Row) -> bool:
        return self.decided[frozenset(row.pieces)]

    def _learn(self, rows: Sequence[Row]) -> None:
        """A partnership knows every piece of its own area, and keeps knowing it.

        What agencies of several areas gave is known in each of them, also where a partnership has not signed yet.
        """
        for row in rows:
            wide = [piece for piece in row.pieces if piece[0] in self.wide]
            self.known[ELSEWHERE] = self.known.get(ELSEWHERE, frozenset()).union(wide)
            if row.key.level is Level.AREA:
                self.known[row.key.group] = self.known.get(row.key.group, frozenset()).union(row.pieces)

    def _readers(self, rows: Sequence[Row]) -> list[Reader]:
        """Anybody, partnerships, and agencies of several areas: those who know parts of many sums."""
        areas: dict[str, set[str]] = {}
        for row in rows:
            if row.key.level is Level.AREA:
                for agency in row.agencies:
                    areas.setdefault(agency, set()).add(row.key.group)
        several = sorted(agency for agency, where in areas.items() if len(where) > 1)
        partnerships = [Reader(known) for known in self.known.values()]
        return [ANYBODY, *partnerships, *(Reader(agency=agency) for agency in several)]

    def _forbid(self, row: Row) -> bool:
        """Note to whom this sum would say all about an agency; whether there is anybody."""
        readers = list(told_all(row, self.known))
        for reader in readers:
            self.forbidden.setdefault(reader, set()).add(reader.left_of(row))
        return bool(readers)

    def _admit(self, rows: Sequence[Row]) -> None:
        """As many as may be shown, the first first: all at once, or half by half."""
        if not rows:
            return
        if self._is_safe([*self.shown, *rows]):
            self.shown += rows
            self.decided |= {frozenset(row.pieces): True for row in rows}
        elif len(rows) > 1:
            self._admit(rows[: len(rows) // 2])
            self._admit(rows[len(rows) // 2 :])

    def _is_safe(self, shown: Sequence[Row]) -> bool:
        sums = [frozenset(row.pieces) for row in shown]
        return (
            not Span(sums).isolates(pairs=True)
            and not any(Span(sums, Reader(known)).isolates() for known in self.known.values())
            and not any(
                span.holds(pieces)
                for reader, left in self.forbidden.items()
                for span in [Span(sums, reader)]
                for pieces in left
            )
        )
