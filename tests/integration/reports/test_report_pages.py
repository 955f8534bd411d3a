"""The report's pages: who may see them, where their numbers lead, what the button does."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.reports.issuing import build_issue
from benchmarking.reports.models import Issue
from benchmarking.reports.outputs.csv_output import report_csv
from benchmarking.reports.words import clock
from kernel.periods import Period
from scrutiny.returns.models import Return
from tests.oracles.html_reading import read_page
from tests.worlds import enter, publish, sign


@pytest.fixture
def issue(region):
    return publish(run_benchmark(year=None, by=None))


def page_of(client, issue):
    return client.get(reverse("reports:issue", args=[issue.pk]))


@pytest.mark.parametrize(
    "who", ["coordinator", "analyst", "member", "data-officer@berrydale", "approver@berrydale"]
)
def test_everybody_with_a_role_reads_reports(client_for, issue, who):
    client = client_for(who)
    listed = client.get(reverse("reports:list"))
    assert reverse("reports:issue", args=[issue.pk]) in read_page(listed.content).links
    assert page_of(client, issue).status_code == 200


def test_nobody_else_does(client, issue):
    addresses = [
        reverse("reports:list"),
        reverse("reports:issue", args=[issue.pk]),
        reverse("reports:download", args=[issue.pk, "benchmark-2025.csv"]),
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 302
        assert "login" in answer["Location"]


def test_every_number_leads_to_its_figure(client_for, issue):
    page = read_page(page_of(client_for("member"), issue).content)
    ids = [value.figure_id for _, _, value in build_issue(issue).values if value.figure_id]
    assert len(ids) == 18
    for figure in ids:
        assert reverse("indicators:figure", args=[figure]) in page.links
    assert client_for("member").get(reverse("indicators:figure", args=[ids[0]])).status_code == 200


def test_returns_are_linked_for_those_who_may_read_them(client_for, issue):
    address = reverse("returns:receipt", args=[build_issue(issue).returns[0].id])
    assert address in read_page(page_of(client_for("analyst"), issue).content).links
    assert address not in read_page(page_of(client_for("member"), issue).content).links


def test_the_page_keeps_the_strict_policy(client_for, issue):
    answer = page_of(client_for("member"), issue)
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
def test_files_are_sent_as_attachments(client_for, issue, ending, kind, start):
    answer = client_for("member").get(
        reverse("reports:download", args=[issue.pk, f"benchmark-2025.{ending}"])
    )
    assert answer.status_code == 200
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f'attachment; filename="benchmark-2025.{ending}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content.startswith(start)


def test_a_download_is_that_of_its_own_issue(client_for, issue):
    before = report_csv(build_issue(issue))
    correct_applefordshire()
    later = publish(run_benchmark(year=None, by=None), changed="Late ones were found.")
    client = client_for("member")
    contents = [
        client.get(reverse("reports:download", args=[each.pk, "benchmark-2025.csv"])).content
        for each in (issue, later)
    ]
    assert contents == [before, report_csv(build_issue(later))]
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
def test_other_names_are_not_found(client_for, issue, name):
    assert client_for("member").get(f"/reports/{issue.pk}/{name}").status_code == 404


def test_another_issue_is_not_found(client_for, issue):
    assert client_for("member").get(reverse("reports:issue", args=[uuid.uuid4()])).status_code == 404


def test_the_coordinator_prepares_an_issue_and_lands_on_it(client_for):
    client = client_for("coordinator")
    assert client.get(reverse("reports:prepare")).status_code == 200
    assert not Issue.objects.exists()
    answer = client.post(reverse("reports:prepare"), follow=True)
    issue = Issue.objects.get()
    assert answer.redirect_chain == [(reverse("reports:issue", args=[issue.pk]), 302)]
    assert "Benchmark report 2025, issue 1 is prepared, as a draft" in answer.content.decode()
    again = client.post(reverse("reports:prepare"), follow=True)
    assert again.redirect_chain == answer.redirect_chain
    assert Issue.objects.count() == 1


def test_a_correction_is_asked_what_it_changes(client_for, issue):
    client, address = client_for("coordinator"), reverse("reports:prepare")
    said = client.post(address, {"changed": "A word."}, follow=True).content.decode()
    assert "Nothing has changed since issue 1 for 2025. No new issue is needed" in said
    correct_applefordshire()
    refused = client.post(address, {"changed": " "}).content.decode()
    assert "Say what this issue changes" in refused
    assert Issue.objects.count() == 1
    client.post(address, {"changed": "Late ones were found."})
    assert Issue.objects.get(number=2).changed == "Late ones were found."


@pytest.mark.parametrize("who", ["analyst", "member", "approver@berrydale"])
def test_nobody_else_prepares_one_nor_sees_the_button(client_for, issue, who):
    client = client_for(who)
    assert client.post(reverse("reports:prepare"), {"changed": "x"}).status_code in (403, 404)
    assert reverse("reports:prepare") not in client.get(reverse("reports:list")).content.decode()
    assert Issue.objects.count() == 1


def test_the_page_says_when_a_return_was_superseded_since(client_for, issue):
    client = client_for("coordinator")
    assert "superseded. This report stays as it is" not in page_of(client, issue).content.decode()
    enter("applefordshire", "referrals-rate,2025,460,,official,,\n")
    sign("applefordshire", Period.reporting_year(2025), reason="Late ones were found.")
    assert (
        "1 of its returns was superseded. This report stays as it is"
        in page_of(client, issue).content.decode()
    )


def table_of_issues(client):
    page = read_page(client.get(reverse("reports:list")).content)
    return page.tables["All issues, newest first"][1:]


def test_the_list_tells_issues_of_one_year_apart(client_for, issue):
    client = client_for("member")
    [only] = table_of_issues(client)
    assert only[0] == "Benchmark report 2025, issue 1"
    assert only[1].startswith("Published")
    assert only[2:] == [clock(issue.run.created_at), "All stand"]
    correct_applefordshire()
    later = publish(run_benchmark(year=None, by=None), changed="Late ones were found.")
    newest, older = table_of_issues(client)
    assert newest[0].startswith("Benchmark report 2025, issue 2")
    assert newest[0].endswith("corrects issue 1")
    assert newest[2:] == [clock(later.run.created_at), "All stand"]
    assert older[0] == only[0]
    assert older[1].startswith("Superseded")
    assert older[3] == "One return superseded since"


def test_the_list_says_what_was_signed_since_the_newest_report(client_for, issue):
    client = client_for("member")
    address = reverse("reports:list")
    assert "signed since the newest report" not in client.get(address).content.decode()
    correct_applefordshire()
    assert "1 return was signed since the newest report" in client.get(address).content.decode()
    publish(run_benchmark(year=None, by=None), changed="Late ones were found.")
    assert "signed since the newest report" not in client.get(address).content.decode()


def test_the_list_takes_as_many_queries_for_two_issues_as_for_one(
    client_for, issue, django_assert_max_num_queries
):
    client = client_for("member")
    with CaptureQueriesContext(connection) as one:
        table_of_issues(client)
    correct_applefordshire()
    publish(run_benchmark(year=None, by=None), changed="Late ones were found.")
    with django_assert_max_num_queries(len(one)):
        assert len(table_of_issues(client)) == 2


def test_the_annex_on_the_page_names_the_correction(client_for, issue):
    client = client_for("coordinator")
    correction = correct_applefordshire()
    page = page_of(client, issue).content.decode()
    assert f"Superseded by {correction[:12]}" in page


def correct_applefordshire():
    """Its hash."""
    enter("applefordshire", "referrals-rate,2025,460,,official,,\n")
    sign("applefordshire", Period.reporting_year(2025), reason="Late ones were found.")
    return Return.objects.get(reason="Late ones were found.").sha256


def test_an_earlier_year_can_still_be_corrected_once_a_first_partnership_signed_the_next(client_for, issue):
    enter("berrydale", "re-referrals,2026,100,400,provisional,,\n")
    sign("berrydale", Period.reporting_year(2026))
    enter("applefordshire", "referrals-rate,2025,455,,official,,\n")
    sign("applefordshire", Period.reporting_year(2025), reason="Late ones were found.")
    client, address = client_for("coordinator"), reverse("reports:prepare")
    asked = client.get(address).content.decode()
    assert "Prepare an issue for 2025" in asked  # not for the year that one partnership began
    assert '<a class="govuk-link" href="?year=2026">2026</a>' in asked
    client.post(address, {"changed": "One return was corrected."})
    correction = Issue.objects.get(year=2025, number=2)
    assert correction.corrects == issue
    client.post(f"{address}?year=2026")
    assert Issue.objects.get(year=2026).number == 1
