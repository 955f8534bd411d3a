"""Where areas stand, as the API says it: what the pages say, filtered, as JSON and as CSV."""

from typing import Any

import pytest

from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.selectors import live_benchmark
from kernel.periods import Period
from tests.integration.api.conftest import Caller, problem_of, sign


def test_a_standing_in_full(api: Caller, run: Run) -> None:
    (row,) = api.rows(
        "standings/", {"area": "applefordshire", "indicator": "re-referrals", "time_period_to": 2024}
    )
    assert row == {
        "time_period": "2024", "time_identifier": "Reporting year", "area": "applefordshire",
        "indicator": "re-referrals", "neighbours_average": 21.1, "neighbours_counted": 4, "neighbours_expected": 6,
        "rank": 4, "authorities": 10, "lowest": 12.1, "lower_quartile": 17.0, "median": 20.0,
        "upper_quartile": 23.6, "highest": 30.0,
    }  # fmt: skip


def test_all_of_them_in_order_live_and_frozen(api: Caller, run: Run) -> None:
    live, frozen = api.rows("standings/"), api.rows(f"benchmarks/{run.pk}/standings/")
    assert live == frozen
    assert [(row["indicator"], int(row["time_period"]), row["area"]) for row in live] == [
        (s.indicator, s.year, s.place) for s in live_benchmark().standings
    ]
    assert api.csv_rows("standings/") == api.csv_rows(f"benchmarks/{run.pk}/standings/")
    assert list(api.csv_rows("standings/")[0]) == list(live[0])


def test_a_hidden_value_has_no_row(api: Caller, run: Run) -> None:
    rows = api.rows("standings/", {"indicator": "re-referrals", "time_period_from": 2025})
    assert [row["area"] for row in rows] == ["applefordshire"]
    hidden = [
        row
        for row in api.rows("figures/", {"indicator": "re-referrals"})
        if row["symbol"] == "c" and row["area"]
    ]
    assert {row["area"] for row in hidden} == {"berrydale", "cobblewick"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"area": "berrydale"}, {"berrydale"}),
        ({"area": ["berrydale", "cobblewick"]}, {"berrydale", "cobblewick"}),
        ({"time_period_to": 2023}, set()),
        ({"indicator": "icpc-rate"}, set()),
    ],
)
def test_filters(api: Caller, run: Run, query: dict[str, Any], expected: set[str]) -> None:
    for path in ("standings/", f"benchmarks/{run.pk}/standings/"):
        assert {row["area"] for row in api.rows(path, query)} == expected


@pytest.mark.parametrize(
    "query", [{"area": "nowhere"}, {"indicator": "x"}, {"year": "2025"}, {"time_period_from": "x"}]
)
def test_what_is_not_understood_is_refused(api: Caller, run: Run, query: dict[str, str]) -> None:
    problem_of(api.get("standings/", query), 400)


def test_frozen_standings_never_change(api: Caller, run: Run) -> None:
    path = f"benchmarks/{run.pk}/standings/"
    before = api.get(path).content
    sign(
        "berrydale",
        Period.reporting_year(2024),
        "re-referrals,2024,99,290,official,,\n",
        reason="Found again.",
    )
    assert api.get("standings/").content != before
    assert api.get(path).content == before
    assert api.get(path)["Cache-Control"] == "private, max-age=86400"
