from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.statistics import ImpossibleCount, published
from kernel.rounding import ratio_half_up
from tests.oracles.intervals import rounded_half_up


def test_a_half_goes_up():
    found = published([65, 1, 1, 3], [400, 8, 40, 40], multiplier=100, decimals=1)
    assert found.values.tolist() == [Decimal("16.3"), Decimal("12.5"), Decimal("2.5"), Decimal("7.5")]
    assert published([5, 15, 25], 10, multiplier=1, decimals=0).scaled.tolist() == [1, 2, 3]


def test_a_half_that_a_float_would_miss():
    """145 of 1,000 is 14.5 %, but 145 / 1000 * 100 in floats is 14.499999999999998."""
    assert 145 / 1000 * 100 < 14.5
    assert published(145, 1000, multiplier=100, decimals=0).scaled == 15


def test_what_is_missing_or_not_applicable_is_not_shown():
    found = published([1, None, 0, 1], [0, 5, 5, np.nan], multiplier=100, decimals=1)
    assert found.shown.tolist() == [False, False, True, False]
    assert found.values.tolist() == [None, None, Decimal("0.0"), None]
    assert str(found.values[2]) == "0.0"


def test_shapes_broadcast_and_are_kept():
    found = published([[1], [2]], [3, 4, 5], multiplier=100, decimals=1)
    assert found.values.shape == found.scaled.shape == (2, 3)
    assert published(1, 3, multiplier=100, decimals=1).values.item() == Decimal("33.3")


@pytest.mark.parametrize(("x", "n"), [(-1, 5), (1, -5), (1.5, 5), (1, 5.5)])
def test_impossible_counts_are_refused(x, n):
    with pytest.raises(ImpossibleCount, match="position 1"):
        published([1, x], [5, n], multiplier=100, decimals=1)


@pytest.mark.parametrize(("multiplier", "decimals"), [(0, 1), (-100, 1), (100, -1)])
def test_a_scale_that_makes_no_sense_is_refused(multiplier, decimals):
    with pytest.raises(ValueError, match="multiplier"):
        published(1, 2, multiplier=multiplier, decimals=decimals)


@pytest.mark.parametrize(("x", "n"), [(10**15, 1), (2**54, 2**54), (1, 2**62)])
def test_counts_that_would_wrap_are_refused(x, n):
    with pytest.raises(OverflowError):
        published([x], [n], multiplier=10_000, decimals=1)


def test_the_largest_counts_that_fit_are_exact():
    x = (2**63 - 1 - 7) // (2 * 10_000 * 10)
    found = published(x, 7, multiplier=10_000, decimals=1)
    assert found.values.item() == ratio_half_up(x, 7, multiplier=10_000, decimals=1)
    with pytest.raises(OverflowError):
        published(x + 1, 7, multiplier=10_000, decimals=1)


@given(
    st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 10**7)), min_size=1),
    st.sampled_from([1, 100, 1000, 10_000]),
    st.integers(0, 4),
)
def test_it_agrees_with_the_kernel_and_with_the_naive_walk(pairs, multiplier, decimals):
    x, n = np.array(pairs).T
    found = published(x, n, multiplier=multiplier, decimals=decimals).values.tolist()
    assert found == [ratio_half_up(a, b, multiplier=multiplier, decimals=decimals) for a, b in pairs]
    assert [str(v) for v in found] == [rounded_half_up(a, b, multiplier, decimals) for a, b in pairs]


@given(st.integers(1, 2000), st.integers(0, 2000), st.integers(0, 3))
def test_every_tie_goes_up(eighths, whole, decimals):
    """(2k+1) / (2 x 10^decimals) lies halfway between two printable numbers."""
    k = whole * 7 + eighths
    found = published(2 * k + 1, 2 * 10**decimals, multiplier=1, decimals=decimals)
    assert found.scaled == k + 1
