"""What is hidden is in no coordinate, order, scale, alternative text, rank or sentence: planted, and looked for."""

from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarking.reports.outputs.html_output import report_html
from benchmarking.reports.pdf import report_pdf
from kernel.symbols import Symbol
from tests.unit.reports.made import NATION, counted, places, report, standing, value

YEARS = range(2012, 2026)


def made_with(planted, *, year=2025, standings=()):
    """One area's year is hidden; `planted` is a count that came along with it by mistake."""
    of = places()
    values = [
        counted(place, 200 + 10 * i + year % 4, year=year) for year in YEARS for i, place in enumerate(of)
    ]
    values = [
        replace(
            v, numerator=planted, denominator=planted and 10 * planted, value=None, lower=None, upper=None,
            symbol=Symbol.CONFIDENTIAL,
        )
        if (v.place, v.year) == ("area-1", year)
        else v
        for v in values
    ]  # fmt: skip
    known = [standing(of.areas[0]), standing(of.areas[2], rank=3)]
    return report(values, of=of, standings=[*known, *standings])


def told(made):
    """Everything that is drawn, said in place of a drawing, or calculated."""
    charts = [(drawn.svg, drawn.narrow, drawn.alt, drawn.title) for drawn in made.charts]
    sections = [(each.movements, each.expected, each.standings, each.finding) for each in made.sections]
    return charts, sections, made.summary


@pytest.mark.parametrize("year", [2025, 2024, 2018])
def test_a_count_that_came_along_changes_no_chart_no_statistic_and_no_sentence(year):
    without = told(made_with(None, year=year))
    assert told(made_with(3, year=year)) == without
    assert told(made_with(987_654, year=year)) == without


def test_the_charts_would_tell_if_it_were_shown():
    """The guard is no idle one: the same count, shown, is in every chart of its place."""
    of = places()
    hidden = made_with(None)
    shown = report(
        [counted(p, 900 if p.key == "area-1" else 200 + 10 * i, year=y) for y in YEARS for i, p in enumerate(of)],
        of=of, standings=[standing(of.areas[0]), standing(of.areas[1], highest=Decimal(99))],
    )  # fmt: skip
    for one, other in zip(hidden.sections[0].charts, shown.sections[0].charts, strict=True):
        assert one.svg != other.svg
        assert one.alt != other.alt


def test_a_standing_of_a_hidden_value_is_in_no_output():
    area = places().areas[1]
    planted = standing(area, rank=144, neighbours=Decimal("77.7"))
    plain, with_it = made_with(None), made_with(None, standings=[planted])
    assert report_html(with_it) == report_html(plain)
    assert report_pdf(with_it) == report_pdf(plain)


def test_rows_keep_the_places_order_whatever_their_values():
    of = places()
    low_first = [counted(p, n) for p, n in zip(of.areas, (100, 200, 300), strict=True)]
    high_first = [counted(p, n) for p, n in zip(of.areas, (300, 200, 100), strict=True)]
    for values in (low_first, high_first):
        [section] = report([*values, value(NATION, "20.0")], of=of).sections
        drawn = [section.dots.svg.index(f">{p.short_name}</text>") for p in of.areas]
        assert drawn == sorted(drawn)
        assert [each.place for each in section.expected] == [p.key for p in of.areas]
