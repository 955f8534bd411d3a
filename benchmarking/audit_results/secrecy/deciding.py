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
from itertools import groupby

from benchmarking.audit_results.rows import Measure, Piece, Row
from benchmarking.audit_results.secrecy.reading import ELSEWHERE, Readers
from benchmarking.audit_results.secrecy.spans import Span
from benchmarking.audit_results.secrecy.worlds import Worlds

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

    def take(
        self,
        rows: Sequence[Row],
        readers: Readers,
        before: Sequence[Row] = (),
        elsewhere: frozenset[str] = frozenset(),
    ) -> None:
        """Decide about those of these that are new, in this order. `before`: what was shown of the last round.
        `elsewhere`: its statements that other standards are compared with."""
        self._learn(rows, readers)
        new = {pieces: row for row in rows if (pieces := frozenset(row.pieces)) not in self.decided}
        self.decided |= dict.fromkeys(new, False)
        fit = [row for row in new.values() if len(row.agencies) >= FEWEST and not is_lopsided(row)]
        apart = self._that_rest_on_many(fit, [])
        # The last round matters only where something is compared with it.
        for _, rows_ in groupby(apart, key=lambda row: row.key.measure is Measure.CHANGE):
            together = [*self.shown, *(some := list(rows_))]
            linked = any(row.key.measure is Measure.CHANGE for row in together)
            self._admit(some, Worlds(together, readers, before if linked else (), elsewhere))

    def shows(self, row: Row) -> bool:
        return self.decided[frozenset(row.pieces)]

    def _learn(self, rows: Sequence[Row], readers: Readers) -> None:
        """A partnership knows every piece of its own area, in whatever sum it stands, and keeps knowing it.

        What agencies of several areas gave is known in each of them, also where a partnership has not signed yet.
        """
        for row in rows:
            wide = [piece for piece in row.pieces if readers.is_wide(piece[0], self.ago)]
            self.known[ELSEWHERE] = self.known.get(ELSEWHERE, frozenset()).union(wide)
            for name, bit in readers.bits.items():
                own = [piece for piece in row.pieces if readers.knowing(piece) & bit]
                self.known[name] = self.known.get(name, frozenset()).union(own)

    def _that_rest_on_many(self, rows: Sequence[Row], taken: Sequence[Row]) -> list[Row]:
        """As many as may be, the first first: all at once, or half by half. Looks at no grade."""
        sums = [frozenset(row.pieces) for row in (*self.shown, *taken, *rows)]
        if not rows or not (
            Span(sums).isolates(pairs=True)
            or any(Span(sums, known).isolates() for known in self.known.values())
        ):
            return list(rows)
        if len(rows) == 1:
            return []
        first = self._that_rest_on_many(rows[: len(rows) // 2], taken)
        return [*first, *self._that_rest_on_many(rows[len(rows) // 2 :], [*taken, *first])]

    def _admit(self, rows: Sequence[Row], worlds: Worlds) -> None:
        """As many as leave everything open, the first first: all at once, all of a kind, or one by one."""
        if worlds.leave_open([*self.shown, *rows]):
            self.shown += rows
            self.decided |= {frozenset(row.pieces): True for row in rows}
        elif len(rows) > 1:
            kinds = [
                list(each) for _, each in groupby(rows, key=lambda row: (row.key.measure, row.key.level))
            ]
            for several in kinds if len(kinds) > 1 else [[row] for row in rows]:
                self._admit(several, worlds)
