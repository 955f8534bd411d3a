"""Which sheets a report has, in which order, and what its cover says."""

from benchmarking.reports import describing
from benchmarking.reports.report import Report
from benchmarking.reports.sheets import audit, figures, texts
from benchmarking.reports.sheets.sheet import Book, safe


def report_book(report: Report) -> Book:
    """Sheets without a row are left out."""
    notice = [describing.DEMONSTRATION] if report.basis.demonstration else []
    lines = (*describing.warnings(report), *notice)
    sheets = [
        texts.notes_sheet(report.places),
        texts.summary_sheet(report, *lines),
        texts.remarks_sheet(report, *lines),
        *(figures.topic_sheet(topic, *lines) for topic in report.topics),
        *audit.audit_sheets(report, *lines),
        figures.standings_sheet(report, *lines),
        figures.tidy_sheet(report, *lines),
        texts.definitions_sheet(report, *lines),
        texts.returns_sheet(report, *lines),
    ]
    basis = report.basis
    return Book(
        title=safe(f"{report.title}: {basis.region}"),
        author=safe(basis.audience or basis.region),
        made=basis.created_at,
        intro=tuple(safe(text) for text in _intro(report)),
        about=tuple((name, safe(text)) for name, text in [*describing.issue_rows(report), *describing.based_on(report)]),
        sheets=tuple(each for each in sheets if each.rows),
    )  # fmt: skip


def _intro(report: Report) -> list[str]:
    audience = [f"For the {report.basis.audience}"] if report.basis.audience else []
    notice = [describing.DEMONSTRATION] if report.basis.demonstration else []
    return [describing.opening(report), *describing.warnings(report), *audience, *notice]
