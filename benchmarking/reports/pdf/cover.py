"""The first page: what this is, for whom, and what it is based on."""

from typing import Any
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Spacer, TableStyle

from benchmarking.reports import describing
from benchmarking.reports.report import Report
from design_system.tagged_pdf import styles
from design_system.tagged_pdf.flowables import Heading, Text
from design_system.tagged_pdf.tables import DataTable

BAND = 286
FRAME_TOP = 76
PLAIN = [("LEFTPADDING", (0, 0), (-1, -1), 0)]


def band(canvas: Any, document: Any) -> None:
    """The coloured upper part."""
    with canvas.artefact():
        canvas.saveState()
        canvas.setFillColor(styles.BRAND)
        canvas.rect(0, styles.PAGE_HEIGHT - BAND, styles.PAGE_WIDTH, BAND, stroke=0, fill=1)
        canvas.setFillColor(styles.TURQUOISE)
        canvas.rect(0, styles.PAGE_HEIGHT - BAND - 5, styles.PAGE_WIDTH, 5, stroke=0, fill=1)
        canvas.restoreState()


def story(report: Report) -> list[Flowable]:
    basis = report.basis
    audience = [Text(escape(f"For the {basis.audience}"), styles.COVER_NOTE)] if basis.audience else []
    return [
        NextPageTemplate("page"),
        Text(escape(basis.region), styles.COVER_NOTE),
        Spacer(0, 56),
        Heading(report.title, styles.TITLE, level=1, key="title"),
        Spacer(0, 6),
        Text(escape(describing.opening(report)), styles.COVER_LEAD),
        Spacer(0, 4),
        *audience,
        _Down(styles.PAGE_HEIGHT - BAND - 34),
        _facts(report),
        Spacer(0, 14),
        *_warnings(report),
        *_notice(report),
        Text("What this report is based on", styles.H3_SMALL),
        _based_on(report),
        PageBreak(),
    ]


class _Down(Spacer):  # type: ignore[misc]
    """Room down to a height above the foot of the page."""

    def __init__(self, height: float) -> None:
        super().__init__(0, 0)
        self.to = height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, max(0, height + styles.BOTTOM - self.to)


def _facts(report: Report) -> DataTable:
    """Four numbers, as a table with a header each."""
    facts = describing.facts(report)
    heads = [Text(escape(label), styles.FACT_LABEL) for label, _ in facts]
    numbers = [Text(escape(value), styles.FACT) for _, value in facts]
    look = TableStyle([*PLAIN, ("BOTTOMPADDING", (0, 0), (-1, 0), 0)])
    table = DataTable(
        [heads, numbers], colWidths=[styles.WIDTH / len(facts)] * len(facts), repeatRows=1, style=look
    )
    table.row_headers = False
    return table


def _warnings(report: Report) -> list[Flowable]:
    said = describing.warnings(report)
    return [Text("<br/>".join(map(escape, said)), styles.WARNING), Spacer(0, 10)] if said else []


def _notice(report: Report) -> list[Flowable]:
    if not report.basis.demonstration:
        return []
    return [Text(escape(describing.DEMONSTRATION), styles.NOTICE), Spacer(0, 8)]


def _based_on(report: Report) -> DataTable:
    rows = [
        [Text(escape(name), styles.CELL_BOLD), Text(escape(text), styles.CELL)]
        for name, text in [*describing.issue_rows(report), *describing.based_on(report)]
    ]
    look = TableStyle([
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, styles.HAIRLINE),
    ])  # fmt: skip
    return DataTable(rows, colWidths=[118, styles.WIDTH - 118], style=look)
