"""Funnels: against OHID's published lines, the exact intervals by search, over-dispersion by loops, and properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.statistics import (
    ImpossibleCount,
    OverDispersion,
    TooFewAreas,
    funnel_flags,
    funnel_limits,
    over_dispersion,
)
from tests.oracles import places
from tests.oracles.intervals import exact_poisson

# testdata_funnel_prop_outputs.csv of PHEindicatormethods (OHID, MIT): size, lower 95, upper 95, lower 99.8, upper 99.8.
OHID_BASELINE = 80.642448
OHID_PROPORTIONS = [
    (1, 3.204264, 100, 0, 100),
    (16, 61.282902, 100, 50.118675, 100),
    (41, 68.548635, 92.73626, 61.574398, 99.710497),
    (125, 73.716166, 87.56873, 69.721931, 91.562965),
    (1008, 78.203374, 83.081521, 76.796814, 84.488082),
    (110000, 80.408963, 80.875933, 80.274317, 81.010578),
]
# testdata_funnel_ratio_outputs.csv: events, and the expected events at which so many lie on the line below and above.
OHID_RATIOS = [  # events, on lower 95, on upper 95, on lower 99.8, on upper 99.8
    (1, 5.571644585, 0.025317898, 9.233410143, 0.001000547),
    (2, 7.224687515, 0.242209467, 11.22886836, 0.04540199),
    (9, 17.08479966, 4.11537405, 22.65737951, 2.452425215),
    (10, 18.39035799, 4.795387629, 24.13397235, 2.960519925),
    (100, 121.6268111, 81.36400699, 134.9243187, 71.92139974),
    (716, 770.4222128, 664.5083011, 802.60414, 636.1521174),
]
# testFunnels.R labels, English primary care trusts 2005: numerator (rounded), denominator, position, strong.
TRUSTS = [
    (35078, 41980, 1, True), (24804, 31824, -1, True), (50051, 61921, 0, False), (26789, 33012, 1, False),
    (36850, 45449, 1, False), (30278, 37828, -1, False), (21139, 25992, 1, False), (24867, 30929, 0, False),
    (38873, 48236, 0, False), (40575, 54647, -1, True),
]  # fmt: skip

areas = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 200)), min_size=30, max_size=40)
KINDS = ["proportion", "rate", "ratio"]


def counts_of(pairs, kind):
    x = np.array([x for x, _ in pairs], dtype=float)
    n = np.array([n for _, n in pairs], dtype=float)
    return (x, x + n) if kind == "proportion" else (x, n)


def lines(found):
    return np.array([found.inner.lower, found.inner.upper, found.outer.lower, found.outer.upper])


def test_the_published_lines_of_a_proportion():
    n, *expected = np.array(OHID_PROPORTIONS).T
    np.testing.assert_allclose(lines(funnel_limits(n, baseline=OHID_BASELINE)), expected, atol=2e-6)


@pytest.mark.parametrize("row", OHID_RATIOS, ids=lambda row: f"{row[0]} events")
@pytest.mark.parametrize("kind", ["ratio", "rate"])
def test_the_published_lines_of_ratios_and_rates(row, kind):
    events, *expected = row
    size = 10_000 if kind == "rate" else 1  # a rate of 1 in 10,000 expects one event in 10,000 people
    found = lines(funnel_limits(np.array(expected) * size, kind=kind, baseline=1)).diagonal()
    np.testing.assert_allclose(found * expected, events, rtol=3e-4)


def test_the_published_labels_of_trusts():
    x, n, position, strong = (np.array(column) for column in zip(*TRUSTS, strict=True))
    found = funnel_flags(x, funnel_limits(n, baseline=OHID_BASELINE))
    assert found.position.tolist() == position.tolist()
    assert found.strong.tolist() == strong.tolist()


@given(st.integers(0, 80), st.floats(0.5, 120))
def test_a_ratio_is_flagged_exactly_where_its_exact_interval_leaves_out_the_expected(events, expected):
    limits = funnel_limits([expected], kind="ratio")
    found = funnel_flags([events], limits)
    for level, outside in ((0.95, found.position[0] != 0), (0.998, found.strong[0])):
        lower, upper = exact_poisson(events, level)
        if min(abs(lower - expected), abs(upper - expected)) > 1e-6:
            assert bool(outside) == (lower > expected or upper < expected)


def test_so_few_are_expected_that_none_is_not_low_and_one_may_be_high():
    found = funnel_limits([3.0, 0.01], kind="ratio")
    assert found.lower[0] == 0
    assert funnel_flags([0, 1], found).position.tolist() == [0, 1]


@given(areas, st.sampled_from(KINDS), st.sampled_from([0.0, 0.1, 0.2]))
def test_over_dispersion_agrees_with_the_loop(pairs, kind, share):
    x, n = counts_of(pairs, kind)
    if x.sum() == 0:
        return
    found = over_dispersion(x, n, kind=kind, winsorise=share)
    phi, tau2 = places.dispersion(x.tolist(), n.tolist(), kind, share)
    assert found.phi == pytest.approx(phi, rel=1e-9, abs=1e-12)
    assert found.tau2 == pytest.approx(tau2, rel=1e-6, abs=1e-9)
    assert found.areas == len(pairs)


def test_chance_alone_has_a_phi_of_about_one_and_more_than_chance_a_tau():
    generator = np.random.default_rng(7)
    n = generator.integers(500, 5000, 2000)
    by_chance = over_dispersion(generator.binomial(n, 0.2), n, winsorise=0)
    assert by_chance.phi == pytest.approx(1, abs=0.1)
    angle = np.arcsin(np.sqrt(0.2)) + generator.normal(0, 0.05, 2000)
    spread = over_dispersion(generator.binomial(n, np.sin(angle) ** 2), n, winsorise=0)
    assert spread.tau2 == pytest.approx(0.05**2, rel=0.15)


def test_less_than_chance_has_no_tau_and_a_tenth_is_winsorised_at_either_end():
    even = over_dispersion([5] * 30, [50] * 30)
    assert (even.phi, even.tau2) == (0, 0)
    x = np.random.default_rng(3).integers(0, 40, 152)
    assert over_dispersion(x, np.full(152, 60)).phi == over_dispersion(x, np.full(152, 60), winsorise=0.1).phi


@given(areas, st.sampled_from(KINDS), st.randoms(use_true_random=False))
def test_the_order_of_the_areas_makes_no_difference(pairs, kind, random):
    pairs = [*pairs, (3, 9)]
    (x, n), (y, m) = counts_of(pairs, kind), counts_of(random.sample(pairs, len(pairs)), kind)
    one, other = over_dispersion(x, n, kind=kind), over_dispersion(y, m, kind=kind)
    np.testing.assert_allclose([one.phi, one.tau2], [other.phi, other.tau2], rtol=1e-9, atol=1e-12)


def test_many_indicators_at_once():
    x = np.random.default_rng(1).integers(1, 50, (3, 40))
    found = over_dispersion(x, np.full(x.shape, 60))
    assert found.phi.shape == found.tau2.shape == (3,)
    assert found.phi[1] == pytest.approx(float(over_dispersion(x[1], np.full(40, 60)).phi))
    limits = funnel_limits(np.full((3, 5), 60.0), baseline=np.full((3, 1), 40.0), spread=found)
    assert limits.lower.shape == (3, 5)
    assert limits.lower[0, 0] != limits.lower[1, 0]


def spread_of(phi, tau2, kind="proportion"):
    return OverDispersion(np.asarray(phi), np.asarray(tau2), 152, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_widened_lines_by_hand(kind):
    """z = 1.959964, one size, on the transformed scale, as FunnelPlotR draws them."""
    z, n, tau2, phi = 1.959964, 400.0, 0.003, 2.5
    units = n if kind == "proportion" else n * 0.25  # people, or expected events
    for adjustment, variance in (("additive", 1 / (4 * units) + tau2), ("multiplicative", phi / (4 * units))):
        spread = spread_of(phi, tau2, kind)
        found = funnel_limits(n, kind=kind, baseline=0.25, multiplier=1, spread=spread, adjustment=adjustment)
        half = z * np.sqrt(variance)
        if kind == "proportion":
            expected = [np.sin(np.pi / 6 - half) ** 2, np.sin(np.pi / 6 + half) ** 2]
        else:
            expected = [0.25 * (1 - half) ** 2, 0.25 * (1 + half) ** 2]
        np.testing.assert_allclose([found.lower, found.upper], expected, rtol=1e-6)
        assert "152 areas" in found.method
        assert adjustment in found.method


@pytest.mark.parametrize("kind", KINDS)
def test_no_spread_leaves_the_plain_lines(kind):
    n = np.array([50.0, 500, 5000])
    plain = funnel_limits(n, kind=kind, baseline=20, multiplier=100)
    for adjustment, spread in (
        ("additive", spread_of(3, 0, kind)),
        ("multiplicative", spread_of(1, 0.1, kind)),
        ("multiplicative", spread_of(0.7, 0.1, kind)),
    ):
        found = funnel_limits(n, kind=kind, baseline=20, multiplier=100, spread=spread, adjustment=adjustment)
        np.testing.assert_array_equal(lines(found), lines(plain))
    assert "no allowance" in plain.method


@given(
    st.sampled_from(KINDS),
    st.floats(0.5, 99.5),
    st.sampled_from(["additive", "multiplicative"]),
    st.booleans(),
)
def test_the_lines_narrow_with_size_around_the_baseline_and_stay_on_the_scale(
    kind, baseline, adjustment, widen
):
    n = np.array([5.0, 50, 500, 5000])
    spread = spread_of(2.0, 0.02, kind) if widen else None
    found = funnel_limits(
        n, kind=kind, baseline=baseline, multiplier=100, spread=spread, adjustment=adjustment
    )
    lower, upper, far_lower, far_upper = lines(found)
    assert (far_lower <= lower).all()
    assert (lower <= baseline + 1e-9).all()
    assert (upper >= baseline - 1e-9).all()
    assert (far_upper >= upper).all()
    assert (np.diff(lower) >= -1e-9).all()
    assert (np.diff(upper) <= 1e-9).all()
    assert (lower >= 0).all()
    assert kind != "proportion" or (far_upper <= 100).all()


@given(areas, st.sampled_from(KINDS), st.floats(1, 1000))
def test_the_multiplier_only_scales(pairs, kind, times):
    _, n = counts_of(pairs, kind)
    one = funnel_limits(n, kind=kind, baseline=0.3, multiplier=1)
    other = funnel_limits(n, kind=kind, baseline=0.3 * times, multiplier=times)
    np.testing.assert_allclose(lines(other), lines(one) * times, rtol=1e-9, atol=1e-9)


def test_widened_lines_stop_at_the_ends_of_the_scale():
    found = funnel_limits([5.0, 5.0], baseline=[95, 5], spread=spread_of(3.0, 0.2))
    assert found.upper[0] == 100
    assert found.lower[1] == 0
    assert funnel_limits([5.0], kind="ratio", spread=spread_of(3.0, 0.2, "ratio")).outer.lower == 0


def test_missing_and_zero_denominators_have_no_lines_and_no_flag():
    for kind in KINDS:
        limits = funnel_limits([100, None, 0, 100, 100], kind=kind, baseline=0.2, multiplier=1)
        found = funnel_flags([90, 9, 0, None, 20], limits)
        assert np.isnan(limits.lower).tolist() == [False, True, True, False, False]
        assert found.drawn.tolist() == [True, False, False, False, True]
        assert found.position.tolist() == [1, 0, 0, 0, 0]
        assert found.strong.tolist() == [True, False, False, False, False]


def test_on_the_line_is_within():
    limits = funnel_limits([4.0], baseline=50)
    assert limits.lower == pytest.approx(1, abs=0.01)
    exact = funnel_limits(np.array([100.0]), baseline=0)
    assert exact.upper == 0
    assert funnel_flags([0], exact).position == 0


def test_a_ratio_needs_no_baseline_and_everything_else_does():
    assert funnel_limits([10.0], kind="ratio", multiplier=100).baseline.tolist() == [100]
    assert funnel_limits([10.0], kind="rate", baseline=5).multiplier == 10_000
    with pytest.raises(ValueError, match="need a baseline"):
        funnel_limits([10.0], kind="rate")
    assert funnel_limits(10, baseline=20).lower.shape == ()
    assert funnel_limits(10, baseline=20, spread=spread_of(2.0, 0.1)).lower.shape == ()


def test_five_areas_have_no_over_dispersion():
    with pytest.raises(TooFewAreas, match="at least 30 areas, not 5"):
        over_dispersion([1, 2, 3, 4, 5], [9] * 5)
    assert over_dispersion([1, 2, 3] * 10, [9] * 30).areas == 30


def test_nothing_is_dropped_in_silence():
    x, n = [1.0] * 30, [9.0] * 30
    for wrong, words in ((([np.nan, *x[1:]], n), "missing"), ((x, [np.nan, *n[1:]]), "missing"), ((x, [0, *n[1:]]), "zero"),
                         (([0.0] * 30, n), "")):  # fmt: skip
        if words:
            with pytest.raises(ValueError, match=words):
                over_dispersion(*wrong, kind="rate")
        else:
            with pytest.raises(ValueError, match="no events"):
                over_dispersion(*wrong, kind="rate")


def test_other_refusals():
    with pytest.raises(ValueError, match="proportion, rate or ratio"):
        funnel_limits([1.0], baseline=1, kind="mean")
    with pytest.raises(ValueError, match="additive"):
        funnel_limits([1.0], baseline=1, adjustment="both")
    with pytest.raises(ValueError, match="estimated for a rate"):
        funnel_limits([1.0], baseline=1, spread=spread_of(2.0, 0.1, "rate"))
    for baseline in (-1, 101):
        with pytest.raises(ValueError, match="baseline"):
            funnel_limits([1.0], baseline=baseline)
    with pytest.raises(ImpossibleCount):
        funnel_flags([5], funnel_limits([4.0], baseline=10))
    with pytest.raises(ImpossibleCount):
        over_dispersion([5] * 30, [4] * 30)
    with pytest.raises(ValueError, match="same shape"):
        funnel_flags([5, 5], funnel_limits([9.0], baseline=10))
    with pytest.raises(ValueError, match="one shape"):
        over_dispersion([5] * 30, 9)
    with pytest.raises(ValueError, match="winsorise"):
        over_dispersion([5] * 30, [9] * 30, winsorise=0.5)
