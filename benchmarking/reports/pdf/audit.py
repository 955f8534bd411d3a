"""The section about the audit: the grid as a table, the picture of each edition, and the returns behind them."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from benchmarking.audit_results.describing import Entry, Listed
from benchmarking.audit_results.heat import SHADES, step_of
from benchmarking.reports import describing
from benchmarking.reports.report import Audit, Report
from design_system.tagged_pdf import styles
from design_system.tagged_pdf.flowables import Chart, Heading, Text, heading_3
from design_system.tagged_pdf.tables import DataTable, data_table
from design_system.tagged_pdf.widths import fitted

A_TABLE = 160
"""Points that a heading and the first rows of its table need."""
FIRST = 132


def story(report: Report, drawings: Mapping[str, Drawing]) -> Iterator[Flowable]:
    audit = report.audit
    if audit is None:
        return
    yield Heading(describing.AUDIT_HEADING, styles.H2, level=2, key="audit")
    for note in describing.audit_notes(audit):
        yield Text(escape(note), styles.BODY)
    yield Text("In the tables, n is the number of agencies behind a percentage.", styles.BODY)
    yield from _pictures(audit, drawings)
    for listed in describing.audit_tables(audit):
        yield CondPageBreak(A_TABLE)
        heading = heading_3(listed.title)
        heading.keepWithNext = 0  # the table may run over pages, and would be kept whole with its heading
        yield heading
        if listed.about:
            yield Text(escape(listed.about), styles.BODY)
        yield _table(listed)
        yield Spacer(0, 10)
    yield CondPageBreak(A_TABLE)
    yield heading_3("Audit returns behind these results")
    yield data_table(
        ("Partnership", "SHA-256"), describing.audit_returns(audit), (FIRST, styles.WIDTH - FIRST)
    )
    yield PageBreak()


def _pictures(audit: Audit, drawings: Mapping[str, Drawing]) -> Iterator[Flowable]:
    for picture in audit.pictures:
        chart = Chart(drawings[picture.svg], picture.alt, styles.WIDTH)
        yield KeepTogether([Text(escape(picture.title), styles.FINDING), Spacer(0, 5), chart])
        yield Spacer(0, 10)


def _table(listed: Listed) -> DataTable:
    rows = [[name, *(_text(each) for each in entries)] for name, entries in listed.rows]
    shades = {
        (row, column): (SHADES[step].ground, SHADES[step].ink)
        for row, (_, entries) in enumerate(listed.rows)
        for column, entry in enumerate(entries, start=1)
        if (step := step_of(entry.cell)) is not None
    }
    numeric = range(1, len(listed.heads))
    widths = fitted(listed.heads, rows)
    return data_table(listed.heads, rows, widths, numeric=numeric, small=True, shades=shades)


def _text(entry: Entry) -> str:
    """Shorter than on the page, for narrow columns: n is the number of agencies."""
    cell = entry.cell
    if cell and cell.share:
        return f"{entry.text}\n{cell.share.lower}–{cell.share.upper}; n\N{NO-BREAK SPACE}{cell.agencies}"
    return f"{entry.text}\n{entry.note}" if entry.note else entry.text
