import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.disclosure import hide, protect_small, total_may_be_shown
from benchmarking.statistics import compare, pooled, proportion


def protect(x, n, symbol="", status="local", **options):
    return protect_small(x, n, symbol, status, **{"part_of_whole": True} | options)


def test_one_to_five_becomes_c_and_zero_does_not():
    found = protect([0, 1, 5, 6], 100)
    assert found.hidden.tolist() == [False, True, True, False]
    assert found.symbol.tolist() == ["", "c", "c", ""]


def test_the_rest_of_a_proportion_is_a_count_of_children_too():
    found = protect([100, 99, 95, 94], 100)
    assert found.hidden.tolist() == [False, True, True, False]


def test_the_rest_of_a_population_is_not():
    found = protect([100, 99, 95, 3], 100, part_of_whole=False)
    assert found.hidden.tolist() == [False, False, False, True]
    assert not found.denominator_hidden.any()


def test_a_small_denominator_is_hidden_with_its_proportion():
    found = protect([0, 2, 5, None, 10], [5, 5, 5, 3, 60])
    assert found.hidden.tolist() == [True, True, True, False, False]
    assert found.denominator_hidden.tolist() == [True, True, True, True, False]
    assert not protect([0], [5], part_of_whole=False).denominator_hidden.any()


def test_a_rule_that_starts_above_one_still_hides_a_small_denominator():
    found = protect([2], [4], smallest=3, largest=5)
    assert found.hidden.tolist() == [True]


def test_official_figures_are_shown_as_they_were_published():
    found = protect([3, 3, 3], [4, 4, 4], status=["official", "provisional", "local"])
    assert found.hidden.tolist() == [False, True, True]
    assert found.denominator_hidden.tolist() == [False, True, True]


def test_missing_counts_keep_their_symbol():
    found = protect([None, np.nan], [100, None], symbol=["x", "c"])
    assert found.hidden.tolist() == [False, False]
    assert found.symbol.tolist() == ["x", "c"]


def test_a_count_that_stands_beside_a_symbol_is_hidden_whatever_its_status():
    found = protect([50, 50], 100, symbol=["c", "u"], status=["official", "local"])
    assert found.hidden.tolist() == [True, True]
    assert found.symbol.tolist() == ["c", "u"]


def test_the_rule_belongs_to_the_indicator():
    assert protect([5, 6, 7, 8], 100, largest=7).hidden.tolist() == [True, True, True, False]


@pytest.mark.parametrize(("smallest", "largest"), [(0, 5), (-1, 5), (6, 5)])
def test_a_rule_that_makes_no_sense_is_refused(smallest, largest):
    with pytest.raises(ValueError, match="smallest"):
        protect([1], [2], smallest=smallest, largest=largest)


def test_all_that_is_derived_is_hidden_with_the_count():
    x, n = np.array([3, 30]), np.array([60, 60])
    hidden = protect(x, n).hidden
    estimate = proportion(hide(x, hidden), n)
    for derived in (estimate.value, estimate.lower, estimate.upper):
        assert np.isnan(derived).tolist() == [True, False]
    assert compare(estimate, 20, polarity="high").words.tolist() == ["not compared", "higher"]


def test_a_total_is_shown_only_with_all_of_its_parts():
    hidden = [[False, False], [True, False], [False, False]]
    missing = [[False, False], [False, False], [False, True]]
    assert total_may_be_shown(hidden, missing).tolist() == [True, False, False]
    with pytest.raises(ValueError, match="at least one part"):
        total_may_be_shown([], [])


areas = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=6)


@given(areas)
def test_no_small_local_count_can_be_read_or_subtracted(pairs):
    """The attacker sees the shown counts, the shown total and every shown value with its denominator."""
    x = np.array([part for part, _ in pairs], float)
    n = x + [rest for _, rest in pairs]
    found = protect(x, n)
    for seen in hide(x, found.hidden)[~found.hidden]:
        assert not 1 <= seen <= 5
    for rest in (n - x)[~found.hidden]:
        assert not 1 <= rest <= 5
    for whole in hide(n, found.denominator_hidden)[~found.denominator_hidden]:
        assert not 1 <= whole <= 5
    total = pooled(hide(x, found.hidden), n)
    assert np.isnan(total.numerator) == found.hidden.any()
    assert total_may_be_shown(found.hidden, np.isnan(x)) == (not found.hidden.any())
