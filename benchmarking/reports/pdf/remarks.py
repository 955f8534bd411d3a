"""What the coordinator and the partnerships said beside the numbers, each with who signed it."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, KeepTogether, Spacer

from benchmarking.reports import describing
from benchmarking.reports.report import Report
from design_system.tagged_pdf import styles
from design_system.tagged_pdf.flowables import Text, heading_3


def remarks(report: Report, about: str) -> Iterator[Flowable]:
    """Of the summary or of a topic; nothing where nobody said anything."""
    for heading, remark in describing.remarks(report, about):
        first, *others = [Text(escape(text), styles.REMARK) for text in describing.paragraphs(remark) or [""]]
        yield KeepTogether([heading_3(heading), Spacer(0, 3), first])
        yield from others
        yield Text(escape(describing.signature(remark)), styles.NOTE)
        yield Spacer(0, 6)
