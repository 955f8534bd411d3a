"""From signed returns to a report, in the made-up region of three areas. No area is named in code."""

import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.selectors import frozen_benchmark
from benchmarking.reports.building import basis_of, build_report, superseded_since
from benchmarking.reports.outputs.csv_output import report_csv
from benchmarking.reports.outputs.html_output import report_html
from benchmarking.reports.pdf import report_pdf
from kernel.periods import Period
from scrutiny.returns.models import Return
from tests.oracles.html_reading import read_page
from tests.oracles.pdf_reading import read_pdf
from tests.worlds import enter, sign


def run_command(*, year, out):
    said = io.StringIO()
    call_command("benchmark_report", "--year", year, "--out", str(out), stdout=said)
    return said.getvalue()


def rows_of(report):
    return list(csv.DictReader(io.StringIO(report_csv(report).decode())))


def test_the_csv_holds_what_was_signed_and_published(region):
    run = run_benchmark(year=2025, by=None)
    rows = {(r["indicator"], r["time_period"], r["la_name"] or r["geographic_level"]): r
            for r in rows_of(build_report(run))}  # fmt: skip
    assert len(rows) == 2 * 3 * 6
    repeats = rows["re-referrals", "2025", "Applefordshire"]
    assert (repeats["numerator"], repeats["denominator"], repeats["value"]) == ("45", "450", "10.0")
    assert repeats["return_id"] == str(region.standing("applefordshire", 2025).pk)
    assert (
        rows["re-referrals", "2024", "Applefordshire"]["numerator"] == "84"
    )  # the correction, not the first
    assert rows["re-referrals", "2025", "National"]["value"] == "22.0"
    hidden = rows["re-referrals", "2025", "Berrydale, Borough of"]
    assert (hidden["numerator"], hidden["value"], hidden["symbol"], hidden["status"]) == (
        "",
        "",
        "c",
        "local",
    )
    assert rows["referrals-rate", "2024", "Cobblewick"]["symbol"] == "x"
    assert rows["re-referrals", "2025", "Threeshires, 3 areas pooled"]["symbol"] == "x"


def test_every_frozen_value_is_in_the_report_as_it_was_frozen(region):
    run = run_benchmark(year=2025, by=None)
    in_report = {(v.indicator, v.year, v.place): v for _, _, v in build_report(run).values}
    frozen = frozen_benchmark(run).values
    assert len(frozen) > 30
    assert all(in_report[v.indicator, v.year, v.place] == v for v in frozen)


def test_the_small_number_is_nowhere_in_any_output(region):
    report = build_report(run_benchmark(year=2025, by=None))
    [section] = [each for each in report.sections if each.definition.slug == "re-referrals"]
    [hidden] = [v for _, v in section.newest if v.place == "berrydale"]
    assert hidden.numerator is None
    assert "5.0%" not in read_pdf(report_pdf(report)).text  # 3 of 60
    assert b">5.0%<" not in report_html(report)


def test_the_words_speak_of_three_areas(region):
    report = build_report(run_benchmark(year=2025, by=None))
    said = [text for passage in report.summary for text in passage.texts]
    assert any("all three areas" in text for text in said)
    for content in (report_html(report).decode().lower(), read_pdf(report_pdf(report)).text.lower()):
        assert "five areas" not in content
        assert "england" not in _without_definitions(content)
        assert "threeshires" in content
        assert "albionia" in content


def _without_definitions(content):
    """Definitions of indicators name the publisher's own series, "… in England"."""
    return content.replace("looked after in england", "")


def test_another_period_is_not_in_the_annual_report(region):
    report = build_report(run_benchmark(year=2025, by=None))
    assert "strategy-discussions" not in [definition.slug for definition in report.definitions]
    assert all(each.period.reporting_year_number for each in report.returns)


def test_the_annex_names_exactly_the_returns_of_the_run(region):
    run = run_benchmark(year=2025, by=None)
    report = build_report(run)
    assert sorted([str(each.id), each.sha256] for each in report.returns) == run.based_on["returns"]
    [corrected] = [each for each in report.returns if each.corrects]
    assert corrected.reason == "Two families were counted twice."
    assert {each.prepared_role.split(",")[0] for each in report.returns} == {"Business unit data officer"}


def test_a_report_does_not_change_when_a_return_is_corrected_afterwards(region):
    run = run_benchmark(year=2025, by=None)
    before = report_csv(build_report(run)), report_html(build_report(run)), report_pdf(build_report(run))
    assert superseded_since(run) == {}
    enter("applefordshire", "referrals-rate,2025,455,,official,,\n")
    sign("applefordshire", Period.reporting_year(2025), reason="Late ones were found.")
    again = run.__class__.objects.get(pk=run.pk)
    after = report_csv(build_report(again)), report_html(build_report(again)), report_pdf(build_report(again))
    assert after == before
    correction = Return.objects.get(reason="Late ones were found.")
    assert superseded_since(again) == {correction.supersedes_id: correction.sha256}
    assert run_benchmark(year=2025, by=None).pk != run.pk


ENDINGS = ("pdf", "csv", "meta.csv", "xlsx", "ods", "html", "sha256")


def test_the_command_writes_every_file_and_then_leaves_them_alone(region, tmp_path):
    said = run_command(year="2025", out=tmp_path / "new" / "out")
    folder = tmp_path / "new" / "out"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(files) == {f"benchmark-2025.{ending}" for ending in ENDINGS}
    assert files["benchmark-2025.pdf"].startswith(b"%PDF-")
    assert files["benchmark-2025.csv"] == report_csv(build_report(run_benchmark(year=2025, by=None)))
    assert "Report ready" in said
    times = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert "already" in run_command(year="latest", out=folder)
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == times


def test_an_older_year_can_be_reported(region, tmp_path):
    run_command(year="2024", out=tmp_path)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "benchmark-2024.csv").read_text())))
    assert {row["time_period"] for row in rows} == {"2023", "2024"}


def test_the_command_says_what_is_wrong(region, tmp_path):
    with pytest.raises(CommandError, match="No partnership has signed figures for 2031 yet"):
        run_command(year="2031", out=tmp_path)
    in_the_way = Path(tmp_path / "file")
    in_the_way.write_text("")
    with pytest.raises(CommandError, match="cannot be written to"):
        run_command(year="2025", out=in_the_way)
    with pytest.raises(CommandError, match="write a year, such as 2025"):
        call_command("benchmark_report", "--year", "next")


def test_a_report_takes_few_queries(region, django_assert_max_num_queries):
    run = run_benchmark(year=2025, by=None)
    run = run.__class__.objects.get(pk=run.pk)
    with django_assert_max_num_queries(3):
        build_report(run)
    with django_assert_max_num_queries(1):
        basis_of(run)


def test_page_tables_carry_the_numbers_of_the_csv(region):
    report = build_report(run_benchmark(year=2025, by=None))
    page = read_page(report_html(report))
    [rows] = [r for caption, r in page.tables.items() if caption.startswith("Referrals, all years")]
    expected = {(r["time_period"], r["la_name"]): r["value"] for r in rows_of(report)
                if r["indicator"] == "referrals-rate"}  # fmt: skip
    applefordshire = {row[0]: row[1] for row in rows[1:]}
    assert applefordshire == {
        year: f"{float(expected[year, 'Applefordshire']):,.1f}" for year in ("2025", "2024", "2023")
    }
