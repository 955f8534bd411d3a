import itertools
from datetime import date
from decimal import Decimal

import pytest

from benchmarking.charts import Mark, OtherPeriodRefused, PlaceKind, Point, Series, trend
from kernel.periods import Period
from tests.oracles.svg_reading import number, pairs, read, straight_line

BLUE, BAND = "#12436D", "#D6DFEA"


def series(name, values, kind=PlaceKind.AREA, *, first=2019, half=0, **options):
    """Numbers are values, letters are symbols, None is a year without a point."""
    points = []
    for i, value in enumerate(values):
        if isinstance(value, str):
            points.append(Point(Period.reporting_year(first + i), Mark(symbol=value)))
        elif value is not None:
            limits = (value - half, value + half) if half else ()
            points.append(Point(Period.reporting_year(first + i), Mark(Decimal(str(value)), *limits)))
    return Series(name, points, kind, **options)


AREA = series("Northshire", [402, 421, "c", 375, 369, None, 391], half=16)
ENGLAND = series("England", [332, 337, 340, 338, 331, 342, 344], PlaceKind.NATIONAL)

ENGLAND_IN_PER_CENT = series("England", [87, 88, 89, 90], PlaceKind.NATIONAL)


def draw(*drawn, unit="per 10,000 children", decimals=1, **options):
    text = {"title": "Falling", "description": "A line for each place.", "id_prefix": "t"} | options
    return trend(drawn or [AREA, ENGLAND], unit=unit, decimals=decimals, **text)


def scales(drawing, unit="%"):
    """From years to x and from values to y, read off the ticks."""
    years = [
        (int(e.text), number(e, "x")) for e in drawing.all("text", text_anchor="middle") if e.text.isdigit()
    ]
    values = [
        (float(e.text.rstrip(unit).replace(",", "")), number(e, "y") - 0.35 * 14)
        for e in drawing.all("text", text_anchor="end")
    ]
    return straight_line(years), straight_line(values)


def near(places):
    return [pytest.approx(place, abs=0.03) for place in places]


def test_lines_go_through_their_values_and_never_over_a_gap():
    drawing = read(draw())
    x, y = scales(drawing)
    runs = [pairs(line) for line in drawing.all("polyline", stroke=BLUE)]
    assert runs[0] == near([(x(2019), y(402)), (x(2020), y(421))])
    assert runs[1] == near([(x(2022), y(375)), (x(2023), y(369))])
    assert len(runs) == 2
    dots = [(number(e, "cx"), number(e, "cy")) for e in drawing.all("circle", fill=BLUE)]
    assert near([(x(2025), y(391))])[0] == dots[-1]
    assert {round(place[0], 1) for place in dots} == {round(x(v), 1) for v in (2019, 2020, 2022, 2023, 2025)}


def test_a_comparator_is_one_line_of_another_colour_with_its_shape_at_the_end():
    drawing = read(draw())
    x, y = scales(drawing)
    [line] = [e for e in drawing.all("polyline") if e.attrib["stroke"] != BLUE]
    assert pairs(line) == near(
        [(x(2019 + i), y(v)) for i, v in enumerate([332, 337, 340, 338, 331, 342, 344])]
    )
    [end] = [e for e in drawing.all("polygon") if e.attrib["fill"] == line.attrib["stroke"]]
    assert len(pairs(end)) == 3


def test_the_main_line_is_drawn_on_top_and_others_keep_their_order():
    region = series("South West", [320] * 7, PlaceKind.REGION)
    colours = [e.attrib["stroke"] for e in read(draw(AREA, ENGLAND, region)).all("polyline")]
    assert colours == ["#3D3D3D", "#28A197", BLUE, BLUE]


def test_zero_is_a_value_on_the_ground():
    drawing = read(draw(series("A", [0, 4]), unit="%"))
    _, y = scales(drawing)
    assert pairs(drawing.all("polyline")[0])[0][1] == pytest.approx(y(0), abs=0.03)
    assert "0%" in drawing.texts


def test_the_axis_makes_room_for_the_band_of_the_main_series_only():
    wide = read(draw(series("A", [500, 510], half=90), series("E", [500, 505], PlaceKind.NATIONAL, half=400)))
    _, y = scales(wide)
    top, bottom = y(600), min(number(e, "y") for e in wide.all("text") if e.text == "2019") - 16
    heights = [place[1] for place in pairs(wide.all("polygon", fill=BAND)[0])]
    assert min(heights) >= top - 0.05
    assert max(heights) <= bottom
    ticks = [float(e.text) for e in wide.all("text", text_anchor="end")]
    assert (max(ticks), min(ticks)) == (600, 400)


def test_a_label_that_had_to_move_is_tied_to_its_line():
    apart, close = (
        draw(series("A", [1, 9]), series("B", [9, 1])),
        draw(series("A", [1, 5]), series("B", [9, 5])),
    )
    ties = [[e for e in read(svg).all("line", stroke_width="1") if e.attrib["stroke"] in (BLUE, "#801650")]
            for svg in (apart, close)]  # fmt: skip
    assert [len(found) for found in ties] == [0, 2]


def test_the_band_follows_the_limits_along_each_run_and_a_lone_year_has_a_bar():
    drawing = read(draw())
    x, y = scales(drawing)
    first, second = drawing.all("polygon", fill=BAND)
    assert pairs(first) == near([(x(2019), y(418)), (x(2020), y(437)), (x(2020), y(405)), (x(2019), y(386))])
    assert len(pairs(second)) == 4
    [bar] = drawing.all("line", stroke=BAND)
    assert [number(bar, a) for a in ("x1", "y1", "x2", "y2")] == near([x(2025), y(375), x(2025), y(407)])


def test_a_year_whose_value_is_hidden_shows_its_letter_and_the_note_explains_it():
    drawing = read(draw())
    x, _ = scales(drawing)
    assert number(drawing.text("c"), "x") == pytest.approx(x(2021), abs=0.03)
    foot = number(drawing.text("2019"), "y")
    assert foot - 40 < number(drawing.text("c"), "y") < foot - 14
    assert " ".join(drawing.texts[-2:]) == (
        "Years end on 31 March. Shaded: 95% confidence interval. Axis does not start at zero. c:\N{NO-BREAK SPACE}confidential."
    )


def test_every_line_is_named_at_its_end_with_its_last_value():
    drawing = read(draw())
    _, y = scales(drawing)
    for name, value in (("Northshire", "391.0"), ("England", "344.0")):
        middle = (number(drawing.text(name), "y") + number(drawing.text(value), "y")) / 2 - 0.35 * 14
        assert middle == pytest.approx(y(float(value)), abs=30)
        assert drawing.text(name).attrib["x"] == drawing.text(value).attrib["x"]


def test_names_at_the_ends_do_not_overlap_however_close_the_lines():
    many = [series(f"Area {i}", [50, 50 + i / 10]) for i in range(6)]
    drawing = read(draw(*many, height=320))
    starts = {e.attrib["x"] for e in drawing.all("text") if e.text.startswith("Area")}
    assert len(starts) == 1
    [start] = starts
    heights = sorted(number(e, "y") for e in drawing.all("text") if e.attrib["x"] == start)
    assert len(heights) == 12
    assert min(b - a for a, b in itertools.pairwise(heights)) >= 16.99
    names = [e.text for e in drawing.all("text") if e.text.startswith("Area")]
    by_height = sorted(names, key=lambda name: number(drawing.text(name), "y"))
    assert by_height == [f"Area {i}" for i in (5, 4, 3, 2, 1, 0)]


def test_another_period_is_refused():
    fourteen_months = Period(date(2019, 11, 1), date(2020, 12, 31))
    with pytest.raises(OtherPeriodRefused, match="14 months"):
        Point(fourteen_months, Mark(906))


def test_a_year_twice_is_refused():
    point = Point(Period.reporting_year(2025), Mark(1))
    with pytest.raises(ValueError, match="one year twice"):
        Series("A", [point, point])


@pytest.mark.parametrize("drawn", [[series("A", [])], [series("A", [1, 2]), series("B", [])]])
def test_a_series_without_points_adds_nothing(drawn):
    if not any(one.points for one in drawn):
        with pytest.raises(ValueError, match="at least one year"):
            draw(*drawn)
    else:
        assert "No value shown: B." in read(draw(*drawn)).texts[-1]


def test_too_little_room_is_refused():
    with pytest.raises(ValueError, match="too small"):
        draw(width=120)
    with pytest.raises(ValueError, match="too small"):
        draw(height=100)


def test_points_may_come_in_any_order():
    turned = Series(AREA.name, AREA.points[::-1], AREA.kind)
    assert draw(turned, ENGLAND) == draw(AREA, ENGLAND)


def test_with_one_area_emphasised_the_others_step_back():
    drawing = read(draw(series("A", [1, 2], half=0.5), series("B", [2, 3], half=0.5, emphasis=True)))
    assert {e.attrib["stroke"] for e in drawing.all("polyline")} == {BLUE, "#767676"}
    assert drawing.all("polyline")[-1].attrib["stroke"] == BLUE
    assert len(drawing.all("polygon", fill=BAND)) == 1


def test_areas_side_by_side_differ_in_more_than_colour():
    drawing = read(draw(*[series(f"A{i}", [i, i + 1]) for i in range(5)]))
    lines = drawing.all("polyline")
    assert len({e.attrib["stroke"] for e in lines}) == 5
    assert len({(e.attrib.get("stroke-dasharray"), e.attrib["stroke-width"]) for e in lines}) >= 4


def test_a_single_year_is_a_dot_in_the_middle():
    drawing = read(draw(series("A", [5])))
    assert not drawing.all("polyline")
    assert drawing.all("circle")


@pytest.mark.parametrize("width", [300, 640])
def test_year_labels_do_not_touch_and_the_last_is_always_there(width):
    drawing = read(draw(series("A", range(1, 25), first=2002), width=width))
    years = [e for e in drawing.all("text", text_anchor="middle") if e.text.isdigit()]
    places = [number(e, "x") for e in years]
    assert years[-1].text == "2025"
    assert min(b - a for a, b in itertools.pairwise(places)) > 36


def label_column(drawing, *names):
    """The texts of the label column, from top to bottom, and all that is drawn in it or on the way to it."""
    [start] = {number(drawing.text(name), "x") for name in names}
    texts = [e for e in drawing.all("text") if e.attrib["x"] == drawing.text(names[0]).attrib["x"]]
    ties = [
        e
        for e in drawing.all("line", stroke_width="1")
        if number(e, "x2") == pytest.approx(start - 4, abs=0.03)
    ]
    return [e.text for e in sorted(texts, key=lambda e: number(e, "y"))], ties


@pytest.mark.parametrize(("last", "letter"), [("c", "[c]"), ("low", "[low]"), ("x", "[x]"), (None, "[x]")])
def test_a_line_that_ends_early_has_its_symbol_for_a_label_and_never_its_older_value(last, letter):
    drawing = read(draw(series("Northshire", [84, 88, 91, last]), ENGLAND_IN_PER_CENT, unit="%", decimals=0))
    texts, ties = label_column(drawing, "Northshire", "England")
    assert texts == ["90%", "England", letter, "Northshire"]
    assert ties == []
    assert "91%" not in drawing.texts
    assert f"{letter[1:-1]}:\N{NO-BREAK SPACE}" in " ".join(drawing.texts[-2:])


def test_no_height_or_line_of_an_older_value_reaches_the_label_column():
    drawing = read(draw(series("Northshire", [84, 88, 91, "c"]), ENGLAND_IN_PER_CENT, unit="%", decimals=0))
    x, y = scales(drawing)
    right = x(2022)
    beyond = [
        (number(e, a), number(e, b))
        for e in [*drawing.all("line"), *drawing.all("text"), *drawing.all("circle"), *drawing.all("rect")]
        for a, b in (("x", "y"), ("x1", "y1"), ("x2", "y2"), ("cx", "cy"))
        if a in e.attrib and number(e, a) > right + 1
    ]
    assert beyond
    assert all(abs(place - y(old)) > 1 for _, place in beyond for old in (84, 88, 91))
    reach = max(place[0] for line in drawing.all("polyline", stroke=BLUE) for place in pairs(line))
    assert reach == pytest.approx(x(2021), abs=0.03)


def test_a_symbol_has_the_marker_of_its_line_as_its_key():
    drawing = read(draw(series("Northshire", [84, 88, 91, "c"]), ENGLAND_IN_PER_CENT, unit="%", decimals=0))
    letter = drawing.text("[c]")
    key = drawing.all("circle", fill=BLUE)[-1]
    assert number(key, "cx") > number(letter, "x") + 14
    assert number(key, "cy") == pytest.approx(number(letter, "y") - 0.35 * 14, abs=0.03)
    assert number(key, "cx") + number(key, "r") < 640


def test_labels_do_not_overlap_where_some_lines_end_early():
    drawn = [series(f"Area {i}", [50, 50 + i / 10, "c" if i % 2 else 50 + i / 10]) for i in range(6)]
    drawing = read(draw(*drawn, height=320))
    texts, ties = label_column(drawing, *(f"Area {i}" for i in range(6)))
    start = drawing.text("Area 0").attrib["x"]
    heights = sorted(number(e, "y") for e in drawing.all("text") if e.attrib["x"] == start)
    assert min(b - a for a, b in itertools.pairwise(heights)) >= 16.99
    assert texts[1::2] == ["Area 4", "Area 2", "Area 0", "Area 1", "Area 3", "Area 5"]
    assert texts[::2] == ["50.4", "50.2", "50.0", "[c]", "[c]", "[c]"]
    assert 0 < len(ties) <= 3
    assert all(number(tie, "x1") > scales(drawing)[0](2021) for tie in ties)
