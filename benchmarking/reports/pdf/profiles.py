"""One area at a time: the spine chart, then every indicator as a table."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from benchmarking.reports import describing
from benchmarking.reports.pdf.contents import FIXED
from benchmarking.reports.report import Profile, Report
from design_system.tagged_pdf import styles
from design_system.tagged_pdf.flowables import Chart, Furniture, Heading, Text
from design_system.tagged_pdf.tables import DataTable, data_table

CHART_WIDTH = styles.WIDTH


def story(report: Report, drawings: Mapping[str, Drawing]) -> Iterator[Flowable]:
    for position, profile in enumerate(report.profiles):
        if position == 0:
            yield Heading(FIXED["profiles"], styles.EYEBROW, level=2, key="profiles")
        else:
            yield Furniture(escape(FIXED["profiles"]), styles.EYEBROW)
        yield Heading(profile.place.name, styles.H3, level=3, key=profile.anchor)
        if profile.spine:
            yield KeepTogether(
                [
                    Text(escape(profile.spine.title), styles.FINDING),
                    Spacer(0, 5),
                    Chart(drawings[profile.spine.svg], profile.spine.alt, CHART_WIDTH),
                ]
            )
            yield Spacer(0, 8)
        yield KeepTogether([_table(report, profile)])
        yield PageBreak()


def _table(report: Report, profile: Profile) -> DataTable:
    heads = describing.profile_heads(report)
    rows = [describing.profile_row(report, section, profile.place) for section in report.sections]
    widths = [_width(head) for head in heads[1:]]
    numeric = [i for i, head in enumerate(heads) if i in (2, 3) or head.startswith("Average")]
    return data_table(
        heads, rows, [styles.WIDTH - sum(widths), *widths], numeric=numeric if report.places.national else [2],
        bold=(2,),
    )  # fmt: skip


WIDTHS = {"Year": 30, "Value": 40, "Average of neighbours": 52, "Last five years": 86}


def _width(head: str) -> float:
    starts = {"Against": 92, "Place": 62}
    return WIDTHS.get(head) or next((width for word, width in starts.items() if head.startswith(word)), 44)
