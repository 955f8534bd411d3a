"""Every value of the demonstration region: against the published decimals, and against a naive second benchmark."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.management import call_command

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.selectors import Benchmark, frozen_benchmark, live_benchmark
from benchmarking.benchmarks.value import Value
from benchmarking.comparators.models import AuthorityValue
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.models import Figure
from kernel.periods import Period
from kernel.symbols import Symbol
from partnerships.models import AreaCode
from scrutiny.returns.models import Return
from scrutiny.section11.models import DeliveredFile, Delivery
from scrutiny.section11.signed import evidence_of
from tests.oracles import standings as oracle
from tests.oracles.benchmark import Count, comparison, limits_of, pool, value_of


def published_rows() -> list[dict[str, str]]:
    return rows_of("figures.csv")


def rows_of(table: str) -> list[dict[str, str]]:
    with (settings.ROOT / "infra/demonstration" / table).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def benchmark(demonstration: None) -> Benchmark:
    return live_benchmark()


def test_every_published_decimal_is_reached(benchmark: Benchmark) -> None:
    place_of = dict(AreaCode.objects.values_list("code", "area__slug"))
    values = {(v.indicator, v.year, v.place): v for v in benchmark.values}
    compared = 0
    for row in published_rows():
        if not row["published_value"]:
            continue
        value = values[row["indicator"], int(row["period"]), place_of.get(row["code"], row["code"])]
        assert value.value == Decimal(row["published_value"]), row
        compared += 1
    assert compared == 799


def test_every_published_count_is_shown_as_it_is(benchmark: Benchmark) -> None:
    place_of = dict(AreaCode.objects.values_list("code", "area__slug"))
    values = {(v.indicator, v.year, v.place): v for v in benchmark.values}
    rows = published_rows()
    assert len(rows) == 1652
    for row in rows:
        value = values[row["indicator"], int(row["period"]), place_of.get(row["code"], row["code"])]
        assert (str(value.numerator) if value.numerator is not None else "") == row["numerator"], row
        if row["symbol"]:
            assert (value.symbol, value.value, value.lower) == (row["symbol"], None, None), row


def _naive(benchmark: Benchmark) -> Iterator[tuple[Value, Count, Count]]:
    """Each value of an area or of the pool, with its count and the nation's."""
    by_cell = {(v.indicator, v.year, v.place): v for v in benchmark.values}
    figures = {
        (f.indicator, f.year, f.partnership.slug): Count(
            f.partnership.slug, f.numerator, f.denominator, f.status
        )
        for f in Figure.objects.filter(is_current=True, year__isnull=False).select_related("partnership")
    }
    areas = [place.key for place in benchmark.places.areas]
    nation = benchmark.places.national
    assert nation is not None
    for (indicator, year, place), value in by_cell.items():
        published = by_cell[indicator, year, nation.key]
        of_nation = Count(nation.key, published.numerator, published.denominator)
        if place in areas:
            yield value, figures[indicator, year, place], of_nation
        elif place == "pooled":
            parts = [figures[indicator, year, area] for area in areas]
            yield value, pool(parts, catalogue().get(indicator)), of_nation


def test_a_naive_second_benchmark_agrees(benchmark: Benchmark) -> None:
    compared = 0
    for value, count, nation in _naive(benchmark):
        definition = catalogue().get(value.indicator)
        assert (str(value.value) if value.value is not None else None) == value_of(count, definition), value
        limits = limits_of(count, definition)
        assert (value.lower is None) == (limits is None), value
        if limits is not None:
            half_a_step = 0.5 * 10**-definition.decimals + 1e-6
            assert abs(float(value.lower or 0) - limits[0]) <= half_a_step, value
            assert abs(float(value.upper or 0) - limits[1]) <= half_a_step, value
        expected = comparison(count, nation, definition) if value.place != "pooled" else ""
        if value.value is not None:
            assert value.comparison == expected, value
        compared += 1
    assert compared == 1416


def test_no_total_is_shown_over_a_hidden_part(benchmark: Benchmark) -> None:
    hidden = {
        (v.indicator, v.year)
        for v in benchmark.values
        if v.symbol and v.level == "Local authority" and v.numerator is None
    }
    assert len(hidden) > 10
    for value in benchmark.values:
        if value.place == "pooled" and (value.indicator, value.year) in hidden:
            assert (value.numerator, value.value, value.lower) == (None, None, None)


def test_every_value_of_an_area_leads_back_to_its_signed_return(benchmark: Benchmark) -> None:
    returns = {row.pk: row for row in Return.objects.select_related("partnership__area")}
    for value in benchmark.values:
        if value.level != "Local authority":
            continue
        signed = returns[value.return_id]
        assert signed.partnership.slug == value.place
        assert signed.period == Period.reporting_year(value.year)
        figure = next(f for f in signed.figures if f.indicator == value.indicator)
        assert (figure.numerator, figure.denominator) == (value.numerator, value.denominator)


def test_a_frozen_run_holds_the_same_values(demonstration: None) -> None:
    run = run_benchmark(year=2025, by=None)
    assert frozen_benchmark(run) == live_benchmark()
    assert run_benchmark(year=2025, by=None).pk == run.pk


def test_north_somersets_own_period_stays_its_own(benchmark: Benchmark) -> None:
    own = Figure.objects.filter(year__isnull=True)
    assert own.count() == 17
    assert {figure.status for figure in own} == {"local"}
    fourteen = Period.parse("2019-11-01/2020-12-31")
    referrals = own.get(indicator="referrals-rate")
    assert (referrals.period, referrals.numerator, referrals.denominator) == (fourteen, 906, None)
    shown = {value.figure_id for value in benchmark.values}
    assert not shown & {figure.pk for figure in own}


def test_loading_again_changes_nothing(demonstration: None) -> None:
    before = (Return.objects.count(), Figure.objects.count())
    out = io.StringIO()
    call_command("load_demonstration", stdout=out)
    assert out.getvalue() == "The demonstration is loaded already.\n"
    call_command("load_demonstration", again=True, stdout=io.StringIO())
    assert (Return.objects.count(), Figure.objects.count()) == before


def test_every_standing_agrees_with_an_oracle_over_the_shipped_tables(benchmark: Benchmark) -> None:
    """From the tables alone: others as printed, the region's own as the benchmark shows them."""
    own = {place.key: place.dfe_code for place in benchmark.places.areas}
    shown = {(v.indicator, v.year, own[v.place]): v.value for v in benchmark.values if v.place in own}
    lists: dict[str, list[str]] = defaultdict(list)
    for row in rows_of("neighbours.csv"):
        lists[row["dfe_code"]].append(row["neighbour_dfe_code"])
    values: dict[tuple[str, int], dict[str, Decimal | None]] = defaultdict(dict)
    for row in rows_of("authorities.csv"):
        for indicator in catalogue().slugs:
            if indicator in row:
                code, year = row["dfe_code"], int(row["year"])
                printed = None if row[indicator] in set(Symbol) else Decimal(row[indicator])
                mine = shown.get((indicator, year, code)) if code in own.values() else printed
                values[indicator, year][code] = mine
    assert len(benchmark.standings) == 154
    for standing in benchmark.standings:
        definition, code = catalogue().get(standing.indicator), own[standing.place]
        everyone = values[standing.indicator, standing.year]
        assert standing.rank == oracle.place(everyone, code, definition.polarity), standing
        assert standing.authorities == sum(value is not None for value in everyone.values())
        quarters = [
            standing.lowest, standing.lower_quartile, standing.median, standing.upper_quartile, standing.highest
        ]  # fmt: skip
        assert quarters == oracle.spread(everyone, definition.decimals), standing
        average = oracle.neighbours(everyone, lists[code], definition.decimals)
        assert (standing.neighbours, standing.neighbours_counted) == average, standing
        assert standing.neighbours_expected == 10


def test_a_hidden_percentage_is_in_no_standing(benchmark: Benchmark) -> None:
    """North Somerset's conferences within 15 days in 2024 are hidden; South Gloucestershire is its neighbour."""
    hidden = next(
        v for v in benchmark.series("icpc-within-15-days", "north-somerset") if v.year == 2024
    )  # fmt: skip
    assert (hidden.symbol, hidden.value) == ("c", None)
    assert benchmark.standing("icpc-within-15-days", "north-somerset", 2024) is None
    neighbour = benchmark.standing("icpc-within-15-days", "south-gloucestershire", 2024)
    assert neighbour is not None
    # North Somerset is left out, and one other for whom nothing was published.
    assert (neighbour.neighbours_counted, neighbour.neighbours_expected) == (8, 10)
    for value in benchmark.values:
        if value.level == "Local authority" and value.value is None:
            assert benchmark.standing(value.indicator, value.place, value.year) is None
    assert not AuthorityValue.objects.filter(
        authority__in=[p.dfe_code for p in benchmark.places.areas]
    ).exists()


def test_each_agency_that_signed_names_evidence_that_says_it_is_made_up(demonstration: None) -> None:
    delivered = DeliveredFile.objects.all()
    assert delivered.count() == Delivery.objects.values("organisation").distinct().count() > 0
    assert all(b"made up" in bytes(each.content).lower() for each in delivered)
    assert Delivery.objects.filter(evidence__isnull=True).count() == 0


def test_an_action_under_way_was_signed_with_its_evidence(demonstration: None) -> None:
    actions = [
        action
        for row in Delivery.objects.all()
        for answer in json.loads(row.canonical)["answers"]
        for action in answer["actions"]
    ]
    under_way = [each for each in actions if each["state"] == "under_way"]
    assert 0 < len(under_way) < len(actions)
    assert all(evidence_of(each) for each in under_way)
