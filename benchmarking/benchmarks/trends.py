"""Which way an area went in the last five years, where five years in a row can be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarking.benchmarks.against import shown
from benchmarking.benchmarks.value import Value
from benchmarking.indicators import arithmetic
from benchmarking.indicators.definition import Definition
from benchmarking.statistics import recent_trend
from benchmarking.statistics.trends import POINTS


@dataclass(frozen=True)
class Way:
    """words: increasing, decreasing, no change or cannot be calculated. verdict: getting better, getting worse or ""."""

    words: str
    verdict: str
    calculated: bool


def recent_ways(
    series: Mapping[str, Sequence[Value]], definition: Definition, *, newest: int
) -> dict[str, Way]:
    """The trend of the five years that end with `newest`, by key of the place.

    A year that is missing or not shown is a gap and leaves no trend; a plain count has one of its own.
    """
    if not series:
        return {}
    years = range(newest - POINTS + 1, newest + 1)
    by_year = [{v.year: v for v in values if shown(v)} for values in series.values()]

    def counts(name: str) -> np.ndarray:
        rows = [[getattr(one[y], name) if y in one else None for y in years] for one in by_year]
        return np.array(rows, dtype=np.float64).reshape(len(by_year), POINTS)

    estimate = arithmetic.estimate(definition, counts("numerator"), counts("denominator"))
    found = recent_trend(estimate, polarity=definition.polarity)
    return {
        key: Way(str(found.words[i]), str(found.verdict_words[i]), bool(found.calculated[i]))
        for i, key in enumerate(series)
    }
