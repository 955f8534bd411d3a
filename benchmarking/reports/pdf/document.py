"""Drawing the whole: pages, their furniture, and two passes, because the contents name pages not drawn yet."""

import io
from collections.abc import Callable
from datetime import UTC
from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from benchmarking.reports import describing
from benchmarking.reports.pdf import annexes, audit, contents, cover, indicators, profiles, summary
from benchmarking.reports.report import Report
from design_system.tagged_pdf import fonts, styles
from design_system.tagged_pdf.flowables import drawing_of
from design_system.tagged_pdf.tags import Element, TaggedCanvas, write_tags

WARNING_SIZE = 7.5


def report_pdf(report: Report) -> bytes:
    """The same report gives the same bytes."""
    fonts.register()
    texts = [each.svg for each in report.charts] + [
        each.svg for each in (report.audit.pictures if report.audit else ())
    ]
    drawings = {svg: drawing_of(svg) for svg in texts}
    pages: dict[str, int] = {}

    def story() -> list[Flowable]:
        return [
            *cover.story(report),
            *contents.story(report, pages),
            *summary.story(report),
            *indicators.story(report, drawings),
            *audit.story(report, drawings),
            *profiles.story(report, drawings),
            *annexes.story(report),
        ]

    _draw(report, story(), pages)
    drawn, tree = _draw(report, story(), pages)
    made = report.basis.created_at.astimezone(UTC)
    title = f"{report.title}: {report.basis.region}"
    return write_tags(
        drawn, tree, title=title, author=report.basis.audience or report.basis.region, made=made
    )


def _draw(report: Report, story: list[Flowable], pages: dict[str, int]) -> tuple[bytes, Element]:
    """Draw every page. Fills `pages` with the page of each bookmark, and "" with the last page."""
    out, tree = io.BytesIO(), Element("Document")
    titles = _titles(report)
    document = BaseDocTemplate(
        out, pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT), invariant=1, pageCompression=1,
        leftMargin=styles.MARGIN, rightMargin=styles.MARGIN, topMargin=styles.TOP, bottomMargin=styles.BOTTOM,
    )  # fmt: skip
    document.addPageTemplates(
        [
            PageTemplate("cover", [_frame(cover.FRAME_TOP)], onPage=cover.band),
            PageTemplate("page", [_frame(styles.TOP)], onPage=_furniture(report, pages)),
        ]
    )

    def canvas(*args: Any, **kwargs: Any) -> TaggedCanvas:
        made = TaggedCanvas(*args, tree=tree, titles=titles, **kwargs)
        made.pages = pages
        return made

    document.build(story, canvasmaker=canvas)
    pages[""] = document.page
    return out.getvalue(), tree


def _titles(report: Report) -> dict[str, str]:
    named = {section.anchor: section.definition.name for section in report.sections}
    named |= {profile.anchor: profile.place.name for profile in report.profiles}
    return named | {topic.anchor: topic.name for topic in report.topics} | contents.FIXED


def _frame(top: float) -> Frame:
    height = styles.PAGE_HEIGHT - top - styles.BOTTOM
    return Frame(styles.MARGIN, styles.BOTTOM, styles.WIDTH, height, 0, 0, 0, 0)


def _furniture(report: Report, pages: dict[str, int]) -> Callable[[TaggedCanvas, Any], None]:
    """Title and page number at the foot, warnings at the head: not part of the text, where the cover says them."""
    warnings = simpleSplit(" ".join(describing.warnings(report)), fonts.REGULAR, WARNING_SIZE, styles.WIDTH)

    def draw(canvas: TaggedCanvas, document: Any) -> None:
        with canvas.artefact():
            canvas.saveState()
            canvas.setStrokeColor(styles.HAIRLINE)
            canvas.setLineWidth(0.5)
            canvas.line(styles.MARGIN, 38, styles.PAGE_WIDTH - styles.MARGIN, 38)
            canvas.setFillColor(styles.QUIET)
            canvas.setFont(fonts.REGULAR, WARNING_SIZE)
            for i, line in enumerate(warnings):
                canvas.drawString(styles.MARGIN, styles.PAGE_HEIGHT - 16 - i * 9, line)
            canvas.setFont(fonts.REGULAR, 8)
            canvas.drawString(styles.MARGIN, 26, f"{report.title}, {report.basis.region}")
            last = pages.get("", document.page)
            canvas.drawRightString(styles.PAGE_WIDTH - styles.MARGIN, 26, f"Page {document.page} of {last}")
            canvas.restoreState()

    return draw
