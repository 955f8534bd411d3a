import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.charts import Mark, PlaceKind, Row, dot_and_interval
from tests.oracles.svg_reading import number, read, straight_line

BLUE, ORANGE, TURQUOISE, GREY = "#12436D", "#F46A25", "#28A197", "#3D3D3D"
ROWS = [
    Row("Northshire", Mark(Decimal("287.4"), 262.1, 314.6)),
    Row("Southshire", Mark(Decimal("455.5"), 440.0, 470.9), emphasis=True),
    Row("Eastshire", Mark(symbol="c")),
    Row("All areas", Mark(Decimal("371.0"), 362.3, 379.9), PlaceKind.POOLED),
    Row("South West", Mark(Decimal("338.2")), PlaceKind.REGION),
    Row("England", Mark(Decimal("343.6")), PlaceKind.NATIONAL),
]


def draw(rows=ROWS, *, width=640, unit="per 10,000 children", decimals=1, **options):
    text = {
        "title": "Southshire is higher",
        "description": "Dots for six places.",
        "id_prefix": "one",
    } | options
    return dot_and_interval(rows, unit=unit, decimals=decimals, width=width, **text)


def ticks(drawing):
    """(value, x) of every tick: the numbers in the middle of a grid line's foot."""
    middles = drawing.all("text", text_anchor="middle", font_size="14")
    return [(float(e.text.rstrip("%").replace(",", "")), number(e, "x")) for e in middles]


@pytest.mark.parametrize("width", [640, 320])
def test_dots_and_bars_lie_where_their_values_say(width):
    drawing = read(draw(width=width))
    x = straight_line(ticks(drawing))
    assert [number(dot, "cx") for dot in drawing.all("circle")] == pytest.approx(
        [x(287.4), x(455.5)], abs=0.02
    )
    bars = drawing.all("line", stroke_linecap="round")
    ends = [(number(bar, "x1"), number(bar, "x2")) for bar in bars]
    for found, limits in zip(ends, [(262.1, 314.6), (440.0, 470.9), (362.3, 379.9)], strict=True):
        assert found == pytest.approx([x(limit) for limit in limits], abs=0.02)
    for dot, bar in zip(drawing.all("circle"), bars, strict=False):
        assert number(dot, "cy") == number(bar, "y1") == number(bar, "y2")


def test_the_nation_is_a_labelled_line_from_top_to_bottom():
    drawing = read(draw())
    [line] = drawing.all("line", stroke=GREY)
    assert (
        number(line, "x1")
        == number(line, "x2")
        == pytest.approx(straight_line(ticks(drawing))(343.6), abs=0.02)
    )
    assert number(drawing.text("England 343.6"), "x") == pytest.approx(number(line, "x1"))
    assert "England" not in drawing.texts


@pytest.mark.parametrize(("value", "side"), [(0, "left"), (100, "right")])
def test_the_nations_label_stays_on_the_paper(value, side):
    rows = [Row("A", Mark(0)), Row("B", Mark(100)), Row("England and Wales", Mark(value), PlaceKind.NATIONAL)]
    drawing = read(draw(rows, width=320, unit="%"))
    [label] = [e for e in drawing.all("text") if e.text.startswith("England")]
    half = len(label.text) * 15 * 0.5 / 2
    assert number(label, "x") - half >= 0
    assert number(label, "x") + half <= 320


def test_each_kind_has_its_own_shape():
    drawing = read(draw())
    assert {e.attrib["fill"] for e in drawing.all("circle")} == {BLUE}
    assert [e.attrib["fill"] for e in drawing.all("polygon")] == [ORANGE]
    assert len(drawing.all("polygon")[0].attrib["points"].split()) == 4
    assert len(drawing.all("rect", fill=TURQUOISE)) == 1


def test_a_hidden_value_is_said_in_words_and_has_no_dot():
    rows = [Row(name, Mark(symbol=name)) for name in ("c", "x", "z", "low", "u")]
    drawing = read(draw(rows))
    said = ["c confidential", "x not available", "z not applicable", "low rounds to zero but is not zero",
            "u too unreliable to show"]  # fmt: skip
    assert [text for text in drawing.texts if " " in text and not text.startswith("Per")] == said
    assert not drawing.all("circle")
    assert not drawing.all("line")


def test_a_nation_without_a_value_is_a_row_like_the_others():
    drawing = read(draw([*ROWS[:2], Row("England", Mark(symbol="x"), PlaceKind.NATIONAL)]))
    assert {"England", "x not available"} <= set(drawing.texts)
    assert not drawing.all("line", stroke=GREY)


def test_values_stand_at_the_right_in_the_order_given_as_they_are_published():
    drawing = read(draw())
    values = [e.text for e in drawing.all("text", text_anchor="end", x="640", font_weight="bold")]
    assert values == ["287.4", "455.5", "371.0", "338.2"]
    heights = [number(drawing.text(row.name), "y") for row in ROWS[:5]]
    assert heights == sorted(heights)
    assert drawing.text("Southshire").attrib["font-weight"] == "bold"
    assert "font-weight" not in drawing.text("Northshire").attrib


def test_a_half_is_rounded_up_thousands_are_set_off_and_per_cent_is_kept():
    assert "1,234.3" in read(draw([Row("A", Mark(1234.25))])).texts
    assert "16.3%" in read(draw([Row("A", Mark(16.25))], unit="%")).texts
    assert "2.68%" in read(draw([Row("A", Mark(2.675))], unit="%", decimals=2)).texts
    assert "13" in read(draw([Row("A", Mark(Decimal("12.5")))], decimals=0)).texts


def test_the_axis_says_what_it_measures_and_where_it_starts():
    notes = read(draw()).texts[-1]
    assert notes == "Per 10,000 children. Bars show 95% confidence intervals. Axis does not start at zero."
    assert read(draw([Row("A", Mark(3)), Row("B", Mark(90))], unit="%")).texts[-1] == "Per cent."


def test_there_is_a_gap_between_areas_and_what_they_are_compared_with():
    rows = [Row(name, Mark(5), kind) for name, kind in
            [("A", PlaceKind.AREA), ("B", PlaceKind.AREA), ("C", PlaceKind.REGION), ("D", PlaceKind.POOLED)]]  # fmt: skip
    drawing = read(draw(rows))
    heights = [number(drawing.text(row.name), "y") for row in rows]
    steps = [b - a for a, b in itertools.pairwise(heights)]
    assert steps[1] > steps[0] == steps[2]


@pytest.mark.parametrize("width", [640, 320])
def test_the_picture_is_as_high_as_its_rows_need(width):
    drawing = read(draw([Row(f"Area {i}", Mark(i)) for i in range(40)], width=width))
    height = number(drawing.root, "height")
    assert drawing.root.attrib["viewBox"].split()[2:] == [str(width), drawing.root.attrib["height"]]
    assert max(number(e, "y") for e in drawing.all("text")) < height
    assert max(number(e, "cy") for e in drawing.all("circle")) < height - 40


def test_long_names_are_broken_into_lines_that_stay_in_their_column():
    drawing = read(draw([Row("Bath and North East Somerset and all of its surroundings", Mark(5, 4, 6))]))
    left = min(x for _, x in ticks(drawing))
    lines = [text for text in drawing.texts if set(text.split()) & {"Bath", "Somerset", "surroundings"}]
    assert len(lines) > 1
    assert " ".join(lines) == "Bath and North East Somerset and all of its surroundings"
    assert left > max(len(text) for text in lines) * 15 * 0.5


@pytest.mark.parametrize(
    ("rows", "words"),
    [([], "at least one row"), ([ROWS[-1], ROWS[-1]], "one national row"), (ROWS, "too small")],
)
def test_what_cannot_be_drawn_is_refused(rows, words):
    with pytest.raises(ValueError, match=words):
        draw(rows, width=60 if words == "too small" else 640)


@given(
    st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 1e5), st.floats(0, 1e5)), min_size=1, max_size=8),
    st.sampled_from([320, 640, 900]),
    st.integers(0, 3),
)
def test_nothing_is_ever_drawn_outside_the_axis(values, width, decimals):
    rows = [Row(f"A{i}", Mark(v, max(0, v - a), v + b)) for i, (v, a, b) in enumerate(values)]
    drawing = read(draw(rows, width=width, decimals=decimals))
    places = [x for _, x in ticks(drawing)]
    drawn = [number(e, "cx") for e in drawing.all("circle")]
    drawn += [number(e, a) for e in drawing.all("line", stroke_linecap="round") for a in ("x1", "x2")]
    assert min(places) - 0.02 <= min(drawn)
    assert max(drawn) <= max(places) + 0.02
    assert 0 <= min(places) < max(places) <= width


def test_neighbours_are_an_upright_mark_in_the_row_of_a_shown_value():
    rows = [
        Row("A", Mark(300, 280, 320), neighbours=250),
        Row("B", Mark(310)),
        Row("C", Mark(symbol="c"), neighbours=900),
    ]
    drawing = read(draw(rows))
    x = straight_line(ticks(drawing))
    [mark] = drawing.all("rect", width="4")
    assert number(mark, "x") + 2 == pytest.approx(x(250), abs=0.02)
    assert "average of an area's statistical neighbours" in " ".join(drawing.texts)
    assert max(value for value, _ in ticks(drawing)) < 900
    assert "neighbours" not in " ".join(read(draw(rows[1:])).texts)
