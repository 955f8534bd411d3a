"""Areas of one indicator and year held against a comparator: lower, similar or higher, at 95 % and at 99.8 %.

Only what is shown takes part: a value with a symbol is compared with nothing, and nothing is compared with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from benchmarking.benchmarks.calculation import CONFIDENCE
from benchmarking.benchmarks.choice import Against
from benchmarking.benchmarks.places import Place, Places
from benchmarking.benchmarks.standing import Standing
from benchmarking.benchmarks.value import Value
from benchmarking.indicators import arithmetic
from benchmarking.indicators.definition import Definition
from benchmarking.statistics import Comparison, Estimate, compare, difference, expected_false_flags

Floats = NDArray[np.float64]
NEIGHBOURS = "Statistical neighbours"


@dataclass(frozen=True)
class Target:
    """What areas are held against: a place, or (`place` None) each area's own statistical neighbours."""

    kind: Against | None
    place: Place | None

    @property
    def name(self) -> str:
        return self.place.short_name if self.place else NEIGHBOURS

    @property
    def in_sentence(self) -> str:
        """ "higher than …"."""
        if self.place is None:
            return "the average of the statistical neighbours"
        return f"the {self.place.short_name}" if self.kind is Against.POOLED else self.place.short_name

    @property
    def is_area(self) -> bool:
        return self.kind is None


@dataclass(frozen=True)
class Contrast:
    """How one area stands to the comparator.

    comparator: its value, at the decimals of the definition. comparison: lower, similar, higher, or "" where
    nothing could be compared. strong: also at 99.8 %. verdict: better, worse or "". difference, lower and upper:
    area minus comparator, where one area is tested against another. share: which part of the comparator the area
    itself makes up.
    """

    comparator: Decimal | None
    comparison: str = ""
    strong: bool = False
    verdict: str = ""
    difference: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    share: float = 0.0


def target_of(against: str, places: Places) -> Target | None:
    """The comparator that a choice names, or None where the region has none such."""
    wider = {Against.NATION: places.national, Against.REGION: places.regional, Against.POOLED: places.pooled}
    if against == Against.NEIGHBOURS:
        return Target(Against.NEIGHBOURS, None)
    if against in wider:
        kind = Against(against)
        return Target(kind, wider[kind]) if wider[kind] else None
    return next((Target(None, area) for area in places.areas if area.key == against), None)


def shown(value: Value | None) -> bool:
    """Whether there is a number to compare, order or draw. What carries a symbol is none."""
    return value is not None and value.value is not None and value.symbol is None


def contrasts(
    areas: Sequence[Value],
    target: Target,
    definition: Definition,
    *,
    comparator: Value | None = None,
    standings: Mapping[str, Standing] | None = None,
) -> dict[str, Contrast]:
    """Each area's place beside the comparator, by key.

    areas: values of one indicator and year. comparator: the value of the target's place in that year.
    standings: by area, for statistical neighbours.
    """
    if target.kind is Against.NEIGHBOURS:
        return _against_neighbours(areas, definition, standings or {})
    printed = comparator.value if comparator is not None and shown(comparator) else None
    if comparator is None or printed is None or definition.kind == "count":
        return {a.place: Contrast(printed) for a in areas}
    if target.kind is Against.NATION:
        return {a.place: _against_nation(a, printed) for a in areas}
    if target.is_area:
        return _against_area(areas, comparator, definition)
    return _against_place(areas, comparator, target, definition)


def _estimate(values: Sequence[Value], definition: Definition) -> Estimate:
    def counts(name: str) -> Floats:
        return np.array([getattr(v, name) if shown(v) else None for v in values], dtype=np.float64)

    return arithmetic.estimate(definition, counts("numerator"), counts("denominator"), CONFIDENCE)


def _against_nation(area: Value, printed: Decimal) -> Contrast:
    """As it was calculated with the value, so that page, report and API say the same."""
    if not shown(area):
        return Contrast(printed)
    return Contrast(printed, area.comparison, area.strong, area.verdict)


def _against_neighbours(
    areas: Sequence[Value], definition: Definition, standings: Mapping[str, Standing]
) -> dict[str, Contrast]:
    """The plain average of the neighbours, as it is printed: publishers give no counts to pool."""
    averages = [standings[a.place].neighbours if a.place in standings else None for a in areas]
    printed = [average if shown(a) else None for a, average in zip(areas, averages, strict=True)]
    if definition.kind == "count":
        return {a.place: Contrast(average) for a, average in zip(areas, printed, strict=True)}
    benchmark = np.array(printed, dtype=np.float64)
    found = compare(_estimate(areas, definition), benchmark, polarity=definition.polarity)
    return {a.place: Contrast(printed[i], *_said(found, i)) for i, a in enumerate(areas)}


def _against_place(
    areas: Sequence[Value], comparator: Value, target: Target, definition: Definition
) -> dict[str, Contrast]:
    """A wider place or the pool. The pool contains the area, so nothing is called better or worse than it."""
    estimate = _estimate(areas, definition)
    of_place = float(_estimate([comparator], definition).value[0])
    benchmark = float(comparator.value or 0) if np.isnan(of_place) else of_place
    polarity = "none" if target.kind is Against.POOLED else definition.polarity
    found = compare(estimate, benchmark, polarity=polarity)
    return {
        a.place: Contrast(comparator.value, *_said(found, i), share=_share(a, comparator))
        for i, a in enumerate(areas)
    }


def _said(found: Comparison, i: int) -> tuple[str, bool, str]:
    if not found.compared[i]:
        return "", False, ""
    strong = found.strong is not None and bool(found.strong[i])
    return str(found.words[i]), strong, str(found.verdict_words[i])


def _share(area: Value, comparator: Value) -> float:
    """The area's part in the comparator's denominator: 0 where it is not known."""
    if not area.denominator or not comparator.denominator or area.denominator >= comparator.denominator:
        return 0.0
    return area.denominator / comparator.denominator


def _against_area(areas: Sequence[Value], other: Value, definition: Definition) -> dict[str, Contrast]:
    """By testing the difference at both levels, never by looking whether two intervals overlap."""
    first, second = _estimate(areas, definition), _estimate([other], definition)
    narrow, wide = (difference(first, second, confidence=level) for level in CONFIDENCE)
    sign = {"high": 1, "low": -1, "none": 0}[definition.polarity]
    found = {}
    for i, area in enumerate(areas):
        if area.place == other.place or not narrow.compared[i]:
            found[area.place] = Contrast(other.value)
            continue
        way = int(np.sign(narrow.value[i])) if narrow.differs[i] else 0
        found[area.place] = Contrast(
            other.value,
            ("lower", "similar", "higher")[way + 1],
            bool(wide.differs[i]),
            ("worse", "", "better")[way * sign + 1],
            difference=arithmetic.rounded(narrow.value[i], definition),
            lower=arithmetic.rounded(narrow.lower[i], definition),
            upper=arithmetic.rounded(narrow.upper[i], definition),
        )
    return found


def false_flags(found: Sequence[Contrast]) -> tuple[int, float, float]:
    """How many comparisons there are, and how many of them chance alone would flag at 95 % and at 99.8 %."""
    made = [each for each in found if each.comparison]
    if not made:
        return 0, 0.0, 0.0
    shares = np.array([each.share for each in made])
    ones = np.ones(len(made))
    inner, outer = (
        float(expected_false_flags(ones, confidence=level, own_share=shares).sum()) for level in CONFIDENCE
    )
    return len(made), inner, outer
