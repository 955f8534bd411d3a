import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.statistics import Mean, compare, mean

grades = st.lists(st.integers(1, 4), min_size=2, max_size=8)

# t at 0.975 for 1, 2, 3, 4, 9 and 29 degrees of freedom: the table printed in every textbook since Student's.
STUDENT = [(2, 12.706), (3, 4.303), (4, 3.182), (5, 2.776), (10, 2.262), (30, 2.045)]


@pytest.mark.parametrize(("k", "t"), STUDENT)
def test_the_limits_lie_students_t_standard_errors_from_the_mean(k, t):
    values = np.arange(k, dtype=float)
    error = math.sqrt(sum((v - values.mean()) ** 2 for v in values) / (k - 1) / k)
    found = mean(values)
    assert (found.upper - found.value) / error == pytest.approx(t, abs=5e-4)


def naive_t(freedom: int, level: float) -> float:
    """Student's quantile from his density, added up in small steps."""
    scale = math.gamma((freedom + 1) / 2) / math.sqrt(freedom * math.pi) / math.gamma(freedom / 2)

    def within(t: float) -> float:
        steps = 2000
        points = [
            scale * (1 + (t * i / steps) ** 2 / freedom) ** (-(freedom + 1) / 2) for i in range(steps + 1)
        ]
        return t / steps / 3 * 2 * (points[0] + points[-1] + 4 * sum(points[1::2]) + 2 * sum(points[2:-1:2]))

    low, high = 0.0, 60.0
    for _ in range(45):
        middle = (low + high) / 2
        low, high = (low, middle) if within(middle) > level else (middle, high)
    return low


@pytest.mark.parametrize("values", [[1, 2, 2, 4], [3, 3, 4], [1, 1, 2, 2, 3, 4, 4]])
@pytest.mark.parametrize("level", [0.9, 0.95])
def test_a_mean_agrees_with_the_naive_one(values, level):
    k, centre = len(values), sum(values) / len(values)
    half = naive_t(k - 1, level) * math.sqrt(sum((v - centre) ** 2 for v in values) / (k - 1) / k)
    found = mean(values, confidence=level)
    np.testing.assert_allclose(
        [found.lower, found.value, found.upper], [centre - half, centre, centre + half], rtol=1e-6
    )


@given(grades, st.randoms(use_true_random=False))
def test_the_order_of_the_values_makes_no_difference(values, random):
    shuffled = random.sample(values, len(values))
    one, other = mean(values), mean(shuffled)
    np.testing.assert_allclose([one.value, one.lower], [other.value, other.lower], atol=1e-12)


@given(grades, st.integers(-50, 50), st.integers(1, 9))
def test_moving_and_stretching_the_values_moves_and_stretches_the_interval(values, by, times):
    one, other = mean(values), mean(np.array(values) * times + by)
    for limit in ("value", "lower", "upper"):
        assert getattr(other, limit) == pytest.approx(getattr(one, limit) * times + by, abs=1e-9)


@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.integers(1, 4)), min_size=3, max_size=3), min_size=1, max_size=6
    )
)
def test_a_missing_value_leaves_no_mean_in_its_own_row_and_nowhere_else(rows):
    found = mean(np.array(rows, dtype=float))
    gone = [None in row for row in rows]
    assert found.value.shape == found.lower.shape == found.count.shape == (len(rows),)
    assert np.isnan(found.value).tolist() == np.isnan(found.lower).tolist() == gone


def test_two_levels_and_a_benchmark():
    found = mean([[3, 3, 4, 4], [1, 1, 1, 2]], confidence=(0.95, 0.998))
    assert (found.outer.lower < found.lower).all()
    assert isinstance(found, Mean)
    assert compare(found, 3.0, polarity="high").words.tolist() == ["similar", "lower"]


def test_clipping_cuts_both_levels_and_the_wider_one_may_be_the_only_one():
    found = mean([2, 3, 2, 3, 2], confidence=(0.95, 0.998), scale=(1, 4))
    assert found.lower > 1
    assert found.outer.lower == 1
    assert bool(found.clipped)


def test_a_limit_cut_off_at_one_end_only_is_noted_too():
    low, high = (
        mean([1, 1, 2, 1, 1, 1], confidence=(0.5, 0.95), scale=(1, 4)),
        mean([4, 4, 3, 4], scale=(1, 4)),
    )
    assert low.lower > 1
    assert (low.outer.lower, high.upper) == (1, 4)
    assert low.outer.upper < 4
    assert bool(low.clipped)
    assert bool(high.clipped)


def test_the_same_value_three_times_is_that_value_exactly():
    found = mean([0.1] * 3)
    assert (found.value, found.lower, found.upper) == (0.1, 0.1, 0.1)


def test_refusals():
    for wrong, words in (
        (5, "last axis"),
        ([1, np.inf], "infinite"),
        ([0, 4], "off the scale"),
        ([1, 5], "off"),
    ):
        with pytest.raises(ValueError, match=words):
            mean(wrong, scale=(1, 4))
    with pytest.raises(ValueError, match="confidence"):
        mean([1, 2], confidence=95)


def test_the_number_of_values_stands_beside_the_mean():
    assert mean([[3, 3, 3]]).count.tolist() == [3]
