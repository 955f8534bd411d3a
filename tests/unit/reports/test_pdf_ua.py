"""The PDF against PDF/UA-1, by a checker that is not ours. It reads the file and nothing else."""

import io

import outloud
import pikepdf
import pytest

from benchmarking.reports.pdf import report_pdf
from tests.unit.reports.made import usual_report


@pytest.fixture(scope="module")
def content():
    return report_pdf(usual_report())


@pytest.fixture
def check(tmp_path):
    def checked(content):
        path = tmp_path / "report.pdf"
        path.write_bytes(content)
        return outloud.check(str(path))

    return checked


def test_the_checker_finds_no_error(content, check):
    """Its warnings are guesses, such as that a source named under each table were a running foot."""
    found = check(content)
    assert [each.to_dict() for each in found.findings if each.severity == "error"] == []
    assert found.verdict in ("pass", "review")
    assert [run.rule for run in found.runs if run.status == "crashed"] == []


def test_no_criterion_is_missed(content, check):
    """Of the 31 of PDF/UA-1, those that only a person can judge remain."""
    status = {row["name"]: row["status"] for row in check(content).criteria["pdfua1"]}
    assert len(status) == 31
    assert set(status.values()) == {"pass", "manual", "not-applicable"}
    assert [status[name] for name in ("Real content tagged", "Tables", "Headings", "Lists", "Fonts")] == [
        "pass"
    ] * 5


def without_language(pdf):
    del pdf.Root.Lang


def without_alternative_texts(pdf):
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure":
            del each.Alt


def without_tags(pdf):
    del pdf.Root.StructTreeRoot


def without_a_title(pdf):
    del pdf.Root.Metadata
    del pdf.docinfo


@pytest.mark.parametrize(
    "spoil", [without_language, without_alternative_texts, without_tags, without_a_title]
)
def test_what_is_spoilt_is_found(content, check, spoil):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        spoil(pdf)
        pdf.save(out)
    assert check(out.getvalue()).verdict == "fail"
