"""A caller with a key, as an analyst's script is one."""

import csv
import io
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.models import Run
from benchmarking.indicators.actions import project_new_returns
from kernel.periods import Period
from partnerships.actions import issue_api_key
from partnerships.models import Organisation
from tests import worlds
from tests.worlds import World


@dataclass(frozen=True)
class Caller:
    key: str

    def get(self, path: str, query: Any = None, **headers: str) -> Any:
        """A response of /api/v1/<path>. Header names with underscores: if_none_match."""
        sent = {"authorization": f"Api-Key {self.key}"} | headers
        client = Client(raise_request_exception=False)
        return client.get(
            f"/api/v1/{path}", query, headers={name: value for name, value in sent.items() if value}
        )

    def rows(self, path: str, query: Any = None) -> list[dict[str, Any]]:
        response = self.get(path, {"limit": 1000, **(query or {})})
        assert response.status_code == 200, response.content
        found: list[dict[str, Any]] = response.json()["results"]
        return found

    def csv_rows(self, path: str, query: Any = None) -> list[dict[str, str]]:
        response = self.get(path, {"format": "csv", **(query or {})})
        assert response.status_code == 200, response.content
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        return list(csv.DictReader(io.StringIO(response.content.decode())))


def sign(slug: str, period: Period, table: str, reason: str = "") -> None:
    """Enter figures, sign them, and bring them into the region, which a commit would do."""
    worlds.enter(slug, table)
    worlds.sign(slug, period, reason)
    project_new_returns()


@pytest.fixture
def organisation(region: World) -> Organisation:
    return Organisation.objects.get(slug="threeshires-police")


@pytest.fixture
def api(organisation: Organisation) -> Caller:
    return Caller(issue_api_key(name="test", organisation=organisation, days=30, by=None))


@pytest.fixture
def run(region: World) -> Run:
    """A run of which an issue is published, so that the API tells of it."""
    found = run_benchmark(year=2025, by=None)
    worlds.publish(found)
    return found


def problem_of(response: Any, status: int) -> dict[str, Any]:
    """The problem an answer is, after looking at its shape."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert list(problem) == ["type", "title", "status", "detail", "instance", "errors"]
    assert problem["status"] == status
    assert problem["detail"]
    return problem
