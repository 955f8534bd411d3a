"""The edge-case table of intervals.py, line by line, for everything that makes an estimate."""

import numpy as np
import pytest

from benchmarking.statistics import ImpossibleCount, count, mean, proportion, rate

NAN = float("nan")
POSITIVE, WITHIN = "above 0", "below 100"

TABLE = [  # what, estimate, value, lower, upper, symbol
    ("no events, proportion", proportion(0, 20), 0, 0, POSITIVE, ""),
    ("no events, rate", rate(0, 20), 0, 0, POSITIVE, ""),
    ("no events, count", count(0), 0, 0, POSITIVE, ""),
    ("all of them", proportion(20, 20), 100, WITHIN, 100, ""),
    ("none of nobody", proportion(0, 0), NAN, NAN, NAN, "z"),
    ("some for nobody, rate", rate(5, 0), NAN, NAN, NAN, "z"),
    ("numerator missing", proportion(None, 20), NAN, NAN, NAN, "x"),
    ("denominator missing", rate(5, None), NAN, NAN, NAN, "x"),
    ("count missing", count(NAN), NAN, NAN, NAN, "x"),
    ("missing for nobody", rate(None, 0), NAN, NAN, NAN, "z"),
    ("events outnumber people", rate(3, 2, multiplier=1), 1.5, POSITIVE, POSITIVE, ""),
    ("one event at 99.8 %", rate(1, 1, multiplier=1, confidence=0.998), 1, POSITIVE, POSITIVE, ""),
    ("mean of nothing", mean([]), NAN, NAN, NAN, "z"),
    ("mean of one", mean([3]), NAN, NAN, NAN, "c"),
    ("mean of one that is missing", mean([None]), NAN, NAN, NAN, "x"),
    ("mean with one missing", mean([3, NAN, 2]), NAN, NAN, NAN, "x"),
    ("mean of the same", mean([3, 3, 3]), 3, 3, 3, ""),
    ("mean of two, clipped", mean([1, 4], scale=(1, 4)), 2.5, 1, 4, ""),
]


def answers(found: float, expected: float | str) -> bool:
    if expected == POSITIVE:
        return found > 0
    if expected == WITHIN:
        return 0 < found < 100
    return bool(np.array_equal(found, expected, equal_nan=True))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_the_edge_case(row):
    _, found, value, lower, upper, symbol = row
    assert answers(found.value, value)
    assert answers(found.lower, lower)
    assert answers(found.upper, upper)
    assert str(found.symbol) == symbol


@pytest.mark.parametrize("make", [proportion, rate])
@pytest.mark.parametrize(("x", "n"), [(-1, 5), (np.inf, 5), (0.5, 5), (1, -5), (1, np.inf)])
def test_what_cannot_be_is_refused(make, x, n):
    with pytest.raises(ImpossibleCount):
        make(x, n)


def test_a_part_above_its_whole_is_refused():
    with pytest.raises(ImpossibleCount, match="above its denominator"):
        proportion(3, 2)


def test_a_clipped_mean_says_so():
    assert bool(mean([1, 4], scale=(1, 4)).clipped)
    assert not bool(mean([2, 3, 2, 3], scale=(1, 4)).clipped)
    assert not bool(mean([1, 4]).clipped)
