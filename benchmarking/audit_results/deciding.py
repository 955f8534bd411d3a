"""Which sums may be shown so that nobody can work out what one agency said. Pure; infra/decisions/0018.

Sums are taken in order. One is shown where

* it is of three agencies at least, and no more than nine in ten of its grades are the same,
* nothing that follows from it and all that was shown before, by adding and taking away, rests on one or two agencies;
  or on a single one, for a partnership. This looks at who stands in which sum, never at a grade,
* with it, everybody who reads must still allow for another world: whatever part of a shown sum is an agency's, there are
  other answers that change this part and no number that is shown, and nothing that the reader knows.

What was shown stays known, and what was refused stays hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarking.audit_results.reading import ELSEWHERE, Readers
from benchmarking.audit_results.rows import Level, Measure, Piece, Row
from benchmarking.audit_results.spans import Span
from benchmarking.audit_results.worlds import Worlds

FEWEST = 3
"""Agencies in a sum that is shown: whoever is one of them and takes itself away still faces two."""

MOST = 90
"""Per cent of the grades in a sum that may be one and the same grade."""
GRADED = frozenset({Measure.COUNTED, Measure.SELF, Measure.BESIDE})


def is_lopsided(row: Row) -> bool:
    """Whether nearly all gave the same grade: then much follows about each of them."""
    return row.key.measure in GRADED and max(row.counts) * 100 > MOST * sum(row.counts)


@dataclass
class Ledger:
    """What is shown of one standard, and decided for good. `known`: the pieces that each partnership was sent. `ago`: how
    many rounds ago."""

    ago: int = 0
    known: dict[str, frozenset[Piece]] = field(default_factory=dict)
    decided: dict[frozenset[Piece], bool] = field(default_factory=dict)
    shown: list[Row] = field(default_factory=list)

    def take(self, rows: Sequence[Row], readers: Readers, before: Sequence[Row] = ()) -> None:
        """Decide about those of these that are new, in this order. `before`: what was shown of the last round."""
        self._learn(rows, readers)
        new = {pieces: row for row in rows if (pieces := frozenset(row.pieces)) not in self.decided}
        self.decided |= dict.fromkeys(new, False)
        fit = [row for row in new.values() if len(row.agencies) >= FEWEST and not is_lopsided(row)]
        if fit:
            linked = any(row.key.measure is Measure.CHANGE for row in (*self.shown, *fit))
            worlds = Worlds([*self.shown, *fit], readers, before if linked else ())
            self._admit(fit, worlds)

    def shows(self, row: Row) -> bool:
        return self.decided[frozenset(row.pieces)]

    def _learn(self, rows: Sequence[Row], readers: Readers) -> None:
        """A partnership knows every piece of its own area, and keeps knowing it.

        What agencies of several areas gave is known in each of them, also where a partnership has not signed yet.
        """
        for row in rows:
            wide = [piece for piece in row.pieces if readers.is_wide(piece[0], self.ago)]
            self.known[ELSEWHERE] = self.known.get(ELSEWHERE, frozenset()).union(wide)
            if row.key.level is Level.AREA:
                self.known[row.key.group] = self.known.get(row.key.group, frozenset()).union(row.pieces)

    def _admit(self, rows: Sequence[Row], worlds: Worlds) -> None:
        """As many as may be shown, the first first: all at once, or half by half."""
        if not rows:
            return
        if self._is_safe([*self.shown, *rows], worlds):
            self.shown += rows
            self.decided |= {frozenset(row.pieces): True for row in rows}
        elif len(rows) > 1:
            self._admit(rows[: len(rows) // 2], worlds)
            self._admit(rows[len(rows) // 2 :], worlds)

    def _is_safe(self, shown: Sequence[Row], worlds: Worlds) -> bool:
        sums = [frozenset(row.pieces) for row in shown]
        return (
            not Span(sums).isolates(pairs=True)
            and not any(Span(sums, known).isolates() for known in self.known.values())
            and worlds.leave_open(shown)
        )
