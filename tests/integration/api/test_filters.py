"""What may stand behind the question mark, and what is said of everything else."""

from typing import Any

import pytest

from benchmarking.benchmarks.models import Run
from tests.integration.api.conftest import Caller, problem_of

KEPT = [
    ({"indicator": "re-referrals"}, lambda row: row["indicator"] == "re-referrals"),
    ({"indicator": ["re-referrals", "referrals-rate"]}, lambda row: row["indicator"] != "strategy-discussions"),
    ({"area": "berrydale"}, lambda row: row["area"] == "berrydale"),
    ({"area": ["berrydale", "cobblewick"]}, lambda row: row["area"] in ("berrydale", "cobblewick")),
    ({"geographic_level": "National"}, lambda row: row["geographic_level"] == "National"),
    ({"geographic_level": ["Regional", "Pooled areas"]}, lambda row: row["geographic_level"] in ("Regional", "Pooled areas")),
    ({"time_period": "2024"}, lambda row: row["time_period"] == "2024"),
    ({"time_period": "2019-11-01/2020-12-31"}, lambda row: row["time_identifier"] == "Other period"),
    ({"time_period_from": 2024}, lambda row: row["time_period"] in ("2024", "2025")),
    ({"time_period_to": 2023}, lambda row: row["time_period"] in ("2019-11-01/2020-12-31", "2023")),
    ({"time_period_from": 2021, "time_period_to": 2021}, lambda row: row["time_identifier"] == "Other period"),
    ({"time_identifier": "Other period"}, lambda row: row["time_identifier"] == "Other period"),
    ({"status": "provisional"}, lambda row: row["status"] == "provisional"),
    ({"status": ["provisional", "local"]}, lambda row: row["status"] != "official"),
    (
        {"indicator": "re-referrals", "area": "berrydale", "time_period_from": 2025, "status": "local"},
        lambda row: row["symbol"] == "c" and row["area"] == "berrydale",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "keeps"), KEPT, ids=lambda value: str(value) if isinstance(value, dict) else ""
)
def test_a_filter_keeps_exactly_the_rows_that_fit(api: Caller, query: Any, keeps: Any) -> None:
    everything = api.rows("figures/")
    wanted = [row for row in everything if keeps(row)]
    assert 0 < len(wanted) < len(everything)
    assert api.rows("figures/", query) == wanted


def test_results_take_the_same_filters(api: Caller, run: Run) -> None:
    path = f"benchmarks/{run.pk}/results/"
    everything = api.rows(path)
    wanted = [row for row in everything if row["area"] == "berrydale" and row["time_period"] == "2023"]
    assert wanted
    assert api.rows(path, {"area": "berrydale", "time_period": "2023"}) == wanted


def test_filters_that_fit_nothing_give_an_empty_list(api: Caller) -> None:
    assert api.rows("figures/", {"time_period_from": 2025, "time_period_to": 2020}) == []
    assert api.csv_rows("figures/", {"time_period": "1999"}) == []


WRONG = [
    ("figures/", "indicator", "referals", "re-referrals"),
    ("figures/", "area", "bristol", "applefordshire, berrydale, cobblewick"),
    ("figures/", "geographic_level", "Local", "Local authority, Pooled areas, Regional, National"),
    ("figures/", "time_period", "24", "Write a year"),
    ("figures/", "time_period", "2024-02-30/2024-03-01", "Write a year"),
    ("figures/", "time_period_from", "x", "whole number"),
    ("figures/", "time_period_from", "", "whole number"),
    ("figures/", "time_period_to", "99999", "2099"),
    ("figures/", "time_identifier", "Year", "Reporting year, Other period"),
    ("figures/", "status", "final", "official, provisional, local"),
    ("figures/", "status", "", "official, provisional, local"),
    ("figures/", "limit", "0", "1 to 1,000"),
    ("figures/", "limit", "1001", "1 to 1,000"),
    ("figures/", "limit", "-1", "1 to 1,000"),
    ("figures/", "limit", "ten", "1 to 1,000"),
    ("figures/", "limit", "١", "1 to 1,000"),
    ("figures/", "offset", "-1", "from 0"),
    ("figures/", "offset", "99999999999", "from 0"),
    ("figures/", "format", "xlsx", "json, csv"),
    ("figures/", "indicatr", "re-referrals", "indicator, area, geographic_level"),
    ("areas/", "slug", "berrydale", "limit, offset, format"),
    ("indicators/", "topic", "Referrals", "limit, offset, format"),
    ("indicators/re-referrals/", "limit", "1", "Allowed: format."),
    ("benchmarks/", "year", "2025", "limit, offset, format"),
    ("", "key", "x", "Allowed: format."),
    ("schema/", "lang", "cy", "Allowed: format."),
]


@pytest.mark.parametrize(("path", "name", "value", "allowed"), WRONG)
def test_whatever_is_wrong_is_named_with_what_is_allowed(
    api: Caller, path: str, name: str, value: str, allowed: str
) -> None:
    problem = problem_of(api.get(path, {name: value}), 400)
    assert [error["parameter"] for error in problem["errors"]] == [name]
    assert allowed in problem["errors"][0]["detail"]
    assert problem["errors"][0]["detail"] in problem["detail"]


def test_all_that_is_wrong_is_said_at_once(api: Caller) -> None:
    problem = problem_of(api.get("figures/", {"indicatr": "x", "area": "y", "status": "z"}), 400)
    assert {error["parameter"] for error in problem["errors"]} == {"indicatr", "area", "status"}


@pytest.mark.parametrize("name", ["time_period_from", "limit", "format"])
def test_what_can_be_said_once_is_not_said_twice(api: Caller, name: str) -> None:
    value = {"time_period_from": ["2023", "2024"], "limit": ["5", "6"], "format": ["json", "json"]}[name]
    problem = problem_of(api.get("figures/", {name: value}), 400)
    assert problem["errors"] == [
        {"parameter": name, "code": "repeated_parameter", "detail": f"“{name}” may be given once."}
    ]
