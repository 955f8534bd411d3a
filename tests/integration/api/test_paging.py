"""Pages: every row once, in one order."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from benchmarking.benchmarks.models import Run
from tests.integration.api.conftest import Caller

LISTS = ["areas/", "indicators/", "figures/", "standings/", "benchmarks/", "results"]


@pytest.mark.parametrize("path", LISTS)
def test_following_next_gives_every_row_once(api: Caller, run: Run, path: str) -> None:
    path = path.replace("results", f"benchmarks/{run.pk}/results/")
    everything, rows = api.rows(path), []
    size = max(1, len(everything) // 3)
    page = api.get(path, {"limit": size}).json()
    assert page["previous"] is None
    while True:
        rows += page["results"]
        assert page["count"] == len(everything)
        if page["next"] is None:
            break
        page = _follow(api, page["next"])
    assert rows == everything


def test_previous_leads_back(api: Caller) -> None:
    first = api.get("figures/", {"limit": 2, "area": "berrydale"}).json()
    second = _follow(api, first["next"])
    assert second["results"] != first["results"]
    assert _follow(api, second["previous"])["results"] == first["results"]


def test_a_page_holds_a_hundred_rows_and_csv_everything(api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.v1.paging.Pages.default_limit", 7)
    everything = api.rows("figures/")
    assert len(everything) > 20
    assert len(api.get("figures/").json()["results"]) == 7
    assert len(api.csv_rows("figures/")) == len(everything)
    assert len(api.csv_rows("figures/", {"offset": 5})) == len(everything) - 5
    assert len(api.csv_rows("figures/", {"limit": 5})) == 5


def test_the_limits_are_those_of_the_documentation() -> None:
    from api.v1.paging import Pages

    assert (Pages.default_limit, Pages.max_limit) == (100, 1000)


def test_beyond_the_end_there_is_nothing(api: Caller) -> None:
    page = api.get("figures/", {"offset": 100_000}).json()
    assert page["results"] == []
    assert page["next"] is None
    assert page["count"] > 0


def _follow(api: Caller, address: str) -> Any:
    parts = urlsplit(address)
    assert parts.netloc == "testserver"
    return api.get(f"{parts.path.removeprefix('/api/v1/')}?{parts.query}").json()
