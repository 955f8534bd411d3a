"""The contents, with page numbers, each line a link."""

from collections.abc import Iterator

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak

from benchmarking.reports import describing
from benchmarking.reports.report import Report
from design_system.tagged_pdf import styles
from design_system.tagged_pdf.flowables import Entry, Heading

FIXED = {
    "summary": "Summary",
    "audit": describing.AUDIT_HEADING,
    "profiles": "Profiles of the areas",
    "definitions": "Annex A: definitions",
    "returns": "Annex B: signed returns",
}


def story(report: Report, pages: dict[str, int]) -> list[Flowable]:
    heading = Heading("Contents", styles.H2, level=2, key="contents")
    return [
        heading,
        *(Entry(text, key, pages.get(key, 0), *_look(level)) for text, key, level in _lines(report)),
        PageBreak(),
    ]


def _lines(report: Report) -> Iterator[tuple[str, str, int]]:
    yield FIXED["summary"], "summary", 2
    for topic in report.topics:
        yield topic.name, topic.anchor, 2
        for section in topic.sections:
            yield section.definition.name, section.anchor, 3
    if report.audit:
        yield describing.AUDIT_HEADING, "audit", 2
    if report.profiles:
        yield FIXED["profiles"], "profiles", 2
        for profile in report.profiles:
            yield profile.place.name, profile.anchor, 3
    yield FIXED["definitions"], "definitions", 2
    yield FIXED["returns"], "returns", 2


def _look(level: int) -> tuple[ParagraphStyle, float]:
    return (styles.ENTRY_TOP, 0) if level == 2 else (styles.ENTRY, 12)
