"""The sums of one standard, in the order in which they may be shown. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from benchmarking.audit_results import gathering
from benchmarking.audit_results.gathering import MOVES, REGION, Category, Given
from benchmarking.audit_results.rows import Counts, Key, Level, Measure, Piece, Row, one_of
from scrutiny.frameworks.content import NUMBER_OF_GRADES

ASKED_OF_PRACTITIONERS = NUMBER_OF_GRADES + 1
"""The grades, and how many could not say."""
Views = Mapping[tuple[str, str], Counts]
"""By area and agency: what practitioners said of one standard."""


@dataclass(frozen=True)
class Sheet:
    """All that was given of one standard of one variant. `kinds`: the group of each agency.

    `before`: the last round's grades by area, with `earlier` as gathering.changed takes it.
    """

    variant: str
    standard: str
    table: pd.DataFrame
    kinds: Mapping[str, str]
    views: Views
    before: pd.DataFrame | None
    earlier: Mapping[str, tuple[str, ...]]

    def rows(self, *, whole_region: bool) -> list[Row]:
        """Every sum that something adds to. The region's only where every partnership has signed."""
        kinds = [Level.KIND] if len(set(self.kinds.values())) > 1 else []
        levels = [Level.AREA, Level.REGION, *kinds] if whole_region else [Level.AREA]
        given = gathering.counted(self.table)
        found = [row for level in levels for row in self._graded(Measure.COUNTED, given, level)]
        below = [level for level in levels if level is not Level.KIND]
        own, pairs, changed = gathering.own(self.table), gathering.moderated(self.table), self._changed(given)
        if whole_region:
            found += self._graded(Measure.SELF, own, Level.REGION)
            found += self._moved(Measure.MODERATION, gathering.once(pairs), Level.REGION)
            found += self._beside_practitioners(given)
        for level in reversed(below):
            found += self._moved(Measure.CHANGE, changed[level], level)
        return found

    def _graded(self, measure: Measure, given: Sequence[Given], level: Level) -> Iterator[Row]:
        once = given if level is Level.AREA else gathering.once(given)
        return self._added(measure, once, level, gathering.grade_of, NUMBER_OF_GRADES)

    def _moved(self, measure: Measure, pairs: Sequence[Given], level: Level) -> Iterator[Row]:
        return self._added(measure, pairs, level, gathering.move_of, MOVES)

    def _changed(self, given: Sequence[Given]) -> dict[Level, list[Given]]:
        if self.before is None:
            return {Level.AREA: [], Level.REGION: []}
        then = gathering.counted(self.before)
        now_once, then_once = (_everywhere(gathering.once(each)) for each in (given, then))
        return {
            Level.AREA: gathering.changed(given, then, self.earlier),
            Level.REGION: gathering.changed(now_once, then_once, self.earlier),
        }

    def _beside_practitioners(self, given: Sequence[Given]) -> Iterator[Row]:
        """What practitioners said in all areas, and the grades of the same agencies."""
        graded = {(each.area, each.agency) for each in given}
        seen = {who: counts for who, counts in self.views.items() if who in graded}
        agencies = {agency for _, agency in seen}
        replies = [
            (REGION, (agency, "practitioners", self.standard, area, counts), counts)
            for (area, agency), counts in seen.items()
        ]
        yield from self._summed(Measure.PRACTITIONERS, replies, Level.REGION)
        beside = [each for each in gathering.once(given) if each.agency in agencies]
        yield from self._added(Measure.BESIDE, beside, Level.REGION, gathering.grade_of, NUMBER_OF_GRADES)

    def _added(
        self, measure: Measure, given: Iterable[Given], level: Level, category: Category, number: int
    ) -> Iterator[Row]:
        groups = [
            (self._group(each, level), each.piece, one_of(category(each.said), number)) for each in given
        ]
        return self._summed(measure, groups, level)

    def _summed(
        self, measure: Measure, parts: Iterable[tuple[str, Piece, Counts]], level: Level
    ) -> Iterator[Row]:
        groups: dict[str, dict[Piece, Counts]] = {}
        for group, piece, counts in parts:
            groups.setdefault(group, {})[piece] = counts
        for group in sorted(groups):
            yield Row(Key(self.variant, self.standard, measure, level, group), groups[group])

    def _group(self, given: Given, level: Level) -> str:
        return {Level.AREA: given.area, Level.REGION: REGION}.get(level) or self.kinds[given.agency]


def _everywhere(given: Iterable[Given]) -> list[Given]:
    """As of one place, so that the region now is compared with the region then."""
    return [Given(REGION, each.agency, each.what, each.of, each.said, each.shared) for each in given]
