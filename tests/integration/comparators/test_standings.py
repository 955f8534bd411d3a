"""Where the made-up areas stand: live, frozen, and whatever a hidden value could give away."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.models import StandingResult
from benchmarking.benchmarks.selectors import Benchmark, frozen_benchmark, live_benchmark
from benchmarking.benchmarks.standing import Standing
from benchmarking.comparators.actions import load_authority_values, load_neighbours
from benchmarking.comparators.models import AuthorityValue, Neighbour
from benchmarking.indicators.actions import project_new_returns
from kernel.write_once import WrittenOnce
from tests import worlds
from tests.worlds import World


@pytest.fixture
def benchmark(region: World) -> Benchmark:
    project_new_returns()
    return live_benchmark()


def published(indicator: str, year: int, code: str, value: str) -> AuthorityValue:
    return AuthorityValue(
        authority_id=code, indicator=indicator, year=year, value=Decimal(value), source="made up"
    )


def test_an_area_by_hand(benchmark: Benchmark) -> None:
    """Applefordshire 2024: 84 of 420 are 20.0. Others: 12.1 14.6 16.0 x 20.0 22.5 24.0 26.2 30.0, and Berrydale 20.0.

    Of its six neighbours 903 has 16.0, 901 12.1, 908 26.2 and 909 30.0; 904 has no value, nor has Cobblewick.
    """
    assert benchmark.standing("re-referrals", "applefordshire", 2024) == Standing(
        indicator="re-referrals", year=2024, place="applefordshire", neighbours=Decimal("21.1"),
        neighbours_counted=4, neighbours_expected=6, rank=4, authorities=10, lowest=Decimal("12.1"),
        lower_quartile=Decimal("17.0"), median=Decimal("20.0"), upper_quartile=Decimal("23.6"),
        highest=Decimal("30.0"),
    )  # fmt: skip


def test_a_hidden_value_has_no_standing_and_is_in_nobodys(benchmark: Benchmark) -> None:
    """Berrydale's 3 of 60 are too few to show, Cobblewick's are c, in 2025: Applefordshire alone is compared."""
    assert [s.place for s in benchmark.standings if (s.indicator, s.year) == ("re-referrals", 2025)] == [
        "applefordshire"
    ]
    appleford = benchmark.standing("re-referrals", "applefordshire", 2025)
    assert appleford is not None
    assert appleford.authorities == 10
    # The 45 of 450 are 10.0, as much as the best other authority; Cobblewick is among its neighbours and not counted.
    assert (appleford.rank, appleford.neighbours_counted, appleford.neighbours_expected) == (1, 5, 6)
    assert {s.place for s in benchmark.standings if s.indicator == "referrals-rate"} == {
        "applefordshire", "berrydale", "cobblewick"
    }  # fmt: skip


def test_what_a_publisher_printed_for_our_own_areas_is_neither_kept_nor_used(benchmark: Benchmark) -> None:
    printed = [
        published("re-referrals", 2025, "992", "5.0"),
        published("re-referrals", 2025, "993", "99.0"),
        published("re-referrals", 2024, "991", "1.0"),
    ]
    assert load_authority_values(values=printed, by=None) == 0
    AuthorityValue.objects.bulk_create(printed)  # as if they had come before the areas joined the region
    assert live_benchmark().standings == benchmark.standings
    assert load_authority_values(values=[], by=None) == 0
    assert not AuthorityValue.objects.filter(authority__in=["991", "992", "993"]).exists()


def test_a_run_keeps_its_standings_whatever_comes_after(region: World) -> None:
    run = run_benchmark(year=2025, by=None)
    live = live_benchmark()
    assert frozen_benchmark(run) == live
    assert live.standings
    load_authority_values(values=[published("re-referrals", 2025, "901", "1.0")], by=None)
    assert live_benchmark().standings != live.standings
    assert frozen_benchmark(run).standings == live.standings
    with pytest.raises(WrittenOnce):
        StandingResult.objects.filter(run=run).update(rank=1)
    with pytest.raises(WrittenOnce):
        run.standings.all()[0].save()


def test_other_authorities_or_neighbours_make_another_run(region: World) -> None:
    run = run_benchmark(year=2025, by=None)
    assert run.based_on["calculation"].endswith("/2")
    assert run_benchmark(year=2025, by=None) == run
    worlds._load_authorities()  # loading the same again changes nothing
    assert run_benchmark(year=2025, by=None) == run
    load_authority_values(values=[published("re-referrals", 2025, "901", "10.1")], by=None)
    second = run_benchmark(year=2025, by=None)
    fellow = Neighbour(
        dfe_code="991", edition=2026, rank=1, neighbour_id="902", closeness="Close", source="made up"
    )
    load_neighbours(neighbours=[fellow], by=None)
    third = run_benchmark(year=2025, by=None)
    assert len({run.pk, second.pk, third.pk}) == 3
    assert run.based_on["authority_values"] != second.based_on["authority_values"]
    assert second.based_on["neighbours"] != third.based_on["neighbours"]
    newest = frozen_benchmark(third).standing("re-referrals", "applefordshire", 2025)
    assert newest is not None
    assert (newest.neighbours, newest.neighbours_expected) == (Decimal("14.5"), 1)


def test_values_of_later_years_do_not_make_another_run_for_an_earlier_one(region: World) -> None:
    load_authority_values(values=[published("re-referrals", 2026, "901", "10.1")], by=None)
    before = run_benchmark(year=2025, by=None)
    load_authority_values(values=[published("re-referrals", 2026, "901", "10.2")], by=None)
    assert run_benchmark(year=2025, by=None) == before


def test_a_benchmark_costs_ten_queries_and_a_frozen_one_two(region: World) -> None:
    run = run_benchmark(year=2025, by=None)
    for read, most in ((live_benchmark, 10), (lambda: frozen_benchmark(run), 2)):
        with CaptureQueriesContext(connection) as captured:
            read()
        assert len(captured) == most, [query["sql"] for query in captured]
