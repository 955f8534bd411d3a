"""Putting a report together: nothing absent, nothing invented."""

import re

from benchmarking.benchmarks.places import Level
from kernel.symbols import Symbol
from tests.unit.reports.made import NATION, places, report, usual_report, value


def test_every_place_has_a_value_or_a_symbol_in_every_year():
    made = usual_report()
    for section in made.sections:
        expected = [(year, place.key) for year in section.years for place in section.places]
        assert [(v.year, v.place) for v in section.values] == expected
        assert all((v.value is None) == (v.symbol is not None) for v in section.values)


def test_what_nobody_returned_is_not_available_and_keeps_the_code_of_its_area():
    of = places()
    made = report([value(of.areas[0]), value(of.areas[1], year=2024), value(of.areas[1])], of=of)
    [older] = [v for v in made.sections[0].in_year(2024) if v.place == "area-0"]
    assert (older.symbol, older.value, older.status) == (Symbol.NOT_AVAILABLE, None, "")
    assert older.area_code == "E0600990"


def test_an_indicator_without_any_area_is_left_out():
    of = places()
    assert report([value(of.national)], of=of).sections == []


def test_a_year_that_only_the_nation_has_is_not_the_newest():
    of = places()
    made = report([value(of.areas[0]), value(of.national), value(of.national, year=2026)], of=of)
    assert made.sections[0].years == (2025,)


def test_one_year_alone_draws_neither_trend_nor_panels_and_two_do():
    of = places()
    one = [value(of.areas[0])]
    [section] = report(one, of=of).sections
    assert (section.trend, section.panels) == (None, None)
    [section] = report([*one, value(of.areas[0], year=2024)], of=of).sections
    assert section.trend is not None
    assert section.panels is not None


def test_areas_have_panels_and_are_pooled_in_the_trend_so_that_lines_can_be_told_apart():
    of = places(6)
    values = [value(place, year=year) for place in of for year in (2024, 2025)]
    [section] = report(values, of=of).sections
    assert "6 areas pooled" in section.trend.alt
    assert of.areas[0].short_name not in section.trend.alt
    assert all(place.short_name in section.panels.svg for place in of.areas)
    assert sum(place.level == Level.AREA for place in of) == 6


def test_hidden_numbers_are_in_no_chart():
    made = usual_report()
    section = made.sections[1]
    assert "1234" not in section.dots.svg
    assert "Not shown: Berrydale (confidential), Cobblewic (not available)" in section.dots.alt
    assert "c confidential" in section.dots.svg


def test_panels_say_in_words_and_in_its_label_that_the_newest_year_is_hidden():
    of = places()
    values = [value(place, "91.0", year=2024) for place in of] + [value(NATION, "88.0")]
    hidden = value(of.areas[0], symbol="c")
    panels = report([*values, hidden], of=of).sections[0].panels
    assert (
        "Appleford stood at 91.0% in 2024 and at 91.0% in 2024; 2025 is not shown (confidential)."
        in panels.alt
    )
    assert ">[c]</text>" in panels.svg
    assert ">[c]</text>" in panels.narrow
    assert "91.0%" not in re.sub("<(title|desc).*?</\\1>", "", panels.svg)
