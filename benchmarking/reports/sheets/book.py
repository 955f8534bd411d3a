"""Which sheets a report has, in which order, and what its cover says."""

from benchmarking.benchmarks.audiences import Audience
from benchmarking.reports import describing, words
from benchmarking.reports.report import Issue, Report
from benchmarking.reports.sheets import figures, texts
from benchmarking.reports.sheets.sheet import Book, safe

READERS = {Audience.PUBLIC: "Everybody, once it is published", Audience.PARTNERS: "The partners alone"}


def report_book(report: Report) -> Book:
    """Sheets without a row are left out."""
    lines = (describing.DEMONSTRATION if report.basis.demonstration else "",)
    sheets = [
        texts.notes_sheet(report.places),
        texts.summary_sheet(report, *lines),
        texts.remarks_sheet(report, *lines),
        *(figures.topic_sheet(topic, *lines) for topic in report.topics),
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
        about=tuple((name, safe(text)) for name, text in [*_issue(report.issue), *describing.based_on(report)]),
        sheets=tuple(each for each in sheets if each.rows),
    )  # fmt: skip


def _intro(report: Report) -> list[str]:
    audience = [f"For the {report.basis.audience}"] if report.basis.audience else []
    notice = [describing.DEMONSTRATION] if report.basis.demonstration else []
    return [describing.opening(report), *audience, *notice]


def _issue(issue: Issue | None) -> list[tuple[str, str]]:
    """What the workbook is an issue of; nothing for a run that nobody has issued."""
    if issue is None:
        return []
    found = [("Issue", f"{issue.number}, {issue.state}"), ("May be read by", READERS[issue.audience])]
    if issue.embargo_until:
        found.append(("Not to be passed on before", words.clock(issue.embargo_until)))
    if issue.published_at:
        found.append(("Published", words.clock(issue.published_at)))
    if issue.corrects:
        found.append(("Corrects", f"issue {issue.corrects}"))
    if issue.changed:
        found.append(("What changed", issue.changed))
    if issue.named:
        found.append(("Shown by name and number among partners", words.listed(issue.named)))
    return found
