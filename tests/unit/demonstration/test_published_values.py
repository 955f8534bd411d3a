"""Every percentage and rate that a publisher printed, worked out again from the counts shipped beside it."""

import csv
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarking.indicators.catalogue import catalogue
from kernel.periods import Period
from kernel.rounding import ratio_half_up
from kernel.symbols import Symbol

FOLDER = Path(__file__).parents[3] / "infra" / "demonstration"
AREAS = {"E06000022", "E06000023", "E06000024", "E06000025", "E06000066", "E10000027"}
# Percentages of South West and England that were made before their counts were rounded to 10.
KNOWN_DIFFERENT = 19
# One of them lies further off than rounding to 10 can reach; the cause is not known (see README.md there).
BEYOND_ROUNDING = {("second-child-protection-plans", "2022", "E92000001")}

Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def figures() -> list[Row]:
    return table("figures.csv")


def recomputed(row: Row) -> Decimal:
    each = catalogue().get(row["indicator"])
    return ratio_half_up(
        int(row["numerator"]),
        int(row["denominator"]),
        multiplier=each.multiplier,
        decimals=each.decimals,
    )


def printed(rows: list[Row], *, of_areas: bool) -> Iterator[Row]:
    for row in rows:
        if row["published_value"] and (row["geographic_level"] == "Local authority") == of_areas:
            yield row


def test_every_printed_decimal_of_the_five_areas_is_reached(
    figures: list[Row], record_property: Callable[[str, object], None]
) -> None:
    rows = list(printed(figures, of_areas=True))
    wrong = [row for row in rows if str(recomputed(row)) != row["published_value"]]
    record_property("compared", len(rows))
    assert len(rows) == 561
    assert wrong == []


def test_comparators_differ_only_by_the_rounding_of_their_counts(figures: list[Row]) -> None:
    rows = list(printed(figures, of_areas=False))
    different = [row for row in rows if str(recomputed(row)) != row["published_value"]]
    assert (len(rows), len(different)) == (238, KNOWN_DIFFERENT)
    beyond = set()
    for row in different:
        each = catalogue().get(row["indicator"])
        # A count rounded to 10 was between 5 below and 5 above.
        low, high = (
            ratio_half_up(
                int(row["numerator"]) + step,
                int(row["denominator"]) - step,
                multiplier=each.multiplier,
                decimals=each.decimals,
            )
            for step in (-5, 5)
        )
        if not low <= Decimal(row["published_value"]) <= high:
            beyond.add((row["indicator"], row["period"], row["code"]))
    assert beyond == BEYOND_ROUNDING


def test_no_rate_of_a_comparator_differs(figures: list[Row]) -> None:
    for row in printed(figures, of_areas=False):
        if catalogue().get(row["indicator"]).kind == "rate":
            assert str(recomputed(row)) == row["published_value"], row


def test_the_population_of_a_rate_is_that_of_the_year_before(figures: list[Row]) -> None:
    people = {(row["code"], row["mid_year"]): row["population"] for row in table("population.csv")}
    name = {(row["name"], row["mid_year"]): row["population"] for row in table("population.csv")}
    rates = [row for row in figures if catalogue().get(row["indicator"]).kind == "rate"]
    assert len(rates) == 6 * 91 + 3 * 35
    for row in rates:
        before = str(int(row["period"]) - 1)
        # The looked-after files give Somerset its new code for years before it existed; the estimates do not.
        expected = people.get((row["code"], before)) or name[row["name"], before]
        assert row["denominator"] == expected, row


def test_the_same_years_population_would_not_do(figures: list[Row]) -> None:
    people = {(row["code"], row["mid_year"]): int(row["population"]) for row in table("population.csv")}
    rows = [
        row
        for row in printed(figures, of_areas=True)
        if row["indicator"] == "referrals-rate" and (row["code"], row["period"]) in people
    ]
    changed = [
        row
        for row in rows
        if Decimal(row["published_value"])
        != ratio_half_up(
            int(row["numerator"]), people[row["code"], row["period"]], multiplier=10_000, decimals=1
        )
    ]
    assert len(rows) == len(changed) == 5


def test_each_row_is_whole(figures: list[Row]) -> None:
    keys = [(row["indicator"], row["period"], row["code"]) for row in figures]
    assert len(set(keys)) == len(keys)
    for row in figures:
        each = catalogue().get(row["indicator"])
        assert Period.parse(row["period"]).reporting_year_number in range(2013, 2026)
        assert row["status"] == "official"
        assert bool(row["published_in"]) == bool(row["published_value"])
        if row["symbol"]:
            assert Symbol(row["symbol"]) is Symbol.CONFIDENTIAL
            assert not row["numerator"], row
            assert not row["published_value"], "a hidden count's percentage gives it away"
        else:
            assert int(row["denominator"]) > 0, row
            if row["geographic_level"] == "Local authority":
                assert not each.suppression.hides_official(int(row["numerator"])), row


def test_five_areas_the_region_and_england_have_a_row_for_each_year(figures: list[Row]) -> None:
    years: dict[tuple[str, str], set[str]] = {}
    for row in figures:
        years.setdefault((row["indicator"], row["period"]), set()).add(
            "Somerset" if row["code"] == "E10000027" else row["name"]
        )
    assert len(years) == 12 * 13 + 5 * 8 + 8 * 5
    assert all(len(names) == 7 for names in years.values())
    assert {row["code"] for row in figures if row["geographic_level"] == "Local authority"} == AREAS


def test_north_somersets_own_figures_keep_their_own_period() -> None:
    rows = {row["indicator"]: row for row in table("north_somerset_2019_20.csv")}
    assert len(rows) == 17
    assert {Period.parse(row["period"]).months for row in rows.values()} == {14, 7}
    assert {row["status"] for row in rows.values()} == {"local"}
    assert all(Period.parse(row["period"]).reporting_year_number is None for row in rows.values())
    for slug, row in rows.items():
        assert (row["denominator"] != "") == (slug == "re-referrals")
        assert catalogue().get(slug)
    assert str(recomputed(rows["re-referrals"])) == "21.2"
