"""Within which limits an area of its size would lie: by a second hand, and nothing of what is hidden."""

from math import sqrt

import pytest
from scipy.stats import chi2

from benchmarking.reports.comparing.expecting import expect
from tests.unit.reports.made import NATION, counted, definition, places, report, value


def rows(numbers, like="re-referrals", nation=20):
    of = places(len(numbers))
    values = [counted(p, n, d, indicator=like) for p, (n, d) in zip(of.areas, numbers, strict=True)]
    return [*zip(of.areas, values, strict=True), (NATION, value(NATION, str(nation), indicator=like))]


def test_limits_of_a_percentage_are_those_of_the_normal_approximation_at_its_size():
    found = expect(definition(), rows([(100, 500), (600, 2000), (700, 4000)])).expected
    for each, n in zip(found, (500, 2000, 4000), strict=True):
        for z, limits in (
            (1.959964, (each.lower_95, each.upper_95)),
            (3.090232, (each.lower_998, each.upper_998)),
        ):
            half = 100 * z * sqrt(0.2 * 0.8 / n)
            assert [float(limit) for limit in limits] == pytest.approx([20 - half, 20 + half], abs=0.051)
    assert [(each.outside, each.side) for each in found] == [("", ""), ("99.8%", "above"), ("99.8%", "below")]


def test_limits_of_a_rate_are_those_where_the_exact_interval_of_the_count_touches_the_nation():
    found = expect(definition("referrals-rate"), rows([(300, 10_000)], "referrals-rate", 250)).expected[0]
    for limit, tail in ((found.upper_95, 0.025), (found.lower_95, 0.975)):
        count = float(limit) / 10_000 * 10_000
        touching = chi2.ppf(tail, 2 * count) / 2 if tail < 0.5 else chi2.ppf(tail, 2 * count + 2) / 2
        assert touching == pytest.approx(250, rel=0.002)


def test_areas_that_are_not_shown_are_in_no_limit_no_curve_and_no_scale():
    of = places()
    shown = [counted(of.areas[0], 100, 500), counted(of.areas[1], 120, 600), value(NATION, "20.0")]
    hidden = value(of.areas[2], symbol="c")
    [without], [with_it] = report(shown, of=of).sections, report([*shown, hidden], of=of).sections
    assert [each.place for each in with_it.expected] == ["area-0", "area-1"]
    assert with_it.expected == without.expected
    assert with_it.funnel.svg == without.funnel.svg


def test_there_is_no_funnel_without_a_nation_of_a_count_or_of_nothing():
    of = places()
    assert expect(definition(), rows([(100, 500)])[:-1]) is None
    assert expect(definition("rapid-reviews"), rows([(100, 500)])) is None
    assert (
        expect(definition(), [(of.areas[0], value(of.areas[0], symbol="c")), (NATION, value(NATION))]) is None
    )


def test_the_chart_says_that_nothing_is_allowed_for_over_dispersion():
    of = places()
    [section] = report([counted(of.areas[0], 100, 500), value(NATION, "20.0")], of=of).sections
    assert "no allowance for" in section.funnel.svg
    assert "over-dispersion" in section.funnel.alt
    assert section.funnel.title == "The one area within the limits for their size"
