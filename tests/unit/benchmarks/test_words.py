"""Places, trends and grids in words."""

import pytest
from django.utils.html import strip_tags

from benchmarking.benchmarks.against import Contrast
from benchmarking.benchmarks.presenters import words
from benchmarking.benchmarks.presenters.quality import spans
from benchmarking.benchmarks.trends import Way, recent_ways
from kernel.symbols import Symbol
from tests.unit.benchmarks.made import SHARE, standing, value


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
     (101, "101st"), (111, "111th"), (122, "122nd")],
)  # fmt: skip
def test_ordinals(number: int, said: str) -> None:
    assert words.ordinal(number) == said


def test_a_place_among_authorities() -> None:
    assert words.place_among(standing("apple", None, rank=12)) == "12th of 151"
    assert words.place_among(None) == ""


def test_years_in_a_row_are_said_as_a_span() -> None:
    assert spans([2018, 2013, 2015, 2016, 2017]) == "2013, 2015 to 2018"


RISING = [
    value("apple", x, 1000, year=year)
    for year, x in zip(range(2021, 2026), (100, 140, 180, 220, 260), strict=True)
]


def test_five_years_in_a_row_have_a_trend() -> None:
    (way,) = recent_ways({"apple": RISING}, SHARE, newest=2025).values()
    assert words.way(way) == "Increasing (getting worse)"
    assert words.way(recent_ways({"apple": RISING}, SHARE, newest=2026)["apple"]) == "Cannot be calculated"


@pytest.mark.parametrize("symbol", list(Symbol))
def test_a_year_that_is_not_shown_leaves_no_trend(symbol: Symbol) -> None:
    hidden = value("apple", 180, 1000, year=2023, symbol=symbol)
    series = [*RISING[:2], hidden, *RISING[3:]]
    assert recent_ways({"apple": series}, SHARE, newest=2025)["apple"] == Way(
        "cannot be calculated", "", False
    )


def test_no_places_no_trends() -> None:
    assert recent_ways({}, SHARE, newest=2025) == {}


def test_a_mark_says_in_words_what_its_sign_shows() -> None:
    drawn = words.marked(Contrast(None, "higher", True, "worse"))
    assert strip_tags(drawn) == "▲ Clearly higher (worse)"
    assert 'aria-hidden="true">▲<' in drawn
    assert words.marked(Contrast(None)) == ""
