"""Is an area's value lower than, similar to or higher than a benchmark?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from benchmarking.statistics.counts import Flags, as_floats
from benchmarking.statistics.estimates import Estimate

Signs = NDArray[np.int8]
POLARITY_SIGN = {"high": 1, "low": -1, "none": 0}


@dataclass(frozen=True, eq=False)
class Comparison:
    """Arrays of one shape.

    position: -1 lower, 0 similar, 1 higher (0 too where nothing was compared: ask `compared` first).
    verdict: 1 better, -1 worse, 0 no verdict, which is always so where polarity is "none".
    compared: False where the value, its interval or the benchmark is missing.
    strong: outside the wider interval as well (99.8 %); None where the estimate carries only one interval.
    """

    position: Signs
    verdict: Signs
    compared: Flags
    strong: Flags | None = None

    @property
    def words(self) -> NDArray[np.str_]:
        """lower, similar, higher or not compared."""
        named = np.array(["lower", "similar", "higher"])[self.position + 1]
        return np.where(self.compared, named, "not compared")

    @property
    def verdict_words(self) -> NDArray[np.str_]:
        """worse, better, or "" where there is no verdict."""
        return np.array(["worse", "", "better"])[self.verdict + 1]


def compare(estimate: Estimate, benchmark: ArrayLike, *, polarity: ArrayLike) -> Comparison:
    """Compare each estimate with a benchmark's value, by the estimate's own confidence interval.

    benchmark: values in the estimate's unit, or NaN; any shape that broadcasts with the estimate.
    polarity: "high" (high is good), "low" or "none", one for all or an array that broadcasts.
    The interval below the benchmark is lower, above it higher; touching is similar.
    Raises ValueError for any other polarity, or where benchmark or polarity would change the shape.

    Two things to know. The benchmark is taken as exact: right for England, not for another single area.
    A benchmark pooled from areas that include the one compared makes the test stricter than its 5 %; say so
    beside it, and give NaN as the benchmark of an area compared with itself.

    Rule: OHID Fingertips, "single overlapping confidence interval".
    """
    against = as_floats(benchmark)
    signs = polarity_signs(polarity)
    if np.broadcast_shapes(estimate.value.shape, against.shape, signs.shape) != estimate.value.shape:
        raise ValueError("benchmark and polarity may not have more positions than the estimate")
    position = _position(estimate.lower, estimate.upper, against)
    compared = ~(np.isnan(estimate.lower) | np.isnan(estimate.upper) | np.isnan(against))
    strong = None
    if estimate.outer is not None:
        strong = _position(estimate.outer.lower, estimate.outer.upper, against) != 0
    return Comparison(position, position * signs, compared, strong)


def _position(lower: NDArray[np.float64], upper: NDArray[np.float64], against: NDArray[np.float64]) -> Signs:
    """NaN compares as neither lower nor higher."""
    return (lower > against).astype(np.int8) - (upper < against).astype(np.int8)


def polarity_signs(polarity: ArrayLike) -> Signs:
    """1 where high is good, -1 where low is, 0 for none. Raises ValueError for any other word."""
    words = np.asarray(polarity, dtype=np.str_)
    if unknown := sorted(set(np.unique(words).tolist()) - set(POLARITY_SIGN)):
        raise ValueError(f"polarity is high, low or none, not {', '.join(map(repr, unknown))}")
    signs = np.zeros(words.shape, dtype=np.int8)
    signs[words == "high"], signs[words == "low"] = 1, -1
    return signs
