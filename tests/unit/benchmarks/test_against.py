"""Areas beside each kind of comparator, held against naive second implementations."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.benchmarks.against import Contrast, contrasts, false_flags, target_of
from benchmarking.benchmarks.choice import Against
from benchmarking.benchmarks.places import Level
from benchmarking.benchmarks.value import Value
from kernel.symbols import Symbol
from tests.oracles.differences import score_of_proportions, score_of_rates, two_sided
from tests.oracles.intervals import rate_limits, wilson
from tests.unit.benchmarks.made import PLACES, RATE, SHARE, standing, value

COUNTS = st.tuples(st.integers(1, 300), st.integers(0, 500)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def held(
    areas: list[Value], against: str, comparator: Value | None = None, **more: object
) -> dict[str, Contrast]:
    target = target_of(against, PLACES)
    assert target is not None
    return contrasts(areas, target, SHARE, comparator=comparator, **more)  # type: ignore[arg-type]


@given(COUNTS, COUNTS)
def test_beside_a_region_the_interval_decides(area: tuple[int, int], wider: tuple[int, int]) -> None:
    found = held([value("apple", *area)], Against.REGION, value("E12000999", *wider))["apple"]
    of_region = wider[0] / wider[1]
    sides = []
    for level in (0.95, 0.998):
        lower, upper = wilson(*area, level)
        near = min(abs(lower - of_region), abs(upper - of_region)) < 1e-9
        sides.append(None if near else (lower > of_region) - (upper < of_region))
    if None not in sides:
        assert found.comparison == ("lower", "similar", "higher")[sides[0] + 1]
        assert found.strong == (sides[1] != 0)
        assert found.verdict == {"lower": "better", "higher": "worse"}.get(found.comparison, "")


@given(COUNTS, COUNTS)
def test_one_area_against_another_is_a_test_of_the_difference(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    found = held([value("apple", *first)], "berry", value("berry", *second))["apple"]
    p = two_sided(score_of_proportions(*first, *second, 0.0))
    if min(abs(p - 0.05), abs(p - 0.002)) > 1e-6:
        higher = first[0] / first[1] > second[0] / second[1]
        assert found.comparison == ("similar" if p > 0.05 else "higher" if higher else "lower")
        assert found.strong == (p < 0.002)
    assert found.difference is not None
    assert abs(float(found.difference) - 100 * (first[0] / first[1] - second[0] / second[1])) <= 0.0501


@given(st.integers(0, 60), st.integers(0, 60))
def test_two_rates_too_and_without_a_verdict(first: int, second: int) -> None:
    target = target_of("berry", PLACES)
    assert target is not None
    areas = [value("apple", first, 20_000, indicator="referrals-rate")]
    other = value("berry", second, 30_000, indicator="referrals-rate")
    found = contrasts(areas, target, RATE, comparator=other)["apple"]
    p = two_sided(score_of_rates(first, 20_000, second, 30_000, 0.0))
    if abs(p - 0.05) > 1e-6:
        assert (found.comparison == "similar") == (p > 0.05)
    assert found.verdict == ""


def test_overlapping_intervals_can_still_differ() -> None:
    """The reason for the test: 50 of 200 and 72 of 200 overlap, and yet the difference is not chance at 5 %."""
    low, high = (50, 200), (72, 200)
    assert wilson(*low, 0.95)[1] > wilson(*high, 0.95)[0]
    found = held([value("apple", *high)], "berry", value("berry", *low))["apple"]
    assert found.comparison == "higher"
    assert found.verdict == "worse"


def test_an_area_is_not_compared_with_itself() -> None:
    own = value("berry", 50, 200)
    assert held([own], "berry", own)["berry"].comparison == ""


def test_beside_the_pool_nothing_is_better_or_worse() -> None:
    areas = [value("apple", 10, 200), value("berry", 120, 200)]
    found = held(areas, Against.POOLED, value("pooled", 130, 400))
    assert [(each.comparison, each.verdict) for each in found.values()] == [("lower", ""), ("higher", "")]
    assert found["apple"].share == 0.5


def test_the_average_of_the_neighbours_is_taken_as_it_is_printed() -> None:
    area = value("apple", 45, 450)
    lower, upper = (100 * limit for limit in wilson(45, 450, 0.95))
    for average, comparison, verdict in (
        (f"{lower - 0.1:.1f}", "higher", "worse"),
        ("10.0", "similar", ""),
        (f"{upper + 0.1:.1f}", "lower", "better"),
    ):
        found = held([area], Against.NEIGHBOURS, standings={"apple": standing("apple", average)})["apple"]
        assert (found.comparison, found.verdict, found.comparator) == (comparison, verdict, Decimal(average))


@pytest.mark.parametrize("against", [*Against, "damson"])
@pytest.mark.parametrize("symbol", list(Symbol))
def test_what_carries_a_symbol_is_compared_with_nothing(against: str, symbol: Symbol) -> None:
    """Whatever a row may still hold beside its symbol: counts, or a word from before it was hidden."""
    hidden = value("apple", 3, 60, symbol=symbol, comparison="lower")
    comparator = value("damson", 300, 900) if against == "damson" else value("E92000999", 300, 900)
    standings = {"apple": standing("apple", "33.3")}
    found = held([hidden], against, comparator, standings=standings)["apple"]
    assert (found.comparison, found.verdict, found.strong, found.difference) == ("", "", False, None)
    assert false_flags([found]) == (0, 0.0, 0.0)


@pytest.mark.parametrize("against", [*Against, "damson"])
def test_nothing_is_compared_with_what_is_hidden(against: str) -> None:
    hidden = value("damson", 3, 900, symbol=Symbol.CONFIDENTIAL)
    found = held([value("apple", 300, 600, comparison="higher")], against, hidden)["apple"]
    assert (found.comparison, found.comparator) == ("", None)


def test_where_nothing_is_known_of_neighbours_nothing_is_said_of_them() -> None:
    found = held([value("apple", 45, 450)], Against.NEIGHBOURS, standings={"apple": standing("apple", None)})
    assert found["apple"] == Contrast(None)
    assert held([value("apple", 45, 450)], Against.NEIGHBOURS)["apple"] == Contrast(None)


def test_false_flags_count_what_is_compared_and_know_the_pool() -> None:
    made = [Contrast(Decimal(1), "similar")] * 40
    number, inner, outer = false_flags([*made, Contrast(None)])
    assert number == 40
    assert inner == pytest.approx(2.0)
    assert outer == pytest.approx(0.08)
    pooled = [Contrast(Decimal(1), "similar", share=0.2)] * 2500
    assert false_flags(pooled)[1] == pytest.approx(71, abs=1)  # the example beside expected_false_flags


def test_rates_of_few_take_the_exact_interval() -> None:
    target = target_of(Against.REGION, PLACES)
    assert target is not None
    lower, upper = rate_limits(4, 0.95)
    for events, comparison in ((upper * 1.01, "lower"), (upper * 0.99, "similar"), (lower * 0.99, "higher")):
        region = value("E12000999", round(events * 1000), 10_000_000, indicator="referrals-rate")
        areas = [value("apple", 4, 10_000, indicator="referrals-rate", level=Level.AREA)]
        assert contrasts(areas, target, RATE, comparator=region)["apple"].comparison == comparison
