import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.charts.labels import spread
from benchmarking.charts.lettering import text_width, wrap
from benchmarking.charts.scales import scale

values = st.lists(st.floats(0, 1e7), min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("found", "decimals", "ticks"),
    [([12, 95], 1, (0, 20, 40, 60, 80, 100)), ([251, 470], 1, (250, 300, 350, 400, 450, 500)),
     ([0, 3], 0, (0, 1, 2, 3)), ([96.0, 98.4], 1, (96, 96.5, 97, 97.5, 98, 98.5)), ([96.0, 98.4], 0, (96, 97, 98, 99)), ([0, 0], 1, (0, 0.1)), ([7, 7], 0, (0, 2, 4, 6, 8)), ([], 0, (0, 1))],
)  # fmt: skip
def test_ticks_are_round_numbers_around_the_values(found, decimals, ticks):
    assert scale(found, start=0, end=400, decimals=decimals, spacing=80).ticks == pytest.approx(ticks)


def test_it_runs_upwards_too():
    up = scale([0, 100], start=200, end=0, decimals=0)
    assert (up(0), up(25), up(100)) == (200, 150, 0)
    assert up.starts_at_zero


def test_it_needs_room():
    with pytest.raises(ValueError, match="too small"):
        scale([1], start=0, end=39, decimals=0)


@given(values, st.integers(0, 4), st.floats(50, 900))
def test_all_values_fit_between_the_first_and_the_last_tick(found, decimals, room):
    made = scale(found, start=10, end=10 + room, decimals=decimals)
    assert made.ticks[0] <= min(found) * (1 + 1e-6) + 1e-6
    assert max(found) <= made.ticks[-1] * (1 + 1e-6) + 1e-6
    assert made.ticks[0] >= 0
    assert 2 <= len(made.ticks) <= room / 80 + 4
    assert made.tick_decimals <= decimals


@given(st.lists(st.floats(0, 100), min_size=1), st.integers(0, 2), st.floats(50, 900))
def test_percentages_end_at_a_hundred_at_most(found, decimals, room):
    assert scale(found, start=0, end=room, decimals=decimals).ticks[-1] <= 100.0001


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(10, 40)), min_size=1, max_size=8), st.floats(400, 600))
def test_spread_labels_do_not_overlap_and_stay_in_order_and_inside(labels, high):
    wanted, heights = [c for c, _ in labels], [h for _, h in labels]
    placed = spread(wanted, heights, low=0, high=high)
    order = sorted(range(len(labels)), key=lambda i: (wanted[i], i))
    for a, b in itertools.pairwise(order):
        assert placed[b] - placed[a] >= (heights[a] + heights[b]) / 2 - 1e-6
    assert min(p - h / 2 for p, h in zip(placed, heights, strict=True)) >= -1e-6
    if sum(heights) <= high:
        assert max(p + h / 2 for p, h in zip(placed, heights, strict=True)) <= high + 1e-6


def test_labels_with_room_stay_where_they_are_and_a_crowd_moves_evenly():
    assert spread([50, 100], [20, 20], low=0, high=200) == [50, 100]
    assert spread([100, 100], [20, 20], low=0, high=200) == [90, 110]
    assert spread([195, 190], [20, 20], low=0, high=200) == [190, 170]


@given(st.text(alphabet="abcW 1é", max_size=60), st.floats(40, 300))
def test_wrapped_lines_fit_and_lose_no_whole_word(content, width):
    lines = wrap(content, 15, width)
    assert all(text_width(line, 15) <= width for line in lines)
    if "…" not in "".join(lines):
        assert " ".join(lines).split() == content.split()
