import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.statistics import Estimate, Interval, compare, proportion, rate


def estimate(lower, upper, outer=None):
    lower, upper = np.array(lower, float), np.array(upper, float)
    wide = outer and Interval(np.array(outer[0], float), np.array(outer[1], float), 0.998)
    return Estimate((lower + upper) / 2, lower, upper, 0.95, np.zeros(lower.shape, bool), wide or None)


def test_an_interval_below_is_lower_above_is_higher_and_touching_is_similar():
    found = compare(estimate([1, 1, 1, 3, 5], [2, 4, 3, 4, 6]), 3, polarity="none")
    assert found.words.tolist() == ["lower", "similar", "similar", "similar", "higher"]
    assert found.position.tolist() == [-1, 0, 0, 0, 1]


def test_a_verdict_follows_the_polarity_and_there_is_none_without_one():
    both = estimate([1, 5, 2], [2, 6, 4])
    assert compare(both, 3, polarity="high").verdict_words.tolist() == ["worse", "better", ""]
    assert compare(both, 3, polarity="low").verdict_words.tolist() == ["better", "worse", ""]
    assert compare(both, 3, polarity="none").verdict_words.tolist() == ["", "", ""]
    mixed = compare(both, 3, polarity=["low", "none", "high"])
    assert mixed.verdict_words.tolist() == ["better", "", ""]
    assert mixed.words.tolist() == ["lower", "higher", "similar"]


def test_what_is_missing_is_not_compared():
    found = compare(rate([5, None, 5, 5], [10, 10, 0, 10]), [1, 1, 1, np.nan], polarity="high")
    assert found.words.tolist() == ["higher", "not compared", "not compared", "not compared"]
    assert found.compared.tolist() == [True, False, False, False]
    assert found.verdict_words.tolist() == ["better", "", "", ""]


def test_outside_the_wider_interval_is_strong():
    found = compare(
        estimate([4, 4, 1], [6, 6, 9], outer=([2, 3.5, 0], [8, 6.5, 10])), [3, 3, 5], polarity="low"
    )
    assert found.words.tolist() == ["higher", "higher", "similar"]
    assert found.strong.tolist() == [False, True, False]
    assert compare(estimate([4], [6]), 3, polarity="low").strong is None


def test_nothing_missing_is_ever_strong():
    found = compare(proportion([None, 5], [10, 10], confidence=(0.95, 0.998)), [1, np.nan], polarity="high")
    assert found.strong.tolist() == [False, False]


@pytest.mark.parametrize("polarity", ["", "High", "good", ["high", "neither"]])
def test_an_unknown_polarity_is_refused(polarity):
    with pytest.raises(ValueError, match="polarity is high, low or none"):
        compare(estimate([1, 2], [2, 3]), 3, polarity=polarity)


def test_a_benchmark_may_not_multiply_the_estimates():
    with pytest.raises(ValueError, match="more positions"):
        compare(estimate([1], [2]), [1, 2, 3], polarity="none")


def test_single_numbers_compare_too():
    found = compare(rate(50, 100), 1, polarity="high")
    assert str(found.words) == "higher"
    assert str(found.verdict_words) == "better"


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_turning_the_scale_round_turns_the_finding_round(a, b, benchmark):
    lower, upper = sorted([a, b])
    found = compare(estimate([lower], [upper]), benchmark, polarity="high")
    turned = compare(estimate([-upper], [-lower]), -benchmark, polarity="low")
    assert found.position[0] == -turned.position[0]
    assert found.verdict[0] == turned.verdict[0]


@given(st.integers(0, 500), st.integers(0, 500), st.floats(0, 100))
def test_what_is_strong_differs_at_the_ordinary_level_too(part, rest, benchmark):
    found = compare(
        proportion([part], [part + rest or 1], confidence=(0.95, 0.998)), benchmark, polarity="high"
    )
    assert found.position[0] != 0 or not found.strong[0]
