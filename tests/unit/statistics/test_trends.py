"""The recent trend: against the vectors of both code bases of Fingertips, by hand, and by properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.api import WLS

from benchmarking.statistics import Estimate, Interval, proportion, rate, recent_trend
from tests.oracles.series import trend_of_proportions, trend_of_values

# TrendMarkerCalculatorTest.cs of the Fingertips site (PHE, 2019), oldest year first.
SET_1 = ([994, 1023, 1199, 1332, 1367], [40299, 41527, 42811, 44064, 44701],
         [24.67, 24.6, 28, 30.2, 30.6], [23.16, 23.15, 26.44, 28.63, 28.98], [26.25, 26.19, 29.64, 31.9, 32.25])  # fmt: skip
SET_2 = ([20.5506, 19.5952, 19.0349, 21.3966, 18.4372], [18.1803, 17.3444, 16.8421, 19.0918, 16.2925],
         [23.1427, 22.0602, 21.4394, 23.8975, 20.7941])  # fmt: skip
# IndicatorTestData.cs of FingertipsNext (DHSC, 2025): England and Yorkshire, 2020 to 2024.
DIABETES = ([3455176, 3491868, 3625401, 3774801, 3938080], [48783947, 49122259, 49956777, 50649129, 51441896])
VACCINATED = ([92.6254, 92.3221, 90.8708, 90.017, 90.1013], [92.4168, 92.1072, 90.6358, 89.7694, 89.8578],
              [92.8288, 92.5315, 91.1004, 90.2594, 90.3396])  # fmt: skip
EYES = ([2.935, 1.93028, 2.7567, 2.8701, 3.0121], [2.7841, 1.8085, 2.6113, 2.7225, 2.8616],
        [3.0919, 2.058, 2.9082, 3.0237, 3.1683])  # fmt: skip
# Their set of cancer deaths has 120/7742 as the value of 2023, which C# divides to 0: kept as it stands there.
CANCER = ([126.9341, 125.829, 121.5234, 122.3782, 0], [125.9343, 124.8371, 120.5533, 121.4012, 119.8035],
          [127.94, 126.8268, 122.4993, 123.361, 121.7507])  # fmt: skip

part = st.tuples(st.integers(1, 300), st.integers(1, 300)).map(lambda p: (p[0], p[0] + p[1]))
five_parts = st.lists(part, min_size=5, max_size=5)
rates = st.lists(st.integers(0, 400), min_size=5, max_size=5)


def values(value, lower, upper):
    arrays = [np.array(a, dtype=float) for a in (value, lower, upper)]
    return Estimate(*arrays, 0.95, np.zeros(arrays[0].shape, bool))


def test_the_published_chi_squared_of_values_and_of_proportions():
    found = recent_trend(values(*SET_1[2:]))
    assert round(float(found.chi_squared), 2) == 46.77
    assert str(found.words) == "increasing"
    found = recent_trend(proportion(SET_1[0], SET_1[1], multiplier=1000))
    assert round(float(found.chi_squared), 2) == 47.90
    assert str(found.words) == "increasing"


@pytest.mark.parametrize(
    ("estimate", "polarity", "words", "verdict"),
    [(values(*SET_2), "high", "no change", ""), (proportion(*DIABETES), "none", "increasing", ""),
     (values(*VACCINATED), "high", "decreasing", "getting worse"), (values(*EYES), "low", "increasing", "getting worse"),
     (values(*CANCER), "low", "decreasing", "getting better"), (proportion(*DIABETES), "high", "increasing", "getting better")],
)  # fmt: skip
def test_the_published_markers(estimate, polarity, words, verdict):
    found = recent_trend(estimate, polarity=polarity)
    assert (str(found.words), str(found.verdict_words)) == (words, verdict)


@pytest.mark.parametrize(
    "estimate",
    [proportion([2, 1, 1, 3, 5], [4, 4, 5, 5, 5]), proportion([0, 1, 1, 3, 4], 5), values([1, 2, 3, 4, 5], [1] * 5, [1] * 5),
     values(*(each[1:] for each in SET_2)), proportion(DIABETES[0][1:], DIABETES[1][1:]), rate([1, 2, None, 4, 5], 10)],
)  # fmt: skip
def test_what_cannot_be_calculated(estimate):
    """The first is the published one: all 5 of 5 in one year. Four years are too few, and a gap is a gap."""
    found = recent_trend(estimate, polarity="high")
    assert str(found.words) == "cannot be calculated"
    assert str(found.verdict_words) == ""
    assert np.isnan(found.chi_squared)


@given(five_parts)
def test_a_trend_of_proportions_agrees_with_the_table(pairs):
    x, n = zip(*pairs, strict=True)
    found, (chi_squared, sign) = recent_trend(proportion(x, n)), trend_of_proportions(x, n)
    assert found.chi_squared == pytest.approx(chi_squared, rel=1e-9, abs=1e-9)
    if sign or chi_squared < 9:
        assert found.marker == (sign if chi_squared > 9.5495357 else 0)


@given(rates)
def test_a_trend_of_rates_agrees_with_the_loop_and_with_statsmodels(events):
    estimate = rate(events, 1000)
    found = recent_trend(estimate)
    chi_squared, sign = trend_of_values(
        estimate.value.tolist(), estimate.lower.tolist(), estimate.upper.tolist()
    )
    assert found.chi_squared == pytest.approx(chi_squared, rel=1e-8, abs=1e-8)
    if sign or chi_squared < 9:
        assert found.marker == (sign if chi_squared > 9.5495357 else 0)
    line = np.column_stack([np.ones(5), np.arange(5)])
    fit = WLS(estimate.value, line, weights=(3.92 / (estimate.upper - estimate.lower)) ** 2).fit(
        cov_type="fixed scale"
    )
    assert found.chi_squared == pytest.approx(
        float(fit.params[1] ** 2 / fit.cov_params()[1, 1]), rel=1e-6, abs=1e-8
    )


def test_a_slope_that_hangs_on_one_year_is_no_trend():
    found = recent_trend(proportion([500, 500, 500, 500, 700], 1000))
    assert found.chi_squared > 9.55
    assert (
        str(found.words) == "increasing"
    )  # the other four lie level: as Fingertips counts, level does not fall
    for counts in ([520, 510, 500, 490, 700], [700, 490, 500, 510, 520]):
        found = recent_trend(proportion(counts, 1000))
        assert found.chi_squared > 9.55
        assert str(found.words) == "no change"


@given(rates)
def test_only_the_last_five_years_count(events):
    longer = recent_trend(rate([77, 3, *events], 1000))
    np.testing.assert_array_equal(longer.chi_squared, recent_trend(rate(events, 1000)).chi_squared)


@given(five_parts)
def test_what_rises_forwards_falls_backwards(pairs):
    x, n = (np.array(each) for each in zip(*pairs, strict=True))
    one, other = (
        recent_trend(proportion(x, n), polarity="low"),
        recent_trend(proportion(x[::-1], n[::-1]), polarity="low"),
    )
    assert one.chi_squared == pytest.approx(float(other.chi_squared), rel=1e-9, abs=1e-9)
    if abs(one.chi_squared - 9.5495357) > 1e-6 and trend_of_proportions(x.tolist(), n.tolist())[1]:
        assert one.marker == -other.marker
        assert one.verdict == -one.marker


def test_many_series_at_once_and_a_gap_stays_in_its_own():
    x = np.array(
        [[994, 1023, 1199, 1332, 1367], [994, np.nan, 1199, 1332, 1367], [1367, 1332, 1199, 1023, 994]]
    )
    found = recent_trend(proportion(x, 45_000), polarity=["high", "high", "low"])
    assert found.words.tolist() == ["increasing", "cannot be calculated", "decreasing"]
    assert found.verdict_words.tolist() == ["getting better", "", "getting better"]
    assert found.calculated.tolist() == [True, False, True]


def test_the_threshold_is_that_of_the_source():
    """9.54953570608324 in both code bases."""
    from benchmarking.statistics.trends import THRESHOLD

    assert pytest.approx(9.54953570608324, rel=1e-12) == THRESHOLD


def test_two_levels_use_the_narrower_and_other_levels_are_refused():
    both = rate([50, 60, 70, 80, 90], 1000, confidence=(0.95, 0.998))
    assert isinstance(both.outer, Interval)
    assert recent_trend(both).marker == 1
    for wrong in (rate([1, 2, 3, 4, 5], 9, confidence=0.998), rate(1, 2)):
        with pytest.raises(ValueError, match="95 %"):
            recent_trend(wrong)
    with pytest.raises(ValueError, match="more positions"):
        recent_trend(both, polarity=["high", "low"])
