"""The test of a difference: against published limits, a search by hand, statsmodels, and by properties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.rates import test_poisson_2indep as poisson_by_statsmodels

from benchmarking.statistics import count, difference, mean, proportion, rate
from tests.oracles import differences as oracle

# R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 5 (Mee), to four decimals.
MEE = [
    (56, 70, 48, 80, 0.0533, 0.3377),
    (9, 10, 3, 10, 0.1821, 0.8370),
    (6, 7, 2, 7, 0.0544, 0.8478),
    (5, 56, 0, 29, -0.0313, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.7225, 1.0000),
    (10, 10, 0, 10, 0.6777, 1.0000),
]
parts = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: (p[0], max(p[0] + p[1], 1)))
events = st.tuples(st.integers(0, 60), st.integers(1, 300))


def ends(found):
    return [float(found.lower), float(found.upper)]


def test_the_published_limits_of_mee_all_at_once():
    x1, n1, x2, n2, lower, upper = np.array(MEE).T
    found = difference(proportion(x1, n1, multiplier=1), proportion(x2, n2, multiplier=1))
    np.testing.assert_array_equal(np.round(found.lower, 4), lower)
    np.testing.assert_array_equal(np.round(found.upper, 4), upper)


def test_without_a_difference_it_is_pearsons_chi_squared():
    """56 of 70 and 48 of 80: the statistic 2.65 that the R package cicalc prints at a difference of 0, two-sided."""
    found = difference(proportion(56, 70), proportion(48, 80))
    assert found.p == pytest.approx(oracle.two_sided(2.65), abs=1e-4)
    assert found.value == pytest.approx(20)
    assert bool(found.differs)


@settings(max_examples=30)
@given(parts, parts, st.sampled_from([0.95, 0.998]))
def test_two_proportions_agree_with_the_search(a, b, level):
    (x1, n1), (x2, n2) = a, b

    def score(d):
        return oracle.score_of_proportions(x1, n1, x2, n2, d)

    found = difference(proportion(x1, n1, multiplier=1), proportion(x2, n2, multiplier=1), confidence=level)
    np.testing.assert_allclose(ends(found), oracle.limits(score, x1 / n1 - x2 / n2, 1, level), atol=2e-6)
    assert found.p == pytest.approx(oracle.two_sided(score(0)), abs=1e-6)


@settings(max_examples=30)
@given(events, events, st.sampled_from([0.95, 0.998]))
def test_two_rates_agree_with_the_search(a, b, level):
    (x1, n1), (x2, n2) = a, b

    def score(d):
        return oracle.score_of_rates(x1, n1, x2, n2, d)

    found = difference(rate(x1, n1, multiplier=1), rate(x2, n2, multiplier=1), confidence=level)
    reach = 200 + x1 / n1 + x2 / n2
    np.testing.assert_allclose(
        ends(found), oracle.limits(score, x1 / n1 - x2 / n2, reach, level), rtol=2e-6, atol=2e-6
    )
    assert found.p == pytest.approx(oracle.two_sided(score(0)), abs=1e-6)


def test_a_rate_has_the_p_value_of_statsmodels():
    """Breast cancer after X-ray treatment: K. Gu and others, Biometrical Journal 50 (2008), section 5."""
    found = difference(rate(60, 51_477.5), rate(30, 54_308.7))
    theirs = poisson_by_statsmodels(60, 51_477.5, 30, 54_308.7, method="score", compare="diff", value=0)
    assert found.p == pytest.approx(theirs.pvalue, rel=1e-9)
    assert found.p < 0.001


@given(parts, parts, st.sampled_from([proportion, rate]), st.sampled_from([0.9, 0.95, 0.998]))
def test_it_differs_exactly_where_the_interval_leaves_out_zero(a, b, kind, level):
    found = difference(kind(*a), kind(*b), confidence=level)
    assert found.lower <= found.value <= found.upper
    assert bool(found.differs) == bool(found.lower > 0 or found.upper < 0)


@given(parts, parts, st.sampled_from([proportion, rate]))
def test_exchanging_the_two_turns_the_sign(a, b, kind):
    one, other = difference(kind(*a), kind(*b)), difference(kind(*b), kind(*a))
    assert one.p == pytest.approx(other.p, rel=1e-9)
    np.testing.assert_allclose(ends(one), [-other.upper, -other.lower], rtol=1e-6, atol=1e-6)


@given(parts, parts, st.integers(2, 20))
def test_the_multiplier_only_scales(a, b, times):
    one = difference(rate(*a, multiplier=1), rate(*b, multiplier=1))
    other = difference(rate(*a, multiplier=times), rate(*b, multiplier=times))
    np.testing.assert_allclose(ends(other), np.array(ends(one)) * times, rtol=1e-9, atol=1e-12)


@given(parts)
def test_an_area_does_not_differ_from_itself(a):
    found = difference(proportion(*a), proportion(*a))
    assert found.p == 1
    assert found.value == 0


def test_intervals_that_overlap_may_still_differ():
    first, second = proportion(60, 200), proportion(82, 200)
    assert first.upper > second.lower
    assert bool(difference(first, second).differs)


@pytest.mark.parametrize("kind", [proportion, rate])
def test_what_is_missing_stays_missing_and_nothing_else(kind):
    found = difference(kind([1, None, 0, 2, 2], [9, 9, 0, 9, 9]), kind([2, 2, 2, 2, np.nan], 9))
    gone = [False, True, True, False, True]
    for each in (found.value, found.lower, found.upper, found.p):
        assert np.isnan(each).tolist() == gone
    assert found.compared.tolist() == [not g for g in gone]
    assert not found.differs[gone].any()


def test_shapes_broadcast_and_the_method_is_named():
    found = difference(rate([[5], [9]], 100), rate([4, 5, 6], 100))
    assert found.value.shape == found.p.shape == (2, 3)
    assert "Poisson" in found.method
    assert "Mee" in difference(proportion(1, 2), proportion(1, 2)).method


def test_refusals():
    with pytest.raises(ValueError, match="counts"):
        difference(mean([1, 2]), mean([1, 3]))
    for other in (proportion(1, 2, multiplier=10_000), rate(1, 2, multiplier=1)):
        with pytest.raises(ValueError, match="one kind"):
            difference(rate(1, 2), other)
    with pytest.raises(ValueError, match="confidence"):
        difference(count(1), count(2), confidence=95)
