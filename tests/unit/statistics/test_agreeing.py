"""Agreement of two gradings: against published tables, pair by pair, and by properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.statistics import agreement
from tests.oracles import places

# Two dermatologists, the getting-started example of SAS/STAT PROC FREQ: simple kappa 0.3449 (0.2030 to 0.4868).
SKIN = [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]
# SAS output kept in the tests of statsmodels: simple 0.4842 (0.2137 to 0.7547), linear 0.4701 (0.1845 to 0.7558).
SAS = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]
# Two raters of anxiety, irr::anxiety: squared 0.2520325 and equal 0.1459075 on the five grades that were given.
ANXIETY_2 = [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4]
ANXIETY_3 = [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2]
# Husbands and wives, vcd::SexualFun: simple 0.1293, equal-spaced (linear) 0.2374.
FUN = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]]

pairs = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=40)
POWERS = {"quadratic": 2, "linear": 1}


def of_table(table, **options):
    pairs = [(i + 1, j + 1) for i, row in enumerate(table) for j, many in enumerate(row) for _ in range(many)]
    return agreement(*zip(*pairs, strict=True), grades=len(table), **options)


@pytest.mark.parametrize(
    ("table", "weights", "kappa", "lower", "upper"),
    [(SKIN, "none", 0.3449, 0.2030, 0.4868), (SAS, "none", 0.4842, 0.2137, 0.7547), (SAS, "linear", 0.4701, 0.1845, 0.7558)],
)  # fmt: skip
def test_the_kappas_that_sas_prints_with_their_limits(table, weights, kappa, lower, upper):
    found = of_table(table, weights=weights)
    assert [round(v, 4) for v in (found.kappa, found.lower, found.upper)] == [kappa, lower, upper]


def test_the_kappas_of_vcd_and_irr():
    assert of_table(FUN, weights="none").kappa == pytest.approx(0.1293, abs=5e-5)
    assert of_table(FUN, weights="linear").kappa == pytest.approx(0.2374, abs=5e-5)
    given_grades = [1, 2, 3, 4, 6]
    assert agreement(ANXIETY_2, ANXIETY_3, grades=given_grades).kappa == pytest.approx(0.2520325, abs=5e-8)
    found = agreement(ANXIETY_2, ANXIETY_3, grades=given_grades, weights="linear")
    assert found.kappa == pytest.approx(0.1459075, abs=5e-8)


def test_a_grade_nobody_gave_still_counts():
    """With the unused grade 5 in the scale 0.2298, without it 0.2520."""
    assert agreement(ANXIETY_2, ANXIETY_3, grades=6).kappa == pytest.approx(0.2298, abs=5e-5)


@given(pairs, st.sampled_from(["quadratic", "linear"]))
def test_it_agrees_with_the_pairs(found_pairs, weights):
    first, second = zip(*found_pairs, strict=True)
    found, many = agreement(first, second, grades=4, weights=weights), len(first)
    both = list(zip(first, second, strict=True))
    assert found.exact == pytest.approx(sum(a == b for a, b in both) / many)
    assert found.within_one == pytest.approx(sum(abs(a - b) < 2 for a, b in both) / many)
    assert found.up == pytest.approx(sum(b > a for a, b in both) / many)
    assert found.down == pytest.approx(sum(b < a for a, b in both) / many)
    kappa = places.kappa(list(first), list(second), POWERS[weights])
    if kappa is None:
        assert np.isnan([found.kappa, found.lower, found.upper]).all()
        return
    assert found.kappa == pytest.approx(float(kappa), abs=1e-12)
    error = places.kappa_error(list(first), list(second), POWERS[weights])
    if error < 1e-7:
        assert np.isnan([found.lower, found.upper]).all()
        return
    half = 1.959963985 * error
    assert found.lower == pytest.approx(max(float(kappa) - half, -1), abs=1e-7)
    assert found.upper == pytest.approx(min(float(kappa) + half, 1), abs=1e-7)


@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_makes_no_difference(found_pairs, random):
    shuffled = random.sample(found_pairs, len(found_pairs))
    one, other = (agreement(*zip(*each, strict=True), grades=4) for each in (found_pairs, shuffled))
    np.testing.assert_array_equal(one.table, other.table)
    np.testing.assert_array_equal([one.kappa, one.lower], [other.kappa, other.lower])


@given(pairs)
def test_exchanging_the_two_exchanges_up_and_down(found_pairs):
    first, second = zip(*found_pairs, strict=True)
    one, other = agreement(first, second, grades=4), agreement(second, first, grades=4)
    assert (one.exact, one.up, one.down) == (other.exact, other.down, other.up)
    np.testing.assert_allclose(one.kappa, other.kappa, atol=1e-12)
    assert one.exact + one.up + one.down == pytest.approx(1)
    assert np.isnan(one.lower) or one.lower <= one.kappa <= one.upper


@given(pairs)
def test_the_names_of_the_grades_make_no_difference(found_pairs):
    first, second = zip(*found_pairs, strict=True)
    words = ["inadequate", "requires improvement", "good", "outstanding"]
    named = agreement([words[a - 1] for a in first], [words[b - 1] for b in second], grades=words)
    numbered = agreement(first, second, grades=4)
    np.testing.assert_array_equal(named.table, numbered.table)
    np.testing.assert_array_equal(named.kappa, numbered.kappa)


def test_a_pair_with_a_missing_grade_is_left_out_and_counted():
    found = agreement([1, None, 3, 4], [1, 2, np.nan, 3], grades=4)
    assert (found.pairs, found.missing) == (2, 2)
    assert (found.exact, found.down) == (0.5, 0.5)
    assert found.table.sum() == 2


def test_one_grade_only_has_no_kappa_and_no_pairs_have_nothing():
    found = agreement([3, 3, 3], [3, 3, 3], grades=4)
    assert found.exact == 1
    assert np.isnan(found.kappa)
    found = agreement([], [], grades=4)
    assert np.isnan([found.exact, found.up, found.kappa]).all()
    assert found.pairs == 0


def test_perfect_and_opposite_gradings():
    found = agreement([1, 2, 3, 4], [1, 2, 3, 4], grades=4)
    assert found.kappa == 1
    assert np.isnan([found.lower, found.upper]).all()
    assert agreement([1, 4], [4, 1], grades=4).kappa == -1


def test_the_interval_stops_at_the_ends_of_the_scale():
    assert agreement([1, 4, 1, 4, 2], [4, 1, 4, 1, 4], grades=4).lower == -1
    assert agreement([1, 4, 1, 4, 2], [1, 4, 1, 4, 3], grades=4).upper == 1


def test_a_kappa_is_shown_from_thirty_pairs():
    grades = [1, 2, 3, 4, 2] * 6
    assert agreement(grades, grades[::-1], grades=4).kappa_may_be_shown
    assert not agreement(grades[1:], grades[:0:-1], grades=4).kappa_may_be_shown
    assert not agreement([2] * 30, [2] * 30, grades=4).kappa_may_be_shown


def test_the_method_is_named_and_the_level_widens():
    ninety_five, more = of_table(SKIN), of_table(SKIN, confidence=0.998)
    assert "Fleiss, Cohen and Everitt" in ninety_five.method
    assert more.lower < ninety_five.lower
    assert more.upper > ninety_five.upper


def test_refusals():
    for options, words in (
        ({"grades": 1}, "two grades"),
        ({"grades": [1, 1]}, "two grades"),
        ({"grades": 4, "weights": "cubic"}, "weights"),
    ):
        with pytest.raises(ValueError, match=words):
            agreement([1], [1], **options)
    with pytest.raises(ValueError, match="not on the scale: 5"):
        agreement([1, 5], [1, 2], grades=4)
    with pytest.raises(ValueError, match="same things"):
        agreement([1, 2], [1], grades=4)
    with pytest.raises(ValueError, match="confidence"):
        agreement([1], [1], grades=4, confidence=95)
