"""A series between its limits: special years by shape and letter, nothing of years that are not shown."""

import pytest

from benchmarking.charts import Limits, Mark, PlaceKind, Point, Series, control
from benchmarking.charts.palette import SPECIAL
from kernel.periods import Period
from tests.oracles.svg_reading import number, pairs, read

VALUES = [20, 21, 22, 20, 19, 21, 22, 27, 21, 22, 20, 21, 21]
LIMITS = Limits(21, 17, 25)


def series(values=VALUES):
    marks = [Mark(symbol="c") if v is None else Mark(v) for v in values]
    return Series(
        "Pool", [Point(Period.reporting_year(2013 + i), m) for i, m in enumerate(marks)], PlaceKind.POOLED
    )


def draw(values=VALUES, special=None, limits=LIMITS, **options):
    given = {"title": "T", "description": "D", "unit": "%", "decimals": 1, "id_prefix": "x"} | options
    return read(control(series(values), limits=limits, special=special or {}, **given))


def scale(drawing):
    ticks = [(float(e.text.rstrip("%")), number(e, "y")) for e in drawing.all("text", text_anchor="end")]
    (v0, y0), (v1, y1) = ticks[0], ticks[-1]
    return lambda value: y0 - 0.35 * 14 + (value - v0) / (v1 - v0) * (y1 - y0)


@pytest.mark.parametrize("width", [640, 320])
def test_mean_and_limits_are_lines_at_their_values_and_are_named(width):
    drawing = draw(width=width)
    y = scale(drawing)
    dashed = [number(e, "y1") for e in drawing.all("line", stroke_dasharray="7 3")]
    assert dashed == pytest.approx([y(25), y(17)], abs=0.1)
    assert number(drawing.all("line", stroke="#3D3D3D")[0], "y1") == pytest.approx(y(21), abs=0.1)
    assert {"Mean", "21.0%", "25.0%", "17.0%"} <= set(drawing.texts)


def test_a_lower_limit_below_zero_is_drawn_at_zero():
    drawing = draw([1, 2, 3, 1, 2], limits=Limits(2, -3, 7))
    lines = drawing.all("line", stroke_dasharray="7 3")
    assert number(lines[1], "y1") == pytest.approx(scale(drawing)(0), abs=0.1)
    assert "-3.0%" not in drawing.texts


def test_special_years_are_diamonds_with_the_letter_of_their_rule():
    drawing = draw(special={2020: "outside", 2021: "shift"})
    assert len(drawing.all("polygon", fill=SPECIAL.colour)) == 2
    assert len(drawing.all("circle")) == 11
    assert {"A", "D"} <= set(drawing.texts)
    notes = " ".join(drawing.texts)
    assert "A: outside the limits" in notes
    assert "D: one of seven years on one side of the mean" in notes
    assert "B:" not in notes


def test_nothing_special_is_not_explained():
    assert "Diamonds" not in " ".join(draw().texts)


def test_hidden_years_are_gaps_with_their_letter():
    drawing = draw([*VALUES[:5], None, *VALUES[6:]])
    assert [len(pairs(line)) for line in drawing.all("polyline")] == [5, 7]
    assert drawing.texts.count("c") == 1
    assert len(drawing.all("circle")) == 12


@pytest.mark.parametrize(
    ("values", "special", "words"),
    [([None], {}, "at least one year"), (VALUES, {2020: "odd"}, "no rule is called odd"),
     ([1, None, 2], {2014: "outside"}, "not shown cannot be special")],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused(values, special, words):
    with pytest.raises(ValueError, match=words):
        draw(values, special)
