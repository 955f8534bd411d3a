"""A page for each indicator: what was found, the chart, its table, the years, what to bear in mind."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from benchmarking.benchmarks.places import Level
from benchmarking.reports import describing
from benchmarking.reports.pdf import styles
from benchmarking.reports.pdf.flowables import Chart, DataTable, Furniture, Heading, Text, data_table
from benchmarking.reports.report import Report, Section, Topic

CHART_WIDTH = 420


def story(report: Report, drawings: Mapping[str, Drawing]) -> Iterator[Flowable]:
    for topic in report.topics:
        for position, section in enumerate(topic.sections):
            yield from _section(section, drawings, topic, first=position == 0)
            yield PageBreak()


def _section(
    section: Section, drawings: Mapping[str, Drawing], topic: Topic, *, first: bool
) -> Iterator[Flowable]:
    definition = section.definition
    eyebrow: Text
    if first:
        eyebrow = Heading(topic.name, styles.EYEBROW, level=2, key=topic.anchor)
    else:
        eyebrow = Furniture(escape(topic.name), styles.EYEBROW)
    yield KeepTogether(
        [
            eyebrow,
            Heading(definition.name, styles.H3, level=3, key=section.anchor),
            Text(escape(section.finding), styles.FINDING),
            Text(escape(describing.measured(section)), styles.NOTE),
            Spacer(0, 5),
            Chart(drawings[section.dots.svg], section.dots.alt, CHART_WIDTH),
        ]
    )
    meanings = "; ".join(describing.symbols_in(section))
    yield KeepTogether([_table(section), *([Text(escape(meanings), styles.NOTE)] if meanings else [])])
    if section.trend:
        yield Spacer(0, 7)
        yield KeepTogether(
            [
                Text(escape(describing.trend_title(section)), styles.FINDING),
                Spacer(0, 3),
                Chart(drawings[section.trend.svg], section.trend.alt, CHART_WIDTH),
            ]
        )
    yield Spacer(0, 4)
    yield KeepTogether(
        [
            Text(escape(" ".join(("To bear in mind:", *definition.caveats))), styles.CAVEAT),
            Text(f"Source: {escape(describing.source(definition))}", styles.NOTE),
        ]
    )


def _table(section: Section) -> DataTable:
    definition = section.definition
    rows = [describing.newest_row(section, place, value) for place, value in section.newest]
    tinted = [i for i, (place, _) in enumerate(section.newest) if place.level != Level.AREA]
    heads = describing.newest_heads(section)
    widths = [150, 52, 82, 48, 62] if definition.denominator else [180, 60, 90, 60]
    widths.append(styles.WIDTH - sum(widths))
    return data_table(heads, rows, widths, numeric=range(1, len(heads) - 1), bold=(1,), tinted=tinted)
