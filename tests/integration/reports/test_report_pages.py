"""The report's pages: who may see them, where their numbers lead, what the button does."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.models import Run
from benchmarking.reports.building import build_report
from benchmarking.reports.csv_output import report_csv
from benchmarking.reports.words import clock
from kernel.periods import Period
from scrutiny.returns.models import Return
from tests.oracles.html_reading import read_page
from tests.worlds import enter, sign


@pytest.fixture
def run(region):
    return run_benchmark(year=None, by=None)


def page_of(client, run):
    return client.get(reverse("reports:report", args=[run.pk]))


@pytest.mark.parametrize(
    "who", ["coordinator", "analyst", "member", "data-officer@berrydale", "approver@berrydale"]
)
def test_everybody_with_a_role_reads_reports(client_for, run, who):
    client = client_for(who)
    listed = client.get(reverse("reports:list"))
    assert reverse("reports:report", args=[run.pk]) in read_page(listed.content).links
    assert page_of(client, run).status_code == 200


def test_nobody_else_does(client, run):
    addresses = [
        reverse("reports:list"),
        reverse("reports:report", args=[run.pk]),
        reverse("reports:download", args=[run.pk, "benchmark-2025.csv"]),
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 302
        assert "login" in answer["Location"]


def test_every_number_leads_to_its_figure(client_for, run):
    page = read_page(page_of(client_for("member"), run).content)
    ids = [value.figure_id for _, _, value in build_report(run).values if value.figure_id]
    assert len(ids) == 18
    for figure in ids:
        assert reverse("indicators:figure", args=[figure]) in page.links
    assert client_for("member").get(reverse("indicators:figure", args=[ids[0]])).status_code == 200


def test_returns_are_linked_for_those_who_may_read_them(client_for, run):
    address = reverse("returns:receipt", args=[build_report(run).returns[0].id])
    assert address in read_page(page_of(client_for("analyst"), run).content).links
    assert address not in read_page(page_of(client_for("member"), run).content).links


def test_the_page_keeps_the_strict_policy(client_for, run):
    answer = page_of(client_for("member"), run)
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    content = answer.content.decode()
    assert " style=" not in content
    assert "<style" not in content
    page = read_page(answer.content)
    assert [name for name, times in page.ids.items() if times > 1] == []


@pytest.mark.parametrize(
    ("ending", "kind", "start"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("csv", "text/csv; charset=utf-8", b"time_period,"),
        ("meta.csv", "text/csv; charset=utf-8", b"col_name,"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("ods", "application/vnd.oasis.opendocument.spreadsheet", b"PK"),
        ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
    ],
)
def test_files_are_sent_as_attachments(client_for, run, ending, kind, start):
    answer = client_for("member").get(reverse("reports:download", args=[run.pk, f"benchmark-2025.{ending}"]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f'attachment; filename="benchmark-2025.{ending}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content.startswith(start)


def test_a_download_is_that_of_its_own_run(client_for, run):
    enter("applefordshire", "referrals-rate,2025,460,,official,,\n")
    sign("applefordshire", Period.reporting_year(2025), reason="Late ones were found.")
    later = run_benchmark(year=None, by=None)
    client = client_for("member")
    contents = [
        client.get(reverse("reports:download", args=[each.pk, "benchmark-2025.csv"])).content
        for each in (run, later)
    ]
    assert contents == [report_csv(build_report(run)), report_csv(build_report(later))]
    assert contents[0] != contents[1]


@pytest.mark.parametrize(
    "name",
    [
        "benchmark-2024.csv",
        "benchmark-2025.exe",
        "benchmark-2025",
        "x",
        "settings.csv",
        "benchmark-2025.x.csv",
    ],
)
def test_other_names_are_not_found(client_for, run, name):
    assert client_for("member").get(f"/reports/{run.pk}/{name}").status_code == 404


def test_another_run_is_not_found(client_for, run):
    assert client_for("member").get(reverse("reports:report", args=[uuid.uuid4()])).status_code == 404


def test_the_coordinator_runs_the_benchmark_and_lands_on_the_report(client_for):
    client = client_for("coordinator")
    answer = client.post(reverse("reports:run"), follow=True)
    run = Run.objects.get()
    assert answer.redirect_chain == [(reverse("reports:report", args=[run.pk]), 302)]
    assert "The benchmark for 2025 was run" in answer.content.decode()


def test_running_it_again_says_that_nothing_changed(client_for, run):
    client = client_for("coordinator")
    answer = client.post(reverse("reports:run"), follow=True)
    assert Run.objects.count() == 1
    assert "Nothing has changed since this report was made" in answer.content.decode()


@pytest.mark.parametrize("who", ["analyst", "member", "approver@berrydale"])
def test_nobody_else_can_run_it_nor_sees_the_button(client_for, run, who):
    client = client_for(who)
    assert client.post(reverse("reports:run")).status_code in (403, 404)
    assert reverse("reports:run") not in client.get(reverse("reports:list")).content.decode()
    assert Run.objects.count() == 1


def test_a_link_alone_never_runs_it(client_for):
    assert client_for("coordinator").get(reverse("reports:run")).status_code == 405
    assert not Run.objects.exists()


def test_the_page_says_when_a_return_was_superseded_since(client_for, run):
    client = client_for("coordinator")
    assert "superseded. This report stays as it is" not in page_of(client, run).content.decode()
    enter("applefordshire", "referrals-rate,2025,460,,official,,\n")
    sign("applefordshire", Period.reporting_year(2025), reason="Late ones were found.")
    assert (
        "1 of its returns was superseded. This report stays as it is" in page_of(client, run).content.decode()
    )


def table_of_runs(client):
    page = read_page(client.get(reverse("reports:list")).content)
    return page.tables["All reports, newest first"][1:]


def test_the_list_tells_runs_of_one_year_apart(client_for, run):
    client = client_for("member")
    [only] = table_of_runs(client)
    assert only[0] == f"Benchmark report 2025, run {run.short_hash}"
    assert only[2:] == ["Current", "All stand"]
    correct_applefordshire()
    later = run_benchmark(year=None, by=None)
    newest, older = table_of_runs(client)
    assert newest == [
        f"Benchmark report 2025, run {later.short_hash}",
        clock(later.created_at),
        "Current",
        "All stand",
    ]
    assert older[0] == only[0]
    assert older[1:] == [clock(run.created_at), "Earlier run", "One return superseded since"]


def test_the_list_says_what_was_signed_since_the_newest_report(client_for, run):
    client = client_for("member")
    address = reverse("reports:list")
    assert "signed since the newest report" not in client.get(address).content.decode()
    correct_applefordshire()
    assert "1 return was signed since the newest report" in client.get(address).content.decode()
    run_benchmark(year=None, by=None)
    assert "signed since the newest report" not in client.get(address).content.decode()


def test_the_list_takes_as_many_queries_for_two_runs_as_for_one(
    client_for, run, django_assert_max_num_queries
):
    client = client_for("member")
    with CaptureQueriesContext(connection) as one:
        table_of_runs(client)
    correct_applefordshire()
    run_benchmark(year=None, by=None)
    with django_assert_max_num_queries(len(one)):
        assert len(table_of_runs(client)) == 2


def test_the_annex_on_the_page_names_the_correction(client_for, run):
    client = client_for("coordinator")
    correction = correct_applefordshire()
    page = page_of(client, run).content.decode()
    assert f"Superseded by {correction[:12]}" in page


def correct_applefordshire():
    """Its hash."""
    enter("applefordshire", "referrals-rate,2025,460,,official,,\n")
    sign("applefordshire", Period.reporting_year(2025), reason="Late ones were found.")
    return Return.objects.get(reason="Late ones were found.").sha256
