import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from benchmarking.statistics import ImpossibleCount, pooled, pooled_others, proportion


def test_counts_are_added_before_they_are_divided():
    found = pooled([1, 90], [10, 100])
    assert (found.numerator, found.denominator) == (91, 110)
    assert float(proportion(found.numerator, found.denominator).value) == pytest.approx(82.7272, abs=1e-4)


def test_one_missing_part_makes_the_total_missing():
    found = pooled([[1, 2], [1, None], [1, 2], [0, 0]], [[10, 20], [10, 20], [None, 20], [10, 20]])
    np.testing.assert_array_equal(found.numerator, [3, np.nan, np.nan, 0])
    np.testing.assert_array_equal(found.denominator, [30, np.nan, np.nan, 30])
    assert found.incomplete.tolist() == [False, True, True, False]


@pytest.mark.parametrize(("x", "n"), [([], []), ([1, 2], [1]), (1, 2), (np.ones((3, 0)), np.ones((3, 0)))])
def test_shapes_that_do_not_pool_are_refused(x, n):
    with pytest.raises(ValueError, match="at least one area"):
        pooled(x, n)


def test_impossible_counts_do_not_pool():
    with pytest.raises(ImpossibleCount, match=r"position \(1, 0\)"):
        pooled([[1, 2], [-3, 4]], [[1, 2], [3, 4]])


@given(arrays(np.int64, (7, 5), elements=st.integers(0, 10**9)), st.permutations(range(5)))
def test_the_order_of_the_areas_does_not_matter_and_the_sum_is_exact(counts, order):
    found = pooled(counts, counts[:, order])
    assert found.numerator.tolist() == [sum(row) for row in counts.tolist()]
    assert found.denominator.tolist() == found.numerator.tolist()


def test_the_others_of_an_area_are_all_but_it():
    found = pooled_others([[1, 2, 3]], [[10, 20, 30]])
    assert found.numerator.tolist() == [[5, 4, 3]]
    assert found.denominator.tolist() == [[50, 40, 30]]
    assert not found.contains_area


def test_an_area_that_is_missing_still_has_others_but_nobody_else_has():
    found = pooled_others([1, None, 3], [10, 20, 30])
    np.testing.assert_array_equal(found.numerator, [np.nan, 4, np.nan])
    assert found.incomplete.tolist() == [True, False, True]
    assert np.isnan(pooled_others([1, None, 3, 4], [10, 20, None, 1]).numerator).all()


def test_one_area_has_no_others():
    with pytest.raises(ValueError, match="at least two"):
        pooled_others([1], [2])
