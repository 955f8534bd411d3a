"""Points by size between limits; names that never cover one another; nothing of what is hidden."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.charts import Lines, Mark, Sized, funnel
from benchmarking.charts.lettering import text_width
from tests.oracles.svg_reading import number, pairs, read

SIZES = [20_000.0, 60_000.0, 120_000.0]
CURVES = Lines(SIZES, [250, 280, 290], [270, 300, 305], [380, 350, 340], [400, 370, 355])
AREAS = [
    Sized("Northshire", Mark(287.4), 30_000),
    Sized("Southshire", Mark(455.5), 90_000, "99.8%"),
    Sized("Eastshire", Mark(345), 92_000, "95%"),
]


def draw(areas=AREAS, *, width=640, height=360, **options):
    given_options = {
        "lines": CURVES, "centre": ("Albionia", 320), "method": "exact, no allowance for over-dispersion",
        "size_unit": "children", "unit": "per 10,000 children", "decimals": 1, "title": "T", "description": "D",
        "id_prefix": "one",
    } | options  # fmt: skip
    return funnel(areas, width=width, height=height, **given_options)


def across(drawing):
    """From a size to a pixel, read off the ticks under the axis."""
    ticks = [
        (float(e.text.replace(",", "")), number(e, "x"))
        for e in drawing.all("text", text_anchor="middle", font_size="14")
    ]
    (s0, x0), (s1, x1) = ticks[1], ticks[-1]
    return lambda size: x0 + (size - s0) / (s1 - s0) * (x1 - x0)


def upwards(drawing):
    ticks = [
        (float(e.text.replace(",", "")), number(e, "y") - 0.35 * 14)
        for e in drawing.all("text", text_anchor="end", font_size="14")
    ]
    (v0, y0), (v1, y1) = ticks[0], ticks[-1]
    return lambda value: y0 + (value - v0) / (v1 - v0) * (y1 - y0)


@pytest.mark.parametrize("width", [640, 320])
def test_points_lie_where_size_and_value_say(width):
    drawing = read(draw(width=width))
    x, y = across(drawing), upwards(drawing)
    [dot] = drawing.all("circle")
    assert (number(dot, "cx"), number(dot, "cy")) == pytest.approx((x(30_000), y(287.4)), abs=0.5)
    [diamond] = drawing.all("polygon")
    assert sum(px for px, _ in pairs(diamond)) / 4 == pytest.approx(x(92_000), abs=0.5)


@pytest.mark.parametrize("width", [640, 320])
def test_the_four_limits_are_lines_through_their_values(width):
    drawing = read(draw(width=width))
    x, y = across(drawing), upwards(drawing)
    curves = [pairs(line) for line in drawing.all("polyline")]
    assert len(curves) == 4
    expected = [CURVES.outer_upper, CURVES.inner_upper, CURVES.inner_lower, CURVES.outer_lower]
    for found, curve in zip(curves, expected, strict=True):
        for (px, py), size, value in zip(found, SIZES, curve, strict=True):
            assert (px, py) == pytest.approx((x(size), y(value)), abs=0.5)


def test_each_flag_has_its_own_shape_and_is_explained():
    drawing = read(draw())
    assert len(drawing.all("circle")) == 1
    assert len(drawing.all("polygon")) == 1
    notes = " ".join(drawing.texts)
    assert "Square: outside the 99.8% limits." in notes
    assert "Diamond: outside the 95% limits only." in notes
    calm = " ".join(read(draw(AREAS[:1])).texts)
    assert "Square" not in calm
    assert "Diamond" not in calm


def test_it_says_how_the_limits_were_made_and_names_the_centre():
    texts = read(draw()).texts
    assert "no allowance for over-dispersion" in " ".join(texts)
    assert {"Albionia", "320.0"} <= set(texts)
    assert texts.count("99.8%") == texts.count("95%") == 2


def test_an_area_that_is_not_shown_leaves_its_name_and_its_symbol_only():
    hidden = Sized("Westshire", Mark(symbol="c"))
    with_it, without = draw([*AREAS, hidden]), draw()
    assert "Westshire: c confidential." in " ".join(read(with_it).texts)
    assert len(read(with_it).all("circle")) == len(read(without).all("circle"))
    spots = [e.attrib["cx"] for e in read(with_it).all("circle")]
    assert spots == [e.attrib["cx"] for e in read(without).all("circle")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"mark": Mark(5)},
        {"mark": Mark(symbol="c"), "size": 100},
        {"mark": Mark(5), "size": 1, "outside": "x"},
    ],
)
def test_a_value_without_a_size_and_a_size_without_a_value_are_refused(wrong):
    with pytest.raises(ValueError, match=r"an area has both|outside is one"):
        Sized("A", **wrong)


def test_a_funnel_of_nothing_and_limits_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="at least one area"):
        draw([Sized("A", Mark(symbol="c"))])
    with pytest.raises(ValueError, match="a limit for each"):
        Lines([1, 2], [1], [1, 2], [1, 2], [1, 2])
    with pytest.raises(ValueError, match="sizes rise"):
        Lines([2, 1], [1, 2], [1, 2], [1, 2], [1, 2])


def labels(drawing, names):
    """Boxes of the names of areas: left, top, right, bottom."""
    for element in drawing.all("text", font_size="14"):
        if element.text in names:
            x, y = number(element, "x"), number(element, "y") - 0.35 * 14
            yield x, y - 8, x + text_width(element.text, 14), y + 8


spots = st.lists(
    st.tuples(st.integers(20_000, 120_000), st.floats(200, 500)),
    min_size=1,
    max_size=12,
    unique_by=lambda s: s[0],
)


@given(spots, st.sampled_from([320, 640, 760]))
def test_names_never_cover_a_point_or_one_another(found, width):
    areas = [Sized(f"Area {chr(65 + i)}", Mark(value), size) for i, (size, value) in enumerate(found)]
    drawing = read(draw(areas, width=width))
    boxes = list(labels(drawing, {area.name for area in areas}))
    for one, other in itertools.combinations(boxes, 2):
        assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])
    for dot in drawing.all("circle"):
        x, y = number(dot, "cx"), number(dot, "cy")
        assert not any(left < x < right and top < y < bottom for left, top, right, bottom in boxes)


def test_five_areas_close_together_are_all_named_at_both_widths():
    close = [Sized(f"Area number {i}", Mark(300 + 4 * i), 60_000 + 3_000 * i) for i in range(5)]
    for width in (640, 320):
        found = [
            t for t in read(draw(close, width=width, height=420)).texts if re.fullmatch(r"Area number \d", t)
        ]
        assert len(found) == 5
