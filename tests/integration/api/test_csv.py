"""CSV says what JSON says, cell by cell, and opens in a spreadsheet without running anything."""

import io
import threading
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pandas as pd
import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection

from api.v1.rendering import TidyCSV
from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.tidy import COLUMNS, csv_text
from benchmarking.reports.building import build_report
from benchmarking.reports.outputs.csv_output import report_csv
from kernel.comma_separated import csv_cell
from partnerships.actions import issue_api_key
from partnerships.models import Area, Organisation
from tests.integration.api.conftest import Caller


def same(cell: str, value: Any) -> bool:
    if value is None:
        return cell == ""
    if isinstance(value, bool):
        return cell == str(value).lower()
    if isinstance(value, int | float):
        return Decimal(cell) == Decimal(str(value))
    return bool(cell == value)


@pytest.mark.parametrize("path", ["figures/", "results"])
def test_csv_equals_json_cell_by_cell(api: Caller, run: Run, path: str) -> None:
    path = path.replace("results", f"benchmarks/{run.pk}/results/")
    rows, table = api.rows(path), api.csv_rows(path)
    assert len(rows) == len(table) > 20
    assert list(table[0]) == list(rows[0])
    different = [
        (number, name, cells[name], row[name])
        for number, (row, cells) in enumerate(zip(rows, table, strict=True))
        for name in row
        if not same(cells[name], row[name])
    ]
    assert different == []


def test_columns_come_in_the_order_of_the_departments_files(api: Caller) -> None:
    header = api.get("figures/", {"format": "csv"}).content.decode().splitlines()[0].split(",")
    assert header == [*COLUMNS, "area", "figure_id", "url"]


def test_the_header_stands_there_without_rows(api: Caller) -> None:
    response = api.get("figures/", {"format": "csv", "time_period": "1999"})
    assert response.content.decode().splitlines() == [",".join([*COLUMNS, "area", "figure_id", "url"])]


def test_results_are_the_report_as_it_was_printed(api: Caller, run: Run) -> None:
    ours = api.get(f"benchmarks/{run.pk}/results/", {"format": "csv"}).content.decode()
    theirs = report_csv(build_report(run)).decode()
    columns = list(COLUMNS)
    table = pd.read_csv(io.StringIO(ours), dtype=str, keep_default_na=False)[columns]
    pd.testing.assert_frame_equal(table, pd.read_csv(io.StringIO(theirs), dtype=str, keep_default_na=False))


def test_areas_have_a_row_for_each_code(api: Caller) -> None:
    rows = [row for row in api.csv_rows("areas/") if row["slug"] == "applefordshire"]
    assert [(row["ons_code"], row["valid_from"], row["valid_to"]) for row in rows] == [
        ("E10000991", "", "2021-03-31"),
        ("E06000991", "2021-04-01", ""),
    ]
    assert rows[0]["partnership_slug"] == "applefordshire"


def test_definitions_are_laid_flat(api: Caller) -> None:
    items = {row["slug"]: row for row in api.rows("indicators/")}
    rows = api.csv_rows("indicators/")
    assert [row["slug"] for row in rows] == list(items)
    for row in rows:
        item = items[row["slug"]]
        assert row["fingerprint"] == item["fingerprint"]
        assert row["suppression_largest"] == str(item["suppression"]["largest"])
        assert row["population_rule"] == ((item["population"] or {}).get("rule") or "")
        assert row["caveats"].split(" | ") == (item["caveats"] or [""])


def test_a_run_is_one_row(api: Caller, run: Run) -> None:
    (row,) = api.csv_rows("benchmarks/")
    assert row["id"] == str(run.pk)
    assert row["returns"] == str(len(run.based_on["returns"]))


def test_accept_chooses_csv_too(api: Caller) -> None:
    assert api.get("areas/", accept="text/csv").content == api.get("areas/", {"format": "csv"}).content
    assert api.get("areas/", accept="text/html,*/*;q=0.8")["Content-Type"] == "application/json"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "'="])
def test_text_that_would_be_a_formula_is_disarmed(start: str) -> None:
    assert csv_cell(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"
    assert csv_text([{"a": f"{start}1+1"}], ["a"]).split("\n", 1)[1].lstrip('"').startswith("'" + start)


def test_numbers_are_not_text(api: Caller) -> None:
    assert csv_cell(Decimal("16.30")) == "16.30"
    assert csv_cell(0) == "0"
    assert csv_cell(None) == ""


def test_a_name_of_the_region_that_would_be_a_formula_is_disarmed(api: Caller) -> None:
    Area.objects.filter(slug="berrydale").update(name='=HYPERLINK("http://x","y")')
    for path in ("figures/", "areas/"):
        content = api.get(path, {"format": "csv"}).content.decode()
        assert '"\'=HYPERLINK(""http://x""' in content
        assert '"=HYPERLINK' not in content


def test_csv_is_utf_8_without_a_mark(api: Caller) -> None:
    content = api.get("indicators/", {"format": "csv"}).content
    assert content.decode("utf-8")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert TidyCSV.charset == "utf-8"


class Silent(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def address(own_database: str) -> Iterator[str]:
    """A server that listens, on a database of its own."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_pandas_reads_the_figures_address_with_the_key_in_a_header(address: str) -> None:
    organisation = Organisation.objects.get(slug="threeshires-police")
    key = issue_api_key(name="pandas", organisation=organisation, days=1, by=None)
    connection.close()
    table = pd.read_csv(
        f"{address}/api/v1/figures/?format=csv",
        storage_options={"Authorization": f"Api-Key {key}"},
        dtype={"time_period": str, "old_la_code": str},
    )
    assert list(table.columns[: len(COLUMNS)]) == list(COLUMNS)
    assert table["value"].dtype == table["lower_95"].dtype == float
    row = table.query(
        "area == 'applefordshire' and indicator == 're-referrals' and time_period == '2025'"
    ).iloc[0]
    assert (row["numerator"], row["denominator"], row["value"], row["old_la_code"]) == (45, 450, 10.0, "991")
    assert set(table["symbol"].dropna()) <= {"c", "x", "z", "low", "u"}
