import numpy as np
import pytest
from scipy.stats import norm

from benchmarking.statistics import (
    ImpossibleCount,
    compare,
    expected_false_flags,
    pooled,
    pooled_others,
    rate,
)


def test_five_areas_and_five_hundred_indicators():
    assert expected_false_flags(2_500) == pytest.approx(125)
    assert expected_false_flags(2_500, confidence=0.998) == pytest.approx(5)
    assert expected_false_flags([0, 20]).tolist() == pytest.approx([0, 1])


def test_an_area_that_is_a_fifth_of_its_benchmark_is_tested_at_less_than_three_per_cent():
    assert expected_false_flags(100, own_share=0.2) == pytest.approx(2.8, abs=0.05)


def test_simulated_areas_are_flagged_about_as_often_as_expected():
    """4,000 years of five equal areas with one true rate, against their own pool and against the other four."""
    events = np.random.default_rng(4).poisson(400, size=(4_000, 5)).astype(float)
    people = np.full(events.shape, 10_000.0)
    areas = rate(events, people)
    pool = pooled(events, people)
    flags = compare(areas, rate(pool.numerator, pool.denominator).value[:, np.newaxis], polarity="none")
    assert (flags.position != 0).mean() == pytest.approx(expected_false_flags(1, own_share=0.2), abs=0.004)
    assert pool.contains_area
    others = pooled_others(events, people)
    flags = compare(areas, rate(others.numerator, others.denominator).value, polarity="none")
    stretched = 2 * norm.sf(1.96 / np.sqrt(1.25))  # four areas are not England: their own error comes on top
    assert (flags.position != 0).mean() == pytest.approx(stretched, abs=0.006)
    assert not others.contains_area


def test_refusals():
    for share in (-0.1, 1, np.nan):
        with pytest.raises(ValueError, match="share"):
            expected_false_flags(1, own_share=share)
    with pytest.raises(ImpossibleCount):
        expected_false_flags(-1)
    with pytest.raises(ValueError, match="confidence"):
        expected_false_flags(1, confidence=5)
