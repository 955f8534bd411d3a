"""The summary: one page that a busy reader reads. Each indicator named is a link to its page."""

from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, PageBreak

from benchmarking.reports.pdf import styles
from benchmarking.reports.pdf.flowables import Bullet, Heading, Text
from benchmarking.reports.report import Report, Sentence


def story(report: Report, pages: dict[str, int]) -> list[Flowable]:
    flow: list[Flowable] = [Heading("Summary", styles.H2, level=2, key="summary")]
    for position, passage in enumerate(report.summary):
        flow.append(_heading(passage.heading, position))
        flow += [Bullet(_markup(sentence), styles.SUMMARY, bulletText="•") for sentence in passage.sentences]
    return [*flow, PageBreak()]


def _heading(text: str, position: int) -> Text:
    heading = Text(escape(text), styles.H3_SMALL)
    heading.role, heading.keepWithNext = "H3", 1
    return heading


def _markup(sentence: Sentence) -> str:
    """Names of indicators as links, in the colour of links."""
    return "".join(
        f'<a href="#{part.anchor}" color="#{styles.LINK.hexval()[2:]}">{escape(part.text)}</a>'
        if part.anchor
        else escape(part.text)
        for part in sentence
    )
