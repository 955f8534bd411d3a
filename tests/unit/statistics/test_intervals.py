"""Values and intervals: against published numbers, against a naive second implementation, and by properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.statistics import ImpossibleCount, count, proportion, rate
from tests.oracles import intervals as oracle

# R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (score), printed to four decimals.
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]

# Children measured and children of the category, with published percentages and limits: rows of the National
# Child Measurement Programme, tests/testthat/NCMP_testdata.csv of OHID's R package PHEindicatormethods (MIT).
NCMP = [
    (7287, 34353, 21.2121212121212, 20.7830499225555, 21.6476300812899),
    (2960, 24488, 12.0875530872264, 11.6852009907382, 12.5017980504761),
    (1635, 23464, 6.96812137742925, 6.64933849950753, 7.30099206057122),
    (15306, 63370, 24.1533848824365, 23.8217132454249, 24.4881899481733),
    (3280, 55609, 5.89832581057023, 5.7055435181628, 6.0972007521169),
]

# Events, and the populations at which so many events sit on the 95 % and 99.8 % funnel limits around 116.1720835
# per 100,000 over three years: testdata_funnel_rate_outputs.csv of the same package and its Python port (DHSC).
# Population x 3 x baseline / 100,000 is the exact Poisson limit of the count.
FUNNEL_BASELINE = 116.1720835 * 3 / 100_000
FUNNEL = [  # events, upper 95, lower 95, upper 99.8, lower 99.8
    (1, 1598.675694, 7.264481402, 2649.348525, 0.287087625),
    (2, 2072.984403, 69.49732367, 3221.906682, 13.02722321),
    (5, 3348.002593, 465.8280129, 4721.370883, 212.14848),
    (9, 4902.152951, 1180.827018, 6501.096999, 703.6760012),
    (10, 5276.757672, 1375.943768, 6924.776769, 849.4639547),
    (20, 8862.823734, 3505.293872, 10915.38389, 2570.385518),
    (99, 34583.45945, 23087.10848, 38382.78582, 20393.92315),
    (1360, 411529.9259, 369759.5622, 424043.2424, 358342.3275),
]
BOTH = (0.95, 0.998)

counts = st.integers(0, 5_000)
levels = st.sampled_from([0.8, 0.9, 0.95, 0.99, 0.998])


@pytest.mark.parametrize(("x", "n", "lower", "upper"), NEWCOMBE)
def test_a_proportion_has_the_limits_newcombe_published(x, n, lower, upper):
    found = proportion(x, n, multiplier=1)
    assert (round(float(found.lower), 4), round(float(found.upper), 4)) == (lower, upper)


def test_a_proportion_has_the_limits_of_the_child_measurement_programme():
    x, n, *expected = np.array(NCMP).T
    found = proportion(x, n)
    for got, want in zip((found.value, found.lower, found.upper), expected, strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-12)


@pytest.mark.parametrize("row", [row for row in FUNNEL if row[0] < 10], ids=lambda row: f"{row[0]} events")
def test_below_ten_events_a_count_has_the_published_exact_limits(row):
    events, upper, lower, outer_upper, outer_lower = row
    found = count(events, confidence=BOTH)
    limits = [found.upper, found.lower, found.outer.upper, found.outer.lower]
    published = [p * FUNNEL_BASELINE for p in (upper, lower, outer_upper, outer_lower)]
    np.testing.assert_allclose(limits, published, rtol=2e-5, atol=5e-7)


@pytest.mark.parametrize("row", [row for row in FUNNEL if row[0] >= 10], ids=lambda row: f"{row[0]} events")
def test_from_ten_events_byars_limits_are_close_to_the_published_exact_ones(row):
    """PHE's Technical Guide on confidence intervals (2018): within 0.2 % at 95 % for 10 events or more."""
    events, upper, lower, outer_upper, outer_lower = row
    found = count(events, confidence=BOTH)
    published = np.array([upper, lower]) * FUNNEL_BASELINE
    np.testing.assert_allclose([found.upper, found.lower], published, rtol=2e-3)
    published = np.array([outer_upper, outer_lower]) * FUNNEL_BASELINE
    np.testing.assert_allclose([found.outer.upper, found.outer.lower], published, rtol=1.5e-2)


def test_byars_lower_limit_of_a_hundred_events_is_the_published_one():
    """The value in the tests of DHSC's Python port of PHEindicatormethods."""
    found = rate(100, 10_000, multiplier=100_000)
    assert found.value == pytest.approx(1000, rel=1e-15)
    assert found.lower == pytest.approx(813.6210549052788, rel=1e-13)


def test_ten_events_are_the_first_to_take_byars_limits():
    exact, approximate = oracle.exact_poisson(10, 0.95), oracle.byar(10, 0.95)
    found = count([9, 10])
    assert found.lower[1] == pytest.approx(approximate[0], rel=1e-12)
    assert found.lower[1] != pytest.approx(exact[0], rel=1e-4)
    assert found.lower[0] == pytest.approx(oracle.exact_poisson(9, 0.95)[0], rel=1e-10)
    assert found.lower[0] != pytest.approx(oracle.byar(9, 0.95)[0], rel=1e-4)


@given(counts, counts, levels)
def test_a_proportion_agrees_with_the_naive_search(part, rest, level):
    n = part + rest or 1
    found = proportion(part, n, multiplier=1, confidence=level)
    np.testing.assert_allclose(
        [found.lower, found.upper], oracle.wilson(part, n, level), rtol=1e-8, atol=1e-12
    )


@given(st.integers(0, 400), st.integers(1, 10**6), levels)
def test_a_rate_agrees_with_the_naive_search(x, n, level):
    found = rate(x, n, confidence=level)
    expected = np.array(oracle.rate_limits(x, level)) / n * 10_000
    np.testing.assert_allclose([found.lower, found.upper], expected, rtol=1e-9, atol=1e-12)


def test_a_proportion_at_its_edges():
    found = proportion([0, 20, 0, np.nan, 3, None], [20, 20, 0, 5, np.nan, 0])
    np.testing.assert_array_equal(found.value, [0, 100, np.nan, np.nan, np.nan, np.nan])
    assert found.lower[0] == 0
    assert found.upper[0] > 10
    assert found.upper[1] == 100
    assert found.lower[1] < 90
    assert found.symbol.tolist() == ["", "", "z", "x", "x", "z"]
    assert found.missing.tolist() == [False, False, True, True, True, True]
    for limit in (found.lower, found.upper):
        assert np.isnan(limit).tolist() == [False, False, True, True, True, True]


def test_a_rate_at_its_edges():
    found = rate([0, 7, 5, np.nan, 3], [1000, 2, 0, 5, np.nan])
    np.testing.assert_array_equal(found.value, [0, 35_000, np.nan, np.nan, np.nan])
    assert found.lower[0] == 0
    assert found.upper[0] == pytest.approx(
        36.88879, abs=1e-5
    )  # 3.688879 events: minus the logarithm of 0.025
    assert found.symbol.tolist() == ["", "", "z", "x", "x"]
    for limit in (found.lower, found.upper):
        assert np.isnan(limit).tolist() == [False, False, True, True, True]


@pytest.mark.parametrize("estimate", [proportion, rate])
@pytest.mark.parametrize(
    ("x", "n", "reason"),
    [(-1, 10, "a numerator below zero"), (1, -10, "a denominator below zero"),
     (1.5, 10, "a numerator that is not a whole number"), (np.inf, 10, "an infinite numerator"),
     (1, np.inf, "an infinite denominator")],
)  # fmt: skip
def test_an_impossible_count_is_refused_with_its_position(estimate, x, n, reason):
    with pytest.raises(ImpossibleCount) as refusal:
        estimate([0, 1, x, np.nan], [5, 5, n, 5])
    assert str(refusal.value) == f"{reason} at position 2"
    assert refusal.value.positions == [(2,)]


def test_more_than_the_whole_is_refused_as_a_proportion_and_allowed_as_a_rate():
    with pytest.raises(ImpossibleCount, match="a numerator above its denominator at position 0, 2"):
        proportion([3, 2, 1], [2, 2, 0])
    assert rate([3], [2], multiplier=1).value.tolist() == [1.5]


def test_a_refusal_lists_the_first_positions_and_counts_the_rest():
    with pytest.raises(ImpossibleCount, match=r"at position \(0, 0\), .*\(0, 9\) and 2 more$") as refusal:
        rate(np.full((1, 12), -1), 10)
    assert len(refusal.value.positions) == 12


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.95, (0.998, 0.95), (0.95, 0.95), (0.9, 0.95, 0.998)])
def test_a_confidence_that_makes_no_sense_is_refused(confidence):
    with pytest.raises(ValueError, match="confidence"):
        rate(1, 2, confidence=confidence)


def test_shapes_broadcast_and_single_numbers_work():
    assert proportion([[1], [2]], [10, 20, 40]).value.shape == (2, 3)
    assert float(proportion(1, 4).value) == 25
    assert str(proportion(0, 0).symbol) == "z"


def test_two_levels_of_confidence_give_two_intervals():
    found = proportion([30, 3], 100, confidence=BOTH)
    assert (found.confidence, found.outer.confidence) == BOTH
    np.testing.assert_array_equal(found.outer.lower, proportion([30, 3], 100, confidence=0.998).lower)
    assert (found.outer.lower < found.lower).all()
    assert (found.outer.upper > found.upper).all()
    assert proportion(30, 100).outer is None


@given(counts, counts, levels)
def test_a_proportion_lies_within_its_interval_and_its_scale(part, rest, level):
    n = part + rest or 1
    found = proportion(part, n, confidence=level)
    assert 0 <= found.lower <= found.value <= found.upper <= 100
    assert found.lower < found.upper


@given(st.integers(1, 10**7), levels)
def test_none_and_all_reach_the_ends_of_the_scale_exactly(n, level):
    found = proportion([0, n], n, confidence=level)
    assert (found.lower[0], found.upper[1]) == (0, 100)


@given(counts, counts, levels)
def test_a_proportion_mirrors_its_complement(part, rest, level):
    n = part + rest or 1
    found, other = proportion(part, n, confidence=level), proportion(n - part, n, confidence=level)
    np.testing.assert_allclose([found.lower, found.upper], [100 - other.upper, 100 - other.lower], atol=1e-9)


@given(counts, st.integers(1, 10**6), levels)
def test_a_rate_lies_within_its_interval(x, n, level):
    found = rate(x, n, confidence=level)
    assert 0 <= found.lower <= found.value < found.upper


@given(counts, st.integers(1, 10**5), levels)
def test_one_event_more_moves_the_whole_interval_up(x, n, level):
    found = rate([x, x + 1], n, confidence=level)
    assert found.lower[0] < found.lower[1]
    assert found.upper[0] < found.upper[1]


@given(st.integers(0, 300), st.integers(0, 300), levels)
def test_ten_times_the_people_narrows_a_proportion(part, rest, level):
    n = part + rest or 1
    found = proportion([part, 10 * part], [n, 10 * n], confidence=level)
    assert found.value[0] == pytest.approx(found.value[1])
    assert found.upper[1] - found.lower[1] < found.upper[0] - found.lower[0]


@given(counts, st.integers(1, 10**6), st.integers(1, 10**5))
def test_the_multiplier_only_scales(x, n, multiplier):
    one, many = rate(x, n, multiplier=1), rate(x, n, multiplier=multiplier)
    np.testing.assert_allclose(
        [many.value, many.lower, many.upper],
        np.array([one.value, one.lower, one.upper]) * multiplier,
        rtol=1e-12,
    )
