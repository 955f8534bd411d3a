"""One panel an area, all on the same scales."""

import pytest

from benchmarking.charts import Mark, PlaceKind, Point, Series, small_multiples
from benchmarking.charts.palette import LOOKS, SPECIAL
from kernel.periods import Period
from tests.oracles.svg_reading import number, pairs, read

BLUE, GREY = LOOKS[PlaceKind.AREA].colour, LOOKS[PlaceKind.NATIONAL].colour


def series(name, values, kind=PlaceKind.AREA):
    marks = [Mark(symbol="c") if v is None else Mark(v) for v in values]
    return Series(name, [Point(Period.reporting_year(2020 + i), m) for i, m in enumerate(marks)], kind)


NATION = series("Albionia", [20, 21, 22, 21, 20], PlaceKind.NATIONAL)


def draw(areas, *, behind=NATION, width=640, **options):
    return read(
        small_multiples(
            areas,
            behind=behind,
            title="T",
            description="D",
            unit="%",
            decimals=1,
            id_prefix="p",
            width=width,
            **options,
        )
    )


def test_every_panel_has_the_nation_behind_and_its_own_line():
    areas = [series(f"A{i}", [10 + i, 12, 14, 13, 11]) for i in range(5)]
    drawing = draw(areas)
    assert len(drawing.all("polyline", stroke=BLUE)) == 5
    assert len(drawing.all("polyline", stroke=GREY, stroke_dasharray="4 3")) == 5


@pytest.mark.parametrize("width", [640, 320])
def test_the_scales_are_the_same_in_every_panel(width):
    areas = [
        series("A", [10, 12, 14, 13, 11]),
        series("B", [30, 12, 14, 13, 10]),
        series("C", [10, 20, 30, 13, 10]),
    ]
    drawing = draw(areas, width=width)
    shapes = []
    for area, nation in zip(
        drawing.all("polyline", stroke=BLUE), drawing.all("polyline", stroke=GREY), strict=True
    ):
        (ax, ay), (nx, ny) = pairs(area)[0], pairs(nation)[0]
        assert ax == nx
        shapes.append((ay - ny, [round(x - ax, 1) for x, _ in pairs(area)]))
    assert shapes[0][1] == shapes[1][1] == shapes[2][1]
    assert shapes[0][0] == pytest.approx(shapes[2][0], abs=0.05)  # both begin at 10 beside a nation at 20
    assert shapes[0][0] == pytest.approx(-shapes[1][0], abs=0.05)  # 10 below it, and 10 above


def test_hidden_years_are_gaps_with_their_letter_and_have_no_coordinate():
    hidden = draw([series("A", [10, 12, None, 13, 11])])
    lines = hidden.all("polyline", stroke=BLUE)
    assert [len(pairs(line)) for line in lines] == [2, 2]
    assert hidden.texts.count("c") == 1
    assert "[c]" in draw([series("A", [10, 12, 13, 11, None])]).texts


def test_the_axis_does_not_know_of_hidden_years():
    ticks = [t for t in draw([series("A", [10, 12, None, 13, 11])]).texts if t.endswith("%")]
    assert ticks == [t for t in draw([series("A", [10, 12, 12.5, 13, 11])]).texts if t.endswith("%")]


def test_special_years_are_diamonds_and_are_explained():
    drawing = draw([series("A", [10, 12, 14, 13, 11]), series("B", [9, 9, 9, 9, 9])], special={"A": [2022]})
    assert len(drawing.all("polygon", fill=SPECIAL.colour)) == 1
    assert "Diamonds" in " ".join(drawing.texts)
    assert "Diamonds" not in " ".join(draw([series("A", [10, 12])]).texts)


def test_newest_values_stand_beside_the_names_and_nothing_leaves_the_paper():
    names = ["Bath & NES", "Bristol", "North Somerset", "South Glos", "Somerset"]
    for width in (640, 320):
        drawing = draw([series(name, [10, 12, 14, 13, 1234.5]) for name in names], width=width)
        assert set(names) <= set(drawing.texts)
        assert drawing.texts.count("1,234.5%") == 5
        height = number(drawing.root, "height")
        assert all(0 <= number(e, "x") <= width and number(e, "y") < height for e in drawing.all("text"))


def test_one_year_and_one_area_are_enough_and_none_is_refused():
    assert len(draw([series("A", [10])], behind=None).all("circle")) == 2
    with pytest.raises(ValueError, match="an area and a year"):
        draw([])
