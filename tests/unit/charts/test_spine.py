"""The nation in the middle, better on the right where there is a better, and no side words where there is none."""

import pytest

from benchmarking.charts import Mark, Spine, spine
from benchmarking.charts.palette import STANDINGS
from tests.oracles.svg_reading import number, read

MIDDLE = "#3D3D3D"


def row(**changes):
    given = {
        "name": "Re-referrals", "mark": Mark(15), "benchmark": 20, "lowest": 10, "lower_quartile": 18,
        "upper_quartile": 23, "highest": 40, "neighbours": None, "polarity": "low", "standing": "better",
        "unit": "%", "decimals": 1,
    }  # fmt: skip
    return Spine(**given | changes)


def draw(rows, *, width=640):
    return read(
        spine(
            rows, area="Berrydale", nation="Albionia", title="T", description="D", id_prefix="s", width=width
        )
    )


@pytest.mark.parametrize(
    ("polarity", "value", "share"),
    [("low", 15, 0.25), ("high", 15, -0.25), ("none", 15, -0.25), ("none", 40, 1), ("low", 40, -1), ("none", 20, 0),
     ("none", 99, 1)],
)  # fmt: skip
def test_the_scale_reaches_to_the_furthest_authority_and_better_is_right(polarity, value, share):
    """Half of the scale is max(|10 - 20|, |40 - 20|) = 20; beyond the furthest authority nothing is drawn further."""
    assert row(polarity=polarity, standing="").share(value) == pytest.approx(share)


def test_negative_values_are_measured_from_the_benchmark_and_not_from_zero():
    found = row(
        lowest=-40,
        lower_quartile=-30,
        upper_quartile=-15,
        highest=-10,
        benchmark=-20,
        polarity="none",
        standing="",
    )
    assert found.reach == 20
    assert found.share(-40) == -1


@pytest.mark.parametrize("width", [640, 320])
def test_the_mark_the_quarters_and_the_nation_lie_on_one_scale(width):
    drawing = draw([row(neighbours=23)], width=width)
    line = next(e for e in drawing.all("line", stroke=MIDDLE))
    middle = number(line, "x1")
    [area] = drawing.all("circle", fill=STANDINGS["better"].colour)[:1]
    full, quarters = drawing.all("rect", height="8")[0], drawing.all("rect", height="16")[0]
    half = middle - number(full, "x")  # the highest, 40, is the worst: it lies at the left end
    assert number(full, "x") + number(full, "width") == pytest.approx(middle + half / 2, abs=0.1)
    assert number(area, "cx") == pytest.approx(middle + 0.25 * half, abs=0.1)
    assert number(quarters, "x") == pytest.approx(middle - 0.15 * half, abs=0.1)
    assert number(quarters, "x") + number(quarters, "width") == pytest.approx(middle + 0.1 * half, abs=0.1)
    [mark] = drawing.all("rect", width="4")
    assert number(mark, "x") + 2 == pytest.approx(middle - 0.15 * half, abs=0.1)


def test_sides_have_verdicts_only_where_there_is_a_direction():
    only = {text for text in draw([row()]).texts if text in ("Worse", "Better", "Lower", "Higher")}
    assert only == {"Worse", "Better"}
    neutral = " ".join(draw([row(polarity="none", standing="higher")]).texts).lower()
    assert "better" not in neutral
    assert "worse" not in neutral
    assert {"lower", "higher"} <= set(neutral.split())


def test_rows_with_a_direction_come_first_in_the_order_given():
    rows = [
        row(name="A", polarity="none", standing="lower"),
        row(name="B"),
        row(name="C", polarity="none", standing=""),
    ]
    texts = draw(rows).texts
    assert texts.index("B") < texts.index("A") < texts.index("C")


def test_every_standing_has_its_own_shape_or_shade_and_better_never_shares_a_shape_with_worse():
    assert STANDINGS["better"].shape != STANDINGS["worse"].shape
    assert len({look.shape for word, look in STANDINGS.items() if word != "similar"}) == 4
    assert STANDINGS["higher"].colour == STANDINGS["lower"].colour


@pytest.mark.parametrize(
    "wrong",
    [{"polarity": "up"}, {"standing": "good"}, {"polarity": "none", "standing": "worse"}, {"lowest": 19}],
)
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"polarity is|no standing|without a polarity|rise"):
        row(**wrong)


def test_no_rows_are_refused():
    with pytest.raises(ValueError, match="at least one indicator"):
        draw([])


@pytest.mark.parametrize("width", [640, 320])
def test_a_value_that_is_not_shown_has_neither_mark_nor_bar(width):
    drawing = draw([row(mark=Mark(symbol="c"), standing=""), row(name="B")], width=width)
    assert "c confidential" in drawing.texts
    assert len(drawing.all("rect", height="8")) == 1
    assert len(drawing.all("rect", height="16")) == 1


def test_all_alike_has_everything_in_the_middle():
    same = row(mark=Mark(20), lowest=20, lower_quartile=20, upper_quartile=20, highest=20, standing="similar")
    assert same.share(20) == 0
    assert draw([same]).problems == []
