"""How places stand beside their own past: since the year before, over five years, and beyond the usual.

All series of a report at once, because the statistics are vectorised. They are given the values and counts that
the report shows; what is hidden is missing to them too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.value import Value
from benchmarking.indicators import arithmetic
from benchmarking.indicators.definition import Definition
from benchmarking.reports.comparing.findings import Control, Movement
from benchmarking.statistics import Difference, XmR, difference, recent_trend, xmr

Floats = NDArray[np.float64]
CLEAR = 0.002
"""A change whose probability by chance is below this is called clear: the 99.8 % level."""
FEWEST = 13
"""Years that a series needs before limits are drawn around it."""


@dataclass(frozen=True)
class History:
    """One indicator of one place, oldest year first, with no year left out."""

    definition: Definition
    place: Place
    values: tuple[Value | None, ...]


@dataclass(frozen=True)
class _Block:
    """Series of one kind, one a row, the newest year last: numbers of shape (series, years), NaN where not shown."""

    members: Sequence[History]
    years: NDArray[np.int64]
    shown: Floats
    numerator: Floats
    denominator: Floats


def movements(histories: Sequence[History]) -> dict[tuple[str, str], Movement]:
    """By indicator and place. Areas and pooled areas alone: counts of wider places are rounded."""
    found: dict[tuple[str, str], Movement] = {}
    for kind in ("proportion", "rate", "count"):
        members = [each for each in histories if each.definition.kind == kind and each.place.level in MOVED]
        if members:
            for history, movement in _of_kind(_block(members)):
                found[history.definition.slug, history.place.key] = movement
    return found


MOVED = (Level.AREA, Level.POOLED)


def history(definition: Definition, place: Place, series: Sequence[Value]) -> History:
    """Of a place's values in any years: those up to the newest, years that are absent between them as None."""
    by_year = {value.year: value for value in series}
    return History(
        definition, place, tuple(by_year.get(year) for year in range(min(by_year), max(by_year) + 1))
    )


def _block(members: Sequence[History]) -> _Block:
    width = max(2, *(len(each.values) for each in members))
    shape = len(members), width
    shown, top, bottom = (np.full(shape, np.nan) for _ in range(3))
    years = np.zeros(shape, dtype=np.int64)
    for row, each in enumerate(members):
        newest = next(value.year for value in reversed(each.values) if value)
        years[row] = np.arange(newest - width + 1, newest + 1)
        for column, value in enumerate(each.values, start=width - len(each.values)):
            if value is not None and value.value is not None:
                shown[row, column] = float(value.value)
                top[row, column] = np.nan if value.numerator is None else value.numerator
                bottom[row, column] = np.nan if value.denominator is None else value.denominator
    return _Block(members, years, shown, top, bottom)


def _of_kind(block: _Block) -> Iterator[tuple[History, Movement]]:
    definition = block.members[0].definition  # of a kind, they share their arithmetic
    top, bottom = block.numerator, block.denominator
    estimate = arithmetic.estimate(definition, top, bottom)
    polarity = [each.definition.polarity for each in block.members]
    newest, before = (arithmetic.estimate(definition, top[:, at], bottom[:, at]) for at in (-1, -2))
    changed = difference(newest, before)
    recent = recent_trend(estimate, polarity=polarity)
    words, getting = recent.words, recent.verdict_words
    usual = _Usual(block, xmr(block.shown))
    for row, each in enumerate(block.members):
        verdict, strong, word = _tested(changed, row, each.definition.polarity)
        calculated = bool(recent.calculated[row])
        yield (
            each,
            Movement(
                place=each.place.key,
                change=_change(each),
                changed=word,
                strong=strong,
                verdict=verdict,
                recent=str(words[row]) if calculated else "",
                recent_verdict=str(getting[row]) if calculated else "",
                control=usual.of(row, each.definition),
            ),
        )


def _change(each: History) -> Decimal | None:
    """As anybody would subtract it from what is printed."""
    *_, before, newest = (None, *each.values)
    if newest is None or before is None or newest.value is None or before.value is None:
        return None
    return newest.value - before.value


def _tested(changed: Difference, row: int, polarity: str) -> tuple[str, bool, str]:
    """Verdict, strength and word of the newest year against the year before."""
    if not changed.compared[row]:
        return "", False, ""
    if not changed.differs[row]:
        return "", False, "no clear change"
    up = bool(changed.value[row] > 0)
    verdict = "" if polarity == "none" else "better" if up == (polarity == "high") else "worse"
    return verdict, bool(changed.p[row] < CLEAR), "higher" if up else "lower"


class _Usual:
    """Limits around the series of a block."""

    def __init__(self, block: _Block, found: XmR) -> None:
        self.years, self.there, self.found = block.years, ~np.isnan(block.shown), found
        self.enough = self.there.sum(axis=1) >= FEWEST
        self.flags, self.rule = found.flags & self.there, found.rule

    def of(self, row: int, definition: Definition) -> Control | None:
        """Nothing where fewer than 13 years are shown."""
        if not self.enough[row]:
            return None
        at = int(self.there[row].argmax())
        mean, lower, upper = (
            arithmetic.rounded(float(each[row, at]), definition)
            for each in (self.found.mean, self.found.lower, self.found.upper)
        )
        if mean is None or lower is None or upper is None:
            return None
        special = np.flatnonzero(self.flags[row])
        return Control(
            mean, lower, upper, tuple((int(self.years[row, i]), str(self.rule[row, i])) for i in special)
        )
