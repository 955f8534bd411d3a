"""The summary: two pages that a busy reader reads. Each indicator named is a link to its page."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, KeepTogether, PageBreak

from benchmarking.reports import describing
from benchmarking.reports.pdf.remarks import remarks
from benchmarking.reports.report import Report, Sentence
from design_system.tagged_pdf import styles
from design_system.tagged_pdf.flowables import Bullet, Heading, heading_3


def story(report: Report) -> Iterator[Flowable]:
    yield Heading("Summary", styles.H2, level=2, key="summary")
    for passage in describing.passages(report):
        first, *others = [
            Bullet(_markup(sentence), styles.SUMMARY, bulletText="•") for sentence in passage.sentences
        ]
        yield KeepTogether([heading_3(passage.heading), first])
        yield from others
    yield from remarks(report, "summary")
    yield PageBreak()


def _markup(sentence: Sentence) -> str:
    """Names of indicators as links, in the colour of links."""
    return "".join(
        f'<a href="#{part.anchor}" color="#{styles.LINK.hexval()[2:]}">{escape(part.text)}</a>'
        if part.anchor
        else escape(part.text)
        for part in sentence
    )
