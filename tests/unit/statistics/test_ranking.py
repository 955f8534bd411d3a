"""Ranks and bins: against published rules, by counting, and by properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.statistics import TooFewAreas, quantile, rank
from tests.oracles import places

some = st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=30)


def as_floats(values):
    return np.array([np.nan if v is None else v for v in values], dtype=float)


def as_list(found):
    return [None if np.isnan(v) else int(v) for v in found]


def test_ties_take_the_better_rank_and_the_missing_none():
    """The rule of DfE's Local Authority Interactive Tool."""
    found = rank([30, 10, None, 30, 20], polarity="high")
    assert as_list(found.rank) == [1, 4, None, 1, 3]
    assert found.tied.tolist() == [True, False, False, True, False]
    assert found.areas == 4
    assert as_list(rank([30, 10, None, 30, 20], polarity="low").rank) == [3, 1, None, 3, 2]
    assert as_list(rank([30, 10], polarity="none").rank) == [1, 2]


@given(some, st.sampled_from(["high", "low"]))
def test_a_rank_is_one_more_than_the_number_of_better_ones(values, polarity):
    found = as_list(rank(as_floats(values), polarity=polarity).rank)
    assert found == [places.rank(values, i, high=polarity == "high") for i in range(len(values))]


@given(some, st.integers(2, 6))
def test_a_quantile_is_that_of_phe_quantile(values, bins):
    if len(values) < bins:
        return
    found = quantile(as_floats(values), bins, areas_per_bin=1)
    enough = sum(v is not None for v in values) >= bins
    assert bool(found.refused) == (not enough)
    expected = [places.quantile(values, i, bins) if enough else None for i in range(len(values))]
    assert as_list(found.quantile) == expected


def test_quartiles_of_eight():
    assert quantile([8, 7, 6, 5, 4, 3, 2, 1], 4).quantile.tolist() == [4, 4, 3, 3, 2, 2, 1, 1]


def test_uneven_bins_fill_as_phe_fills_them():
    """Ten areas: floor(5 - ceil((11 - rank) / 2.5))."""
    assert quantile(np.arange(10), 4).quantile.tolist() == [1, 1, 1, 2, 2, 3, 3, 3, 4, 4]


@pytest.mark.parametrize("bins", [4, 5])
def test_five_areas_have_no_quartiles_and_no_quintiles(bins):
    with pytest.raises(TooFewAreas, match=f"{bins} bins need at least {2 * bins} areas, not 5"):
        quantile([1, 2, 3, 4, 5], bins)


def test_fewer_areas_than_bins_are_refused_whatever_is_asked():
    with pytest.raises(TooFewAreas):
        quantile([1, 2, 3], 4, areas_per_bin=1)
    assert quantile([1, 2, 3, 4], 4, areas_per_bin=1).quantile.tolist() == [1, 2, 3, 4]


def test_a_group_that_falls_short_is_refused_by_itself():
    found = quantile([[1, 2, 3, 4], [1, np.nan, 3, 4]], 2)
    assert found.refused.tolist() == [False, True]
    assert found.quantile[0].tolist() == [1, 1, 2, 2]
    assert np.isnan(found.quantile[1]).all()


@given(st.lists(st.integers(-99, 99), min_size=8, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_the_areas_makes_no_difference(values, random):
    order = list(range(len(values)))
    random.shuffle(order)
    v = np.array(values, dtype=float)
    np.testing.assert_array_equal(rank(v).rank[order], rank(v[order]).rank)
    np.testing.assert_array_equal(quantile(v, 4).quantile[order], quantile(v[order], 4).quantile)


@given(st.lists(st.integers(-99, 99), min_size=8, max_size=30), st.integers(1, 9), st.integers(-9, 9))
def test_more_is_never_placed_lower_and_the_scale_does_not_matter(values, times, by):
    v = np.sort(np.array(values, dtype=float))
    assert (np.diff(quantile(v, 4).quantile) >= 0).all()
    assert (np.diff(rank(v).rank) <= 0).all()
    np.testing.assert_array_equal(rank(v * times + by).rank, rank(v).rank)
    np.testing.assert_array_equal(quantile(v * times + by, 4).quantile, quantile(v, 4).quantile)


def test_polarity_may_differ_from_indicator_to_indicator():
    found = rank([[1, 2], [1, 2]], polarity=["high", "low"])
    assert found.rank.tolist() == [[2, 1], [1, 2]]
    assert found.areas.tolist() == [2, 2]


def test_nobody_and_everybody_missing():
    assert rank([]).rank.shape == (0,)
    assert np.isnan(rank([None, None]).rank).all()
    assert bool(quantile([None] * 8, 4).refused)


def test_refusals():
    for deed in (
        lambda: rank(3),
        lambda: quantile(3, 2),
        lambda: quantile([1, 2], 1),
        lambda: rank([1], polarity="good"),
    ):
        with pytest.raises(ValueError, match=r"last axis|two bins|polarity"):
            deed()
    with pytest.raises(ValueError, match="more positions"):
        rank([1, 2], polarity=["high", "low"])
