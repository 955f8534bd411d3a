"""What holds for all charts alike."""

import io
import logging
import re
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from svglib.svglib import svg2rlg

from benchmarking.charts import (
    Limits,
    Lines,
    Mark,
    PlaceKind,
    Point,
    Row,
    Series,
    Sized,
    Spine,
    control,
    dot_and_interval,
    funnel,
    small_multiples,
    sparkline,
    spine,
    trend,
)
from benchmarking.charts.svg import number as number_as_written
from kernel.periods import Period
from tests.oracles.svg_reading import number, pairs, read

HOSTILE = [
    "<script>alert(1)</script>",
    "A & B",
    '" onload="x',
    "]]>",
    "\x00\x1b\ud800",
    "</text><a>",
    "Ä 北 🙂",
    "",
]


def points(values):
    return [
        Point(Period.reporting_year(2019 + i), Mark(symbol="c") if v is None else Mark(v, v - 1, v + 1))
        for i, v in enumerate(values)
    ]


def dots(name="A place", **options):
    rows = [Row(name, Mark(12.5, 9, 16)), Row("B", Mark(symbol="c")), Row("C", Mark(13), PlaceKind.POOLED),
            Row("D", Mark(14), PlaceKind.REGION), Row(name, Mark(15), PlaceKind.NATIONAL)]  # fmt: skip
    return dot_and_interval(rows, **{"unit": "%", "decimals": 1} | options)


def lines(name="A place", **options):
    drawn = [Series(name, points([12, 13, None, 14, 12, None, 11])),
             *(Series(kind.title(), points([11, 12, 13]), kind) for kind in list(PlaceKind)[1:])]  # fmt: skip
    return trend(drawn, **{"unit": "%", "decimals": 1} | options)


def spark(name="unused", **options):
    return sparkline(points([12, 13, None, 14, 12, None, 11]), **options)


def sized(name="A place", **options):
    areas = [Sized(name, Mark(12.5), 4000), Sized("B", Mark(symbol="c")), Sized("C", Mark(19), 9000, "99.8%"),
             Sized("D", Mark(10), 9100, "95%")]  # fmt: skip
    curves = Lines([3000, 6000, 10000], [9, 10, 11], [10, 11, 12], [16, 15, 14], [17, 16, 15])
    return funnel(
        areas, lines=curves, centre=(name or "E", 13), method="exact", size_unit="people",
        **{"unit": "%", "decimals": 1} | options,
    )  # fmt: skip


def panels(name="A place", **options):
    areas = [Series(name, points([12, 13, None, 14])), Series("B", points([11, None, None, 9]))]
    behind = Series("Nation", points([11, 12, 13, 12]), PlaceKind.NATIONAL)
    return small_multiples(
        areas, behind=behind, special={name: [2020]}, **{"unit": "%", "decimals": 1} | options
    )


def limited(name="A place", **options):
    return control(
        Series(name, points([12, 13, None, 14, 22]), PlaceKind.POOLED), limits=Limits(13, 9, 17),
        special={2023: "outside"}, **{"unit": "%", "decimals": 1} | options,
    )  # fmt: skip


def row_of_spine(name, **changes):
    given = {
        "name": name, "mark": Mark(12.5), "benchmark": 13, "lowest": 5, "lower_quartile": 11,
        "upper_quartile": 15, "highest": 30, "neighbours": 14, "polarity": "low", "standing": "better",
        "unit": "%", "decimals": 1,
    }  # fmt: skip
    return Spine(**given | changes)


def spines(name="A place", **options):
    rows = [row_of_spine(name), row_of_spine("B", mark=Mark(symbol="c"), standing=""),
            row_of_spine("C", polarity="none", standing="higher")]  # fmt: skip
    return spine(rows, area=name, nation="Nation", **options)


EVERY = [dots, lines, spark, sized, panels, limited, spines]
CHARTS = pytest.mark.parametrize("chart", EVERY)
WORDS = {"title": "A finding", "description": "What it shows.", "id_prefix": "chart-1"}


@CHARTS
def test_it_is_an_image_named_by_its_title_and_description(chart):
    drawing = read(chart(**WORDS))
    assert drawing.root.attrib["role"] == "img"
    title, description = drawing.all("title")[0], drawing.all("desc")[0]
    assert (title.text, description.text) == ("A finding", "What it shows.")
    assert drawing.root.attrib["aria-labelledby"] == f"{title.attrib['id']} {description.attrib['id']}"
    assert next(iter(drawing.root)) is title
    assert drawing.root.attrib["font-family"] == "Inter, Helvetica, Arial, sans-serif"


@CHARTS
def test_ids_start_with_the_prefix_so_that_two_charts_can_share_a_page(chart):
    ids = {e.attrib["id"] for e in read(chart(**WORDS)).root.iter() if "id" in e.attrib}
    assert ids == {"chart-1-title", "chart-1-desc"}


@CHARTS
def test_it_holds_nothing_that_the_content_policy_or_svglib_refuses(chart):
    assert read(chart(**WORDS)).problems == []


@CHARTS
def test_equal_input_gives_equal_bytes_with_at_most_two_decimals(chart):
    assert chart(**WORDS) == chart(**WORDS)
    assert not re.search(r'="[^"]*\.\d{3}', chart(**WORDS))
    assert '"-0"' not in chart(**WORDS)


@CHARTS
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_labels_stay_text(chart, name):
    words = WORDS | {"title": f"Title {name}", "description": f"About {name}"}
    drawing, plain = read(chart(name, **words)), read(chart(**WORDS))
    kinds = [sorted({e.tag for e in d.root.iter()}) for d in (drawing, plain)]
    assert kinds[0] == kinds[1]
    assert drawing.problems == []
    if "\x00" not in name:
        assert drawing.all("title")[0].text == f"Title {name}"


@CHARTS
@pytest.mark.parametrize(
    "wrong", [{"id_prefix": ""}, {"id_prefix": "1a"}, {"id_prefix": "a b"}, {"id_prefix": 'a"x'}, {"title": " "},
              {"description": ""}],
)  # fmt: skip
def test_an_unusable_name_is_refused(chart, wrong):
    with pytest.raises(ValueError, match=r"an id starts|needs a title"):
        chart(**WORDS | wrong)


@CHARTS
def test_svglib_draws_it_without_complaint(chart, caplog):
    with caplog.at_level(logging.WARNING), warnings.catch_warnings():
        warnings.simplefilter("error")
        drawing = svg2rlg(io.StringIO(chart(**WORDS)))
    assert not caplog.records
    root = read(chart(**WORDS)).root
    assert (drawing.width, drawing.height) == (
        pytest.approx(0.75 * number(root, "width")),
        pytest.approx(0.75 * number(root, "height")),
    )


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_at_all_makes_well_formed_xml(name, title):
    words = WORDS | {"title": f"T{title}"}
    for chart in EVERY:
        assert read(chart(name, **words)).problems == []


def test_a_sparkline_leaves_gaps_open_and_marks_its_end():
    drawing = read(spark(**WORDS))
    assert [len(pairs(line)) for line in drawing.all("polyline")] == [2, 2]
    assert drawing.texts == []
    last = drawing.all("circle")[-1]
    assert (number(last, "cx"), number(last, "cy")) == (115, 27)  # the newest year, and the smallest value
    highest = min(y for line in drawing.all("polyline") for _, y in pairs(line))
    assert highest == 5


@pytest.mark.parametrize("values", [[], [None, None]])
def test_a_sparkline_of_nothing_is_empty_paper(values):
    drawing = read(sparkline(points(values), **WORDS))
    assert not drawing.all("circle")
    assert not drawing.all("polyline")


@pytest.mark.parametrize(
    "wrong",
    [{}, {"value": 1, "symbol": "c"}, {"value": 1, "lower": 0}, {"symbol": "c", "lower": 0, "upper": 1},
     {"value": float("nan")}, {"value": 1, "lower": 3, "upper": 2}, {"symbol": "q"},
     {"value": 1, "lower": 0, "upper": float("inf")}],
)  # fmt: skip
def test_a_mark_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError):  # noqa: PT011 - each has its own words
        Mark(**wrong)


@pytest.mark.parametrize(
    ("value", "written"), [(-0.001, "0"), (0, "0"), (1.5, "1.5"), (2.125, "2.12"), (10, "10")]
)
def test_coordinates_are_short_and_never_minus_zero(value, written):
    assert number_as_written(value) == written


def test_a_hidden_count_leaves_no_number_behind():
    mark = Mark(symbol="c")
    assert mark.extent == []
    assert mark.interval is None
