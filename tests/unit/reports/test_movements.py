"""Changes, recent trends and usual limits of a report: by a second, naive hand, and nothing of what is hidden."""

import itertools
from dataclasses import replace
from decimal import Decimal
from math import sqrt

import pytest

from benchmarking.reports.comparing.movements import history, movements
from kernel.symbols import Symbol
from tests.unit.reports.made import NATION, counted, definition, long_report, places, report, value


def moves(values, of=None, like="re-referrals"):
    of = of or places()
    made = definition(like)
    histories = [
        history(made, place, [v for v in values if v.place == place.key])
        for place in of
        if any(v.place == place.key for v in values)
    ]
    return {place: each for (_, place), each in movements(histories).items()}


def pearson(x1, n1, x2, n2):
    """The two-proportion test by hand: Pearson's chi-squared without a correction."""
    p = (x1 + x2) / (n1 + n2)
    return abs(x1 / n1 - x2 / n2) / sqrt(p * (1 - p) * (1 / n1 + 1 / n2))


@pytest.mark.parametrize(
    ("before", "newest"), [(200, 260), (200, 238), (200, 230), (260, 200), (200, 200), (100, 150)]
)
def test_a_change_is_named_where_the_test_of_two_proportions_says_so(before, newest):
    area = places().areas[0]
    found = moves([counted(area, before, year=2024), counted(area, newest)])["area-0"]
    z = pearson(before, 1000, newest, 1000)
    expected = "no clear change" if z <= 1.959964 else "higher" if newest > before else "lower"
    assert found.changed == expected
    assert found.strong == (z > 3.090232)
    assert found.change == Decimal(newest - before) / 10
    assert found.verdict == {"higher": "worse", "lower": "better"}.get(expected, "")


def test_intervals_that_overlap_do_not_hide_a_change():
    area = places().areas[0]
    found = moves([counted(area, 200, year=2024), counted(area, 238)])["area-0"]
    assert found.changed == "higher"  # 17.6 to 22.6 and 21.3 to 26.5 overlap


def test_without_polarity_a_change_has_no_verdict():
    area = places().areas[0]
    values = [
        counted(area, n, 10_000, indicator="referrals-rate", year=y) for n, y in ((300, 2024), (500, 2025))
    ]
    found = moves(values, like="referrals-rate")["area-0"]
    assert (found.changed, found.verdict, found.strong) == ("higher", "", True)


@pytest.mark.parametrize("hidden", [2024, 2025])
def test_a_year_that_is_not_shown_is_neither_subtracted_nor_tested_even_where_a_count_came_along(hidden):
    area = places().areas[0]
    values = [counted(area, 200, year=2024), counted(area, 400)]
    values = [
        replace(v, value=None, lower=None, upper=None, symbol=Symbol.LOW) if v.year == hidden else v
        for v in values
    ]
    found = moves(values)["area-0"]
    assert (found.change, found.changed, found.strong, found.verdict) == (None, "", False, "")


def test_a_year_left_out_is_not_the_year_before():
    area = places().areas[0]
    found = moves([counted(area, 200, year=2023), counted(area, 400)])["area-0"]
    assert (found.change, found.changed) == (None, "")


def test_wider_places_are_not_tested_because_their_counts_are_rounded():
    assert moves([counted(NATION, 200, year=2024), counted(NATION, 400)]) == {}


def test_a_recent_trend_needs_five_shown_years():
    area = places().areas[0]
    rising = [counted(area, 100 + 60 * i, year=2021 + i) for i in range(5)]
    found = moves(rising)["area-0"]
    assert (found.recent, found.recent_verdict) == ("increasing", "getting worse")
    assert moves(rising[1:])["area-0"].recent == ""
    gap = [value(area, year=2023, symbol="c") if v.year == 2023 else v for v in rising]
    assert moves(gap)["area-0"].recent == ""


def naive_xmr(values):
    """Mean and limits by hand: moving ranges of 3.267 times their mean or more left out, once."""
    ranges = [abs(b - a) for a, b in itertools.pairwise(values) if a is not None and b is not None]
    average = sum(ranges) / len(ranges)
    kept = [r for r in ranges if r < 3.267 * average]
    shown = [v for v in values if v is not None]
    mean, step = sum(shown) / len(shown), 2.66 * sum(kept) / len(kept)
    return mean, mean - step, mean + step


def test_limits_and_special_years_are_those_worked_out_by_hand():
    [section] = long_report().sections
    for place in section.places.areas:
        series = [None if v.value is None else float(v.value) for v in section.series(place)]
        mean, lower, upper = naive_xmr(series)
        found = section.movement(place).control
        assert [float(n) for n in (found.mean, found.lower, found.upper)] == pytest.approx(
            [mean, lower, upper], abs=0.051
        )
        outside = {
            year
            for year, v in zip(section.years, series, strict=True)
            if v is not None and not lower <= v <= upper
        }
        assert outside == {year for year, rule in found.special if rule == "outside"}
    assert section.movement(section.places.areas[0]).control.years[-2:] == (2024, 2025)


def test_twelve_years_have_no_limits_and_thirteen_have():
    area = places().areas[0]
    series = [counted(area, 200 + year % 5, year=year) for year in range(2013, 2026)]
    assert moves(series[1:])["area-0"].control is None
    assert moves(series)["area-0"].control is not None
    gap = [value(area, year=2020, symbol="c") if v.year == 2020 else v for v in series]
    assert moves(gap)["area-0"].control is None


def test_the_pooled_chart_has_limits_where_there_are_years_enough_and_lines_where_there_are_not():
    assert "the limits of its usual up and down" in long_report().sections[0].trend.alt
    of = places()
    few = [counted(place, 200 + i, year=year) for i, place in enumerate(of) for year in (2024, 2025)]
    assert "usual up and down" not in report(few, of=of).sections[0].trend.alt
