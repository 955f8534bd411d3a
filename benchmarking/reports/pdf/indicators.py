"""Two pages for each indicator: what was found and how areas compare, then how they moved; a table beside each chart."""

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from benchmarking.benchmarks.places import Level
from benchmarking.reports import describing
from benchmarking.reports.pdf.remarks import remarks
from benchmarking.reports.report import Drawn, Report, Section, Topic
from design_system.tagged_pdf import styles
from design_system.tagged_pdf.flowables import Chart, Furniture, Heading, Text
from design_system.tagged_pdf.tables import DataTable, data_table

CHART_WIDTH = 372
Drawings = Mapping[str, Drawing]


def story(report: Report, drawings: Drawings) -> Iterator[Flowable]:
    for topic in report.topics:
        for position, section in enumerate(topic.sections):
            yield from _opening(report, section, topic, first=position == 0)
            yield from _section(section, drawings)
            yield PageBreak()


def _opening(report: Report, section: Section, topic: Topic, *, first: bool) -> Iterator[Flowable]:
    """The topic, with what was said of it where it begins; then the indicator's name."""
    if first:
        yield Heading(topic.name, styles.EYEBROW, level=2, key=topic.anchor)
        yield from remarks(report, topic.anchor)
    else:
        yield Furniture(escape(topic.name), styles.EYEBROW)
    yield Heading(section.definition.name, styles.H3, level=3, key=section.anchor)


def _section(section: Section, drawings: Drawings) -> Iterator[Flowable]:
    yield KeepTogether(_figure(section.dots, describing.measured(section), drawings))
    notes = [*describing.symbols_in(section), describing.about_standings(section)]
    yield KeepTogether([_newest(section), *(Text(escape(note), styles.NOTE) for note in notes if note)])
    if section.trend:
        yield Spacer(0, 5)
        yield KeepTogether(_figure(section.trend, describing.movement_measured(section), drawings))
    if section.panels:
        yield Spacer(0, 5)
        yield KeepTogether(
            [*_figure(section.panels, describing.movement_measured(section), drawings), _movement(section)]
        )
    if section.funnel:
        yield Spacer(0, 5)
        yield KeepTogether(
            [*_figure(section.funnel, describing.limits_measured(section), drawings), _limits(section)]
        )
    yield Spacer(0, 4)
    definition = section.definition
    yield KeepTogether(
        [
            Text(escape(" ".join(("To bear in mind:", *definition.caveats))), styles.CAVEAT),
            Text(f"Source: {escape(describing.source(definition))}", styles.NOTE),
        ]
    )


def _figure(drawn: Drawn, subtitle: str, drawings: Drawings) -> list[Flowable]:
    """The finding, what is measured, the chart."""
    finding = Text(escape(drawn.title), styles.FINDING)
    finding.keepWithNext = 1
    return [
        finding,
        Text(escape(subtitle), styles.NOTE),
        Spacer(0, 4),
        Chart(drawings[drawn.svg], drawn.alt, CHART_WIDTH),
        Spacer(0, 4),
    ]


def _newest(section: Section) -> DataTable:
    rows = [describing.newest_row(section, place, value) for place, value in section.newest]
    tinted = [i for i, (place, _) in enumerate(section.newest) if place.level != Level.AREA]
    heads = describing.newest_heads(section)
    counted = len(heads) - 2 - (2 if section.standings else 0)
    widths = [42, 76, 44, 58][:counted] if section.standings else [52, 86, 50, 64][:counted]
    others = [66, 52, 64] if section.standings else [92]
    numeric = [*range(1, counted + 1), *([len(heads) - 2] if section.standings else [])]
    return data_table(heads, rows, _filled([*widths, *others]), numeric=numeric, bold=(1,), tinted=tinted)


def _movement(section: Section) -> DataTable:
    places = describing.moved_places(section)
    heads = describing.movement_heads(section)
    widths = [46, 46, 46, 76, 92] if len(heads) == 6 else [35, 35, 44, 74, 68, 70, 78]
    return data_table(
        heads,
        [describing.movement_row(section, place) for place in places],
        _filled(widths),
        numeric=(1, 2, 3),
        bold=(2,),
        tinted=[i for i, place in enumerate(places) if place.level != Level.AREA],
    )


def _limits(section: Section) -> DataTable:
    return data_table(
        describing.limits_heads(section),
        [describing.limits_row(section, each) for each in section.expected],
        _filled([48, 58, 76, 80, 106]),
        numeric=(1, 2, 3, 4),
        bold=(2,),
    )


def _filled(widths: Sequence[float]) -> list[float]:
    """The first column takes what the others leave."""
    return [styles.WIDTH - sum(widths), *widths]
