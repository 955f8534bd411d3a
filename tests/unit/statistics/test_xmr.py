"""XmR charts: against the rules' published vectors, fractions by hand, and by properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from benchmarking.statistics import xmr
from benchmarking.statistics.runs import in_shift, in_trend, two_of_three
from tests.oracles.series import xmr_rules

series = st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=1, max_size=24)
whole = st.lists(st.integers(-50, 50), min_size=2, max_size=24)
RULES = {"outside": "outside", "trend": "trend", "two of three": "two_of_three", "shift": "shift"}


def flags(found):
    return [bool(f) for f in found]


def as_floats(values):
    return np.array([np.nan if v is None else v for v in values], dtype=float)


# Vectors of NHSRplotthedots, tests/testthat/test-ptd_calculate_point_type.R (NHS-R community, MIT). There they
# end at the point that completes a run; ours flag the whole run, as the chart does.
@pytest.mark.parametrize(
    ("values", "flagged"),
    [([1, 2, 3, 4, 5, 6], 0), ([1, 2, 3, 3, 4, 5, 6], 0), ([1, 2, 3, 4, 5, 6, 7], 7), ([7, 6, 5, 4, 3, 2, 1], 7),
     ([2, 1, 2, 3, 4, 5, 6, 7, 3], 7), ([2, 7, 6, 5, 4, 3, 2, 1, 3], 7)],
)  # fmt: skip
def test_the_published_vectors_of_a_trend(values, flagged):
    assert in_trend(np.array(values, dtype=float), 7).sum() == flagged


@pytest.mark.parametrize(
    ("sides", "flagged"),
    [([1] * 6, 0), ([1] * 6 + [-1], 0), ([1] * 8 + [-1], 8), ([-1] * 8 + [1], 8), ([1] * 6 + [0, 1], 0)],
)  # fmt: skip
def test_the_published_vectors_of_a_shift(sides, flagged):
    assert in_shift(np.array(sides, dtype=np.int8), 7).sum() == flagged


@pytest.mark.parametrize(
    ("near", "flagged"),
    [([1, 0, 1], [1, 0, 1]), ([0, 1, 1], [0, 1, 1]), ([1, 1, 0], [1, 1, 0]), ([0, 0, 1, 0, 1, 0, 0], [0, 0, 1, 0, 1, 0, 0]),
     ([1, 0, 0, 1], [0, 0, 0, 0]), ([1, 0, 0, 1, 1], [0, 0, 0, 1, 1]), ([1, 1], [0, 0])],
)  # fmt: skip
def test_the_published_vectors_of_two_of_three(near, flagged):
    found = two_of_three(np.array(near, dtype=bool), np.ones(len(near), dtype=np.int8))
    assert found.astype(int).tolist() == flagged


def test_near_both_limits_in_turn_is_no_special_cause():
    """NHSRplotthedots, test-ptd_spc_standard.R: two points near opposite limits are common cause."""
    values = [1, -1] * 7 + [5.5, -5.5]
    assert not xmr(values).flags[-2:].any()


@given(series, st.booleans())
def test_it_agrees_with_the_fractions(values, screen):
    found = xmr(as_floats(values), screen_outliers=screen)
    expected = xmr_rules(values, screen)
    for name, field in RULES.items():
        assert flags(getattr(found, field)) == [name in rules for rules in expected["rules"]], name
    assert flags(found.flags) == [bool(rules) for rules in expected["rules"]]
    there = [v is not None for v in values]
    if expected["limits"] is not None:
        np.testing.assert_allclose(found.lower[there], float(expected["limits"][0]), rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(found.upper[there], float(expected["limits"][1]), rtol=1e-12, atol=1e-12)


@given(series)
def test_a_missing_point_is_missing_in_its_place_and_nowhere_else(values):
    found = xmr(as_floats(values))
    gone = [v is None for v in values]
    assert np.isnan(found.mean).tolist() == gone
    assert not found.flags[gone].any()
    assert not found.trial[gone].any()
    assert found.rule[gone].tolist() == [""] * sum(gone)
    assert all(
        getattr(found, f).shape == (len(values),) for f in ("mean", "lower", "near_upper", "flags", "side")
    )


def test_the_limits_of_a_series_by_hand():
    """Mean 5, moving ranges 2 4 2 4 2: average 2.8, limits 5 -+ 2.66 x 2.8."""
    found = xmr([4, 6, 2, 4, 8, 6], screen_outliers=False)
    assert found.mean.tolist() == [5] * 6
    np.testing.assert_allclose([found.lower[0], found.upper[0]], [5 - 7.448, 5 + 7.448], rtol=1e-12)
    np.testing.assert_allclose(
        [found.near_lower[0], found.near_upper[0]], [5 - 7.448 * 2 / 3, 5 + 7.448 * 2 / 3]
    )


def test_screening_drops_a_moving_range_of_3_267_times_the_average_and_more():
    steps = [1.0] * 12
    jump = 3.267 * 12 / (13 - 3.267)  # the size at which a jump is exactly 3.267 times the average of all
    for size, kept in ((jump * (1 - 1e-9), True), (jump * (1 + 1e-9), False)):
        values = np.concatenate([[0], np.cumsum([*steps, size])])
        width = xmr(values).upper[0] - xmr(values).mean[0]
        average = np.mean([*steps, size]) if kept else 1.0
        assert width == pytest.approx(2.66 * average)
        assert xmr(values, screen_outliers=False).upper[0] == pytest.approx(
            values.mean() + 2.66 * np.mean([*steps, size])
        )


def test_a_moving_range_of_exactly_3_267_times_the_average_is_dropped():
    moves = [264] * 10 + [271, 1089]
    assert 3.267 * np.mean(moves) == 1089
    assert xmr(np.cumsum([0, *moves])).upper[0] == pytest.approx(
        np.cumsum([0, *moves]).mean() + 2.66 * 2911 / 11
    )


def test_seven_points_make_a_trend_or_a_shift_and_six_do_not():
    """A saw with a rise of so many points in it, and one that lies so many points below what follows."""
    for points, flagged in ((6, 0), (7, 7)):
        rise = [5, 0, *range(1, points), 0, 5, 0, 5, 0, 5]
        assert xmr(rise).trend.sum() == flagged
        low = [4, 5] * 3 + [5] * (points - 6)
        assert xmr([*low, 20, 1, 20, 1, 20, 1, 20]).shift.sum() == flagged


def test_a_point_outside_does_not_help_its_neighbour_to_two_of_three():
    """NHSRplotthedots counts points between the near limits and the limits, not those beyond."""
    calm = [50, 52] * 10
    beyond, near = xmr([*calm, 52, 60, 55.5]), xmr([*calm, 52, 55.5, 55.5])
    assert bool(beyond.outside[-2])
    assert beyond.near_upper[-1] < 55.5 < beyond.upper[-1]
    assert not beyond.two_of_three.any()
    assert np.flatnonzero(near.two_of_three).tolist() == [21, 22]


def test_on_the_limit_is_within_it():
    """Two values a apart: mean a/2, limits 2.66 a away. And a point on the mean belongs to neither side."""
    assert not xmr([0, 10]).flags.any()
    assert xmr([1, 2, 3]).side.tolist() == [-1, 0, 1]
    assert xmr([0.1, 0.2, 0.3]).side.tolist() == [-1, 0, 1]


@pytest.mark.parametrize("value", [0.1, 7, 1e9, -3.3])
def test_no_variation_has_limits_on_the_mean_and_no_flags(value):
    found = xmr([value] * 10)
    np.testing.assert_array_equal(found.lower, found.mean)
    np.testing.assert_allclose(found.upper, value)
    assert not found.flags.any()


def test_a_single_point_has_no_limits_and_no_flags():
    found = xmr([5])
    assert np.isnan(found.lower).all()
    assert not found.flags.any()


def test_fewer_than_thirteen_points_are_a_trial():
    assert xmr(np.arange(12)).trial.all()
    assert not xmr(np.arange(13)).trial.any()
    assert xmr([1, 2] * 10, rebase=[12]).trial.tolist() == [True] * 20


@given(whole, whole)
def test_nothing_crosses_a_rebase(before, after):
    both = xmr([*before, *after], rebase=[len(before)])
    for name in ("mean", "lower", "upper", "outside", "trend", "shift", "two_of_three", "trial"):
        alone = [getattr(xmr(part), name) for part in (before, after)]
        np.testing.assert_array_equal(getattr(both, name), np.concatenate(alone))


@given(whole, st.sampled_from([0.5, 2, 8]), st.integers(-64, 64))
def test_stretching_and_moving_a_series_changes_no_flag(values, times, by):
    one, other = xmr(values), xmr(np.array(values) * times + by)
    np.testing.assert_array_equal(one.rule, other.rule)
    np.testing.assert_allclose(other.upper, one.upper * times + by, atol=1e-9)


@given(whole)
def test_turning_a_series_round_turns_the_sides(values):
    one, other = xmr(values), xmr(-np.array(values))
    np.testing.assert_array_equal(one.flags, other.flags)
    np.testing.assert_array_equal(one.side, -other.side)


@given(arrays(float, (3, 2, 15), elements=st.integers(0, 20).map(float)))
def test_many_series_at_once_are_each_on_its_own(values):
    found = xmr(values, rebase=[7])
    assert found.flags.shape == values.shape
    alone = xmr(values[1, 1], rebase=[7])
    np.testing.assert_array_equal(found.rule[1, 1], alone.rule)
    np.testing.assert_array_equal(found.upper[1, 1], alone.upper)


def test_the_first_rule_that_holds_is_named():
    found = xmr([*range(1, 10), 50])
    assert found.rule[0] == "outside"
    assert bool(found.trend[0])
    assert found.rule[7] == "trend"


@pytest.mark.parametrize("rebase", [[0], [3], [-1], [1, 9]])
def test_a_rebase_outside_the_series_is_refused(rebase):
    with pytest.raises(ValueError, match="rebase"):
        xmr([1, 2, 3], rebase=rebase)


def test_other_refusals():
    with pytest.raises(ValueError, match="single number"):
        xmr(5)
    with pytest.raises(ValueError, match="infinite"):
        xmr([1, np.inf])
