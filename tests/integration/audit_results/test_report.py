"""The audit in the benchmark report: in every output, frozen when the issue is prepared."""

import csv
import io
import re
import zipfile
from html import unescape
from typing import Any

import pytest

from benchmarking.audit_results import describing
from benchmarking.audit_results.actions import results_of
from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.reports.actions import prepare_issue
from benchmarking.reports.issuing import build_issue
from benchmarking.reports.outputs.csv_output import report_csv
from benchmarking.reports.outputs.html_output import report_html
from benchmarking.reports.outputs.ods_output import report_ods
from benchmarking.reports.outputs.workbook_output import report_workbook
from benchmarking.reports.pdf import report_pdf
from benchmarking.reports.rebuilding import rebuilt_csv
from benchmarking.reports.selectors import issues
from scrutiny.section11.models import Round
from tests.audit_results_world import a_round, agencies_of, lodge_audit
from tests.worlds import World, publish

AREAS = ("applefordshire", "berrydale", "cobblewick")


@pytest.fixture
def signed_round(region: World) -> Round:
    round_ = a_round()
    for slug in AREAS:
        lodge_audit(round_, region.partnership(slug), agencies_of(slug))
    return round_


def texts_of(archive: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(archive)) as book:
        return unescape("".join(book.read(each).decode() for each in book.namelist() if name in each))


def test_every_output_says_the_same(signed_round: Round) -> None:
    issue = prepare_issue(run=run_benchmark(year=2025, by=None), by=None)
    report = build_issue(issue)
    results = results_of(round_=signed_round, by=None).results
    assert report.audit is not None
    assert report.audit.results == results
    page = unescape(report_html(report).decode())
    workbook, ods = texts_of(report_workbook(report), "xml"), texts_of(report_ods(report), "content.xml")
    for text in (page, workbook, ods):
        assert describing.MADE_UP in text
    for variant in results.variants:
        for listed in describing.tables(results, variant):
            for _, entries in listed.rows:
                for entry in entries:
                    if "%" in entry.text:
                        assert entry.text in page
                        assert entry.text in workbook
                        assert entry.text in ods
    rows = [
        row
        for row in csv.DictReader(io.StringIO(report_csv(report).decode()))
        if row["indicator"].startswith("section-11-")
    ]
    assert rows
    assert {row["status"] for row in rows} == {"made up"}
    known = [c for c in results.cells if c.key.measure == "counted" and c.key.level != "kind"]
    assert [row["value"] for row in rows] == [str(c.share.percent) if c.share else "" for c in known]
    assert [row["symbol"] for row in rows] == [c.symbol or "" for c in known]


def test_the_pdf_holds_the_grid_as_a_tagged_table(signed_round: Round) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    content = report_pdf(build_issue(prepare_issue(run=run_benchmark(year=2025, by=None), by=None)))
    without = report_pdf(build_issue(prepare_issue(run=run_benchmark(year=2024, by=None), by=None)))

    def tables(bytes_: bytes) -> int:
        with pikepdf.open(io.BytesIO(bytes_)) as pdf:
            return sum(
                1
                for each in pdf.objects
                if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Table"
            )

    assert tables(content) > 0
    assert without[:4] == b"%PDF"


def test_a_later_correction_does_not_change_a_published_issue(region: World, signed_round: Round) -> None:
    issue = publish(run_benchmark(year=2025, by=None))
    before = {row.name: bytes(row.content) for row in issue.outputs.all()}
    old = signed_round_returns(signed_round)["berrydale"]
    lodge_audit(
        signed_round,
        region.berrydale,
        agencies_of("berrydale", seed=2),
        supersedes=old,
        reason="Counted again.",
    )
    again = issues().get(pk=issue.pk)
    assert {row.name: bytes(row.content) for row in again.outputs.all()} == before
    assert all(edition.same for edition in rebuilt_csv(again))
    correction = prepare_issue(
        run=issue.run, by=region.person("coordinator"), changed="An audit return was corrected."
    )
    assert correction.pk != issue.pk
    assert correction.audit.result != again.audit.result


def signed_round_returns(round_: Round) -> dict[str, Any]:
    from scrutiny.returns.models import Kind, Return

    rows = Return.objects.filter(kind=Kind.SECTION_11, superseded_by__isnull=True).select_related(
        "partnership"
    )
    return {row.partnership.slug: row for row in rows if row.content["round"] == round_.slug}


def test_an_issue_without_an_audit_says_nothing_of_one(region: World) -> None:
    report = build_issue(prepare_issue(run=run_benchmark(year=2025, by=None), by=None))
    assert report.audit is None
    assert b"Section 11 audit" not in report_html(report)
    assert b"section-11-" not in report_csv(report)
    assert "Audit" not in re.findall(
        r'sheet name="([^"]*)"', texts_of(report_workbook(report), "workbook.xml")
    )
