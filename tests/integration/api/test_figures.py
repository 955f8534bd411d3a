"""Figures of today: the values of the pages, protected in the same way."""

import csv
import io
from typing import Any
from uuid import UUID

import pytest
from django.urls import resolve

from benchmarking.benchmarks.selectors import live_benchmark
from benchmarking.benchmarks.tidy import COLUMNS, csv_text, tidy_rows
from kernel.periods import Period
from tests.integration.api.conftest import Caller, sign
from tests.oracles.intervals import wilson
from tests.worlds import World


@pytest.fixture
def rows(api: Caller) -> list[dict[str, Any]]:
    return api.rows("figures/")


def one(rows: list[dict[str, Any]], **wanted: Any) -> dict[str, Any]:
    found = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    assert len(found) == 1
    return found[0]


def test_a_value_with_all_that_belongs_to_it(rows: list[dict[str, Any]], region: World) -> None:
    row = one(rows, area="applefordshire", indicator="re-referrals", time_period="2024")
    lower, upper = wilson(84, 420, 0.95)
    source = region.standing("applefordshire", 2024)
    figure = row.pop("figure_id")
    assert resolve(row["url"].removeprefix("http://testserver")).kwargs == {"pk": UUID(figure)}
    assert row.pop("url").endswith(f"/figures/{figure}/")
    assert row == {
        "time_period": "2024",
        "time_identifier": "Reporting year",
        "geographic_level": "Local authority",
        "country_code": "E92000999",
        "country_name": "Albionia",
        "region_code": "E12000999",
        "region_name": "The Imaginary Midlands",
        "old_la_code": "991",
        "new_la_code": "E06000991",
        "la_name": "Applefordshire",
        "indicator": "re-referrals",
        "numerator": 84,
        "denominator": 420,
        "value": 20.0,
        "lower_95": round(100 * lower, 1),
        "upper_95": round(100 * upper, 1),
        "symbol": None,
        "status": "official",
        "return_id": str(source.pk),
        "area": "applefordshire",
    }


def test_a_small_local_count_is_hidden_with_all_that_would_give_it_away(api: Caller) -> None:
    rows = api.rows("figures/", {"indicator": "re-referrals", "time_period": "2025"})
    hidden = one(rows, area="berrydale")
    assert (hidden["symbol"], hidden["status"], hidden["denominator"]) == ("c", "local", 60)
    assert [hidden[name] for name in ("numerator", "value", "lower_95", "upper_95")] == [None] * 4
    pooled = one(rows, geographic_level="Pooled areas")
    assert (pooled["symbol"], pooled["numerator"], pooled["denominator"], pooled["value"]) == (
        "x",
        None,
        None,
        None,
    )


def test_what_a_publisher_hid_stays_hidden(rows: list[dict[str, Any]]) -> None:
    row = one(rows, area="cobblewick", indicator="re-referrals", time_period="2025")
    assert (row["symbol"], row["numerator"], row["value"]) == ("c", None, None)


def test_a_corrected_figure_replaces_the_first_one(rows: list[dict[str, Any]]) -> None:
    assert one(rows, area="applefordshire", indicator="re-referrals", time_period="2024")["numerator"] == 84
    assert not [row for row in rows if row["numerator"] == 90]


def test_wider_places_stand_beside_the_areas(rows: list[dict[str, Any]]) -> None:
    national = one(rows, geographic_level="National", indicator="re-referrals", time_period="2024")
    regional = one(rows, geographic_level="Regional", indicator="re-referrals", time_period="2024")
    pooled = one(rows, geographic_level="Pooled areas", indicator="re-referrals", time_period="2023")
    assert (national["value"], national["country_name"], national["region_name"]) == (22.5, "Albionia", None)
    assert (regional["value"], regional["region_code"]) == (22.0, "E12000999")
    assert (pooled["numerator"], pooled["denominator"]) == (80 + 66 + 180, 400 + 300 + 900)
    assert (pooled["la_name"], pooled["new_la_code"]) == ("Threeshires, 3 areas pooled", None)
    assert [row["figure_id"] or row["url"] or row["return_id"] for row in (national, regional, pooled)] == [
        None
    ] * 3


def test_a_figure_of_fourteen_months_says_so(rows: list[dict[str, Any]]) -> None:
    row = one(rows, time_identifier="Other period")
    assert (row["time_period"], row["indicator"], row["area"]) == (
        "2019-11-01/2020-12-31", "strategy-discussions", "cobblewick",
    )  # fmt: skip
    assert (row["numerator"], row["value"], row["lower_95"]) == (425, 425, None)
    assert row["figure_id"]


def test_a_small_count_of_another_period_is_hidden_too(api: Caller) -> None:
    period = Period.parse("2021-01-01/2021-06-30")
    sign(
        "berrydale", period, f"re-referrals,{period},4,40,local,,\nstrategy-discussions,{period},3,,local,,\n"
    )
    rows = api.rows("figures/", {"time_period": str(period)})
    assert [(row["symbol"], row["numerator"], row["value"]) for row in rows] == [("c", None, None)] * 2
    assert "Other period" in {row["time_identifier"] for row in rows}


def test_an_indicator_without_a_yearly_series_is_shown_for_a_year_too(api: Caller) -> None:
    sign("berrydale", Period.reporting_year(2022), "strategy-discussions,2022,77,,local,,\n")
    row = one(api.rows("figures/", {"time_period": "2022"}), area="berrydale")
    assert (row["numerator"], row["time_identifier"]) == (77, "Reporting year")


def test_the_order_is_that_of_the_report(api: Caller) -> None:
    ours = api.csv_rows("figures/", {"time_identifier": "Reporting year"})
    theirs = list(csv.DictReader(io.StringIO(csv_text(tidy_rows(live_benchmark())))))
    assert [{name: row[name] for name in COLUMNS} for row in ours] == theirs


def test_nothing_is_read_twice_differently(api: Caller) -> None:
    assert api.get("figures/").content == api.get("figures/").content
