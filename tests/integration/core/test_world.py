"""The made-up region runs through the whole house: no area is named in code."""

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.selectors import frozen_benchmark, live_benchmark
from kernel.symbols import Symbol
from tests.worlds import World


def test_values_follow_from_the_signed_counts(region: World) -> None:
    benchmark = live_benchmark()
    by_place = {value.place: value for value in benchmark.of("re-referrals", 2024)}
    assert str(by_place["applefordshire"].value) == "20.0"
    assert str(by_place["berrydale"].value) == "20.0"
    assert by_place["cobblewick"].symbol == Symbol.NOT_AVAILABLE


def test_a_small_local_count_is_hidden_with_all_that_follows_from_it(region: World) -> None:
    by_place = {value.place: value for value in live_benchmark().of("re-referrals", 2025)}
    hidden = by_place["berrydale"]
    assert (hidden.numerator, hidden.value, hidden.lower, hidden.upper) == (None, None, None, None)
    assert hidden.symbol == Symbol.CONFIDENTIAL
    assert hidden.comparison == ""
    assert by_place["pooled"].value is None
    assert by_place["pooled"].numerator is None


def test_pooled_counts_are_added_then_divided(region: World) -> None:
    pooled = next(v for v in live_benchmark().of("re-referrals", 2023) if v.place == "pooled")
    assert (pooled.numerator, pooled.denominator) == (80 + 66 + 180, 400 + 300 + 900)
    assert str(pooled.value) == "20.4"


def test_the_same_inputs_are_the_same_run(region: World) -> None:
    first = run_benchmark(year=2025, by=None)
    again = run_benchmark(year=None, by=region.person("coordinator"))
    assert first.pk == again.pk
    assert frozen_benchmark(first).values == live_benchmark().values
