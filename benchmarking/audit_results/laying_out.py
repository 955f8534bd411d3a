"""The sums of one standard, in the order in which they may be shown. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from benchmarking.audit_results import gathering
from benchmarking.audit_results.gathering import REGION, Given, Place
from benchmarking.audit_results.rows import Counts, Key, Level, Measure, Piece, Row
from benchmarking.audit_results.sorting import sorted_as

Views = Mapping[tuple[str, str], Counts]
"""By area and agency: what practitioners said of one standard."""


@dataclass(frozen=True)
class Before:
    """The last round's grades that count, in its areas and in the region."""

    areas: Mapping[Place, Given]
    region: Mapping[Place, Given]


def before_of(table: pd.DataFrame) -> Before:
    then = gathering.counted(table, ago=1)
    return Before(gathering.by_place(then), gathering.by_place(gathering.once(then), region=True))


@dataclass(frozen=True)
class Sheet:
    """All that was given of one standard of one variant. `kinds`: the group of each agency. `ago`: how many rounds ago.

    `before`: the last round's grades, with `earlier` as gathering.changed takes it. `elsewhere`: the last round's
    statements that other standards are compared with.
    """

    variant: str
    standard: str
    table: pd.DataFrame
    kinds: Mapping[str, str]
    views: Views
    before: Before | None
    earlier: Mapping[str, tuple[str, ...]]
    ago: int = 0
    elsewhere: frozenset[str] = frozenset()

    def rows(self, *, whole_region: bool) -> list[Row]:
        """Every sum that something adds to. An area's grades at once; all else where every partnership has signed."""
        kinds = [Level.KIND] if len(set(self.kinds.values())) > 1 else []
        given = gathering.counted(self.table, self.ago)
        once = gathering.once(given) if whole_region else []
        found = list(self._added(Measure.COUNTED, given, Level.AREA))
        if not whole_region:
            return found
        for level in (Level.REGION, *kinds):
            found += self._added(Measure.COUNTED, once, level)
        own, pairs = (each(self.table, self.ago) for each in (gathering.own, gathering.moderated))
        found += self._added(Measure.SELF, gathering.once(own), Level.REGION)
        found += self._added(Measure.MODERATION, gathering.once(pairs), Level.REGION)
        return [*found, *self._beside_practitioners(given, once), *self._changed(given, once)]

    def _changed(self, given: Sequence[Given], once: Sequence[Given]) -> Iterator[Row]:
        """The region first: where one of them gives way, it is an area's."""
        if self.before is None:
            return
        region = gathering.changed(gathering.by_place(once, region=True), self.before.region, self.earlier)
        areas = gathering.changed(gathering.by_place(given), self.before.areas, self.earlier)
        yield from self._summed(Measure.CHANGE, [(REGION, each) for _, each in region], Level.REGION)
        yield from self._summed(Measure.CHANGE, areas, Level.AREA)

    def _beside_practitioners(self, given: Sequence[Given], once: Sequence[Given]) -> Iterator[Row]:
        """What practitioners said in all areas, and the grades of the same agencies."""
        graded = {(each.area, each.agency) for each in given}
        seen = {who: counts for who, counts in self.views.items() if who in graded}
        agencies = {agency for _, agency in seen}
        replies = [
            (
                REGION,
                Given(area, agency, gathering.REPLIES, self.standard, counts, shared=False, ago=self.ago),
            )
            for (area, agency), counts in seen.items()
        ]
        yield from self._summed(Measure.PRACTITIONERS, replies, Level.REGION)
        beside = [each for each in once if each.agency in agencies]
        yield from self._added(Measure.BESIDE, beside, Level.REGION)

    def _added(self, measure: Measure, given: Iterable[Given], level: Level) -> Iterator[Row]:
        return self._summed(measure, [(self._group(each, level), each) for each in given], level)

    def _summed(self, measure: Measure, parts: Iterable[tuple[str, Given]], level: Level) -> Iterator[Row]:
        groups: dict[str, dict[Piece, Given]] = {}
        for group, each in parts:
            groups.setdefault(group, {})[each.piece] = each
        for group in sorted(groups):
            given = groups[group]
            pieces = {piece: sorted_as(measure, each.said) for piece, each in given.items()}
            yield Row(Key(self.variant, self.standard, measure, level, group), pieces, given)

    def _group(self, given: Given, level: Level) -> str:
        return {Level.AREA: given.area, Level.REGION: REGION}.get(level) or self.kinds[given.agency]
