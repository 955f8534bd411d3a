"""However much there is, the same number of queries, and none of them looks into a partnership."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.models import Run
from kernel.periods import Period
from partnerships.context import owner_rights
from partnerships.models import Area, AreaCode, Partnership
from tests.integration.api.conftest import Caller, sign
from tests.worlds import publish


def queries(api: Caller, path: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert api.get(path).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def grow() -> None:
    """Forty more areas, and eight more returns with figures of other indicators and other periods."""
    for number in range(40):
        area = Area.objects.create(
            slug=f"more-{number}",
            name=f"More {number}",
            short_name=f"More {number}",
            dfe_code=f"{100 + number}",
        )
        AreaCode.objects.create(area=area, code=f"E0700{number:04}")
        with owner_rights():
            Partnership.objects.create(
                area=area, slug=area.slug, name=area.name, short_name=area.name, schema_name=f"more_{number}"
            )
    for year in (2018, 2019):
        for slug in ("berrydale", "cobblewick"):
            rows = f"icpc-within-15-days,{year},80,100,official,,\nre-referrals,{year},30,100,official,,\n"
            sign(slug, Period.reporting_year(year), rows)
    for month in ("01", "03"):
        period = Period.parse(f"2020-{month}-01/2020-{month}-20")
        sign("berrydale", period, f"strategy-discussions,{period},30,,local,,\n")
    publish(run_benchmark(year=2025, by=None), changed="There is more of everything.")


MOST = {
    "areas/": 6,
    "indicators/": 3,
    "figures/": 16,
    "figures/?format=csv": 16,
    "figures/?area=berrydale&indicator=re-referrals": 17,
    "benchmarks/": 5,
    "standings/": 13,
    "benchmarks/{run}/results/": 6,
    "benchmarks/{run}/standings/": 6,
}


def test_the_number_of_queries_does_not_grow(api: Caller, run: Run) -> None:
    paths = [path.format(run=run.pk) for path in MOST]
    before = [len(queries(api, path)) for path in paths]
    grow()
    assert [len(queries(api, path)) for path in paths] == before
    assert all(asked <= most for asked, most in zip(before, MOST.values(), strict=True)), before


def test_the_key_costs_two_queries(api: Caller) -> None:
    """One finds it with its organisation, one counts the request and remembers when the key was used."""
    found, counted = queries(api, "indicators/")[:2]
    assert '"partnerships_apikey"' in found
    assert '"partnerships_organisation"' in found
    assert "partnerships_apikeyuse" in counted


def test_no_query_names_a_table_of_a_partnership(api: Caller, run: Run) -> None:
    paths: list[Any] = [
        "areas/", "indicators/", "figures/", "standings/", "benchmarks/", f"benchmarks/{run.pk}/results/",
        f"benchmarks/{run.pk}/standings/",
    ]  # fmt: skip
    tables = [name for path in paths for name in queries(api, path)]
    assert tables
    assert [text for text in tables if '"dataset_' in text or '"sign_off_' in text] == []
