"""What the indicators mean, and which signed returns they were calculated from."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from benchmarking.indicators.definition import Definition
from benchmarking.reports import describing
from benchmarking.reports.pdf.contents import FIXED
from benchmarking.reports.report import Report, SignedReturn
from design_system.tagged_pdf import styles
from design_system.tagged_pdf.flowables import Bullet, Heading, Text, heading_3
from design_system.tagged_pdf.fonts import BOLD
from design_system.tagged_pdf.tables import data_table

A_TABLE = 140
"""Points that a heading and the first rows of its table need."""


def story(report: Report) -> Iterator[Flowable]:
    yield Heading(FIXED["definitions"], styles.H2, level=2, key="definitions")
    for definition in report.definitions:
        yield _definition(definition)
    yield CondPageBreak(A_TABLE)
    yield Heading(FIXED["returns"], styles.H2, level=2, key="returns")
    yield Text(escape(describing.ABOUT_RETURNS), styles.BODY)
    for partnership, signed in groupby(report.returns, key=lambda each: each.partnership):
        yield CondPageBreak(A_TABLE)
        heading = heading_3(partnership)
        heading.keepWithNext = 0  # the table may run over pages, and would be kept whole with its heading
        yield heading
        yield _returns(list(signed), with_standing=describing.any_correction(report))


def _definition(definition: Definition) -> Flowable:
    heading = Heading(definition.name, styles.H3_SMALL, level=3, key=f"definition-{definition.slug}")
    rows = [
        Bullet(f'<font name="{BOLD}">{escape(name)}:</font> {escape(text)}', styles.DEFINITION)
        for name, text in describing.definition_rows(definition)
    ]
    return KeepTogether([heading, *rows, Spacer(0, 6)])


def _returns(signed: Sequence[SignedReturn], *, with_standing: bool) -> Flowable:
    heads = describing.return_heads(with_standing=with_standing)
    rows = [describing.return_row(each, with_standing=with_standing)[1:] for each in signed]
    widths = [62, 56, 64, 64, 98] if with_standing else [62, 56, 74, 74]
    return data_table(heads[1:], rows, (*widths, styles.WIDTH - sum(widths)), small=True)
