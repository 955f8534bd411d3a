"""Areas, indicators, benchmarks and the entrance."""

import hashlib
from typing import Any

import pytest
from django.test import Client

from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.selectors import frozen_benchmark
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition
from kernel.canonical import canonical_json
from kernel.periods import Period
from tests.integration.api.conftest import Caller, sign


def test_areas_with_the_days_on_which_their_codes_were_valid(api: Caller) -> None:
    first, second, third = api.rows("areas/")
    assert first == {
        "slug": "applefordshire",
        "name": "Applefordshire",
        "short_name": "Appleford",
        "dfe_code": "991",
        "ons_codes": [
            {"code": "E10000991", "valid_from": None, "valid_to": "2021-03-31"},
            {"code": "E06000991", "valid_from": "2021-04-01", "valid_to": None},
        ],
        "partnership": {
            "slug": "applefordshire",
            "name": "Applefordshire Children's Safeguarding Partnership",
            "short_name": "ACSP",
        },
    }
    assert [second["slug"], third["slug"]] == ["berrydale", "cobblewick"]


def test_every_definition_in_full(api: Caller) -> None:
    items = api.rows("indicators/")
    assert [item["slug"] for item in items] == list(catalogue().slugs)
    for item, definition in zip(items, catalogue(), strict=True):
        expected = definition.model_dump(mode="json", exclude={"order"}) | {
            "fingerprint": definition.fingerprint
        }
        assert item == expected
    assert set(items[0]) == set(Definition.model_fields) - {"order"} | {"fingerprint"}


def test_the_fingerprint_can_be_worked_out_from_the_answer(api: Caller) -> None:
    item = api.get("indicators/re-referrals/").json()
    fingerprint = item.pop("fingerprint")
    assert hashlib.sha256(canonical_json(item).encode()).hexdigest() == fingerprint


def test_one_definition(api: Caller) -> None:
    assert api.get("indicators/referrals-rate/").json() in api.rows("indicators/")


def test_a_run_says_what_it_stands_on(api: Caller, run: Run) -> None:
    (item,) = api.rows("benchmarks/")
    assert item["id"] == str(run.pk)
    assert (item["year"], item["inputs_sha256"]) == (2025, run.inputs_sha256)
    assert item["results"] == f"http://testserver/api/v1/benchmarks/{run.pk}/results/"
    assert item["standings"] == f"http://testserver/api/v1/benchmarks/{run.pk}/standings/"
    inputs = item["inputs"]
    assert {(each["id"], each["sha256"]) for each in inputs["returns"]} == {
        tuple(r) for r in run.based_on["returns"]
    }
    assert {each["slug"]: each["fingerprint"] for each in inputs["definitions"]} == {
        slug: definition.fingerprint for slug, definition in run.definitions.items()
    }
    assert inputs["published_figures_sha256"] == run.based_on["published_figures"]
    assert inputs["authority_values_sha256"] == run.based_on["authority_values"]
    assert inputs["neighbours_sha256"] == run.based_on["neighbours"]
    assert api.get(f"benchmarks/{run.pk}/").json() == item


def test_results_are_frozen(api: Caller, run: Run) -> None:
    path = f"benchmarks/{run.pk}/results/"
    before = api.get(path).content
    row = "re-referrals,2023,99,300,official,,\n"
    sign("berrydale", Period.reporting_year(2023), row, reason="Found again.")
    assert api.get(path).content == before
    assert api.get(path)["Cache-Control"] == "private, max-age=86400"
    changed = api.rows("figures/", {"area": "berrydale", "indicator": "re-referrals", "time_period": "2023"})
    assert changed[0]["numerator"] == 99


def test_results_say_how_areas_compare(api: Caller, run: Run) -> None:
    rows = api.rows(f"benchmarks/{run.pk}/results/")
    values = frozen_benchmark(run).values
    assert [(row["comparison"] or "", row["comparison_strong"], row["verdict"] or "") for row in rows] == [
        (value.comparison, value.strong, value.verdict) for value in values
    ]
    assert {"lower", "similar", None} <= {row["comparison"] for row in rows}
    hidden = [row for row in rows if row["symbol"]]
    assert hidden
    assert all(row["comparison"] is None and row["verdict"] is None for row in hidden)


def test_the_entrance_leads_everywhere(api: Caller) -> None:
    listed = Client().get("/api/v1/").json()
    assert set(listed["resources"]) == {"areas", "indicators", "figures", "standings", "benchmarks"}
    for address in [listed["documentation"], listed["openapi"], *listed["resources"].values()]:
        assert api.get(address.removeprefix("http://testserver/api/v1/")).status_code == 200


@pytest.mark.parametrize(
    "word", ["Figures of today", "Api-Key &lt;key&gt;", "pd.read_csv", "low", "geographic_level"]
)
def test_the_documentation_page_explains(region: Any, word: str) -> None:
    page = Client().get("/api/v1/docs/").content.decode()
    assert word in page
    assert page.count("<script") == 1
