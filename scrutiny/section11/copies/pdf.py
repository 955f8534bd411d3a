"""A copy as a tagged PDF: what a page of it says a screen reader can read too."""

import io
from collections.abc import Iterator
from datetime import UTC
from typing import Any
from xml.sax.saxutils import escape

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer, TableStyle

from design_system.tagged_pdf import fonts, styles
from design_system.tagged_pdf.flowables import Heading, Text
from design_system.tagged_pdf.tables import DataTable
from design_system.tagged_pdf.tags import Element, TaggedCanvas, write_tags
from scrutiny.section11.copies.document import Copy, CopyAnswer

FIELD = styles.BODY.clone("field", spaceAfter=1.5)
LEFT = 128
"""Points of the column with the names of the facts."""


def copy_pdf(copy: Copy) -> bytes:
    """The same copy gives the same bytes."""
    fonts.register()
    pages: dict[str, int] = {}
    _draw(copy, pages)
    drawn, tree = _draw(copy, pages)
    return write_tags(
        drawn,
        tree,
        title=f"{copy.title}: {copy.round}",
        author=copy.organisation,
        made=copy.made.astimezone(UTC),
    )


def _draw(copy: Copy, pages: dict[str, int]) -> tuple[bytes, Element]:
    """Draw every page; twice, because each names the last. `pages` holds it under ""."""
    out, tree = io.BytesIO(), Element("Document")
    document = BaseDocTemplate(
        out, pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT), invariant=1, pageCompression=1,
        leftMargin=styles.MARGIN, rightMargin=styles.MARGIN, topMargin=styles.TOP, bottomMargin=styles.BOTTOM,
    )  # fmt: skip
    height = styles.PAGE_HEIGHT - styles.TOP - styles.BOTTOM
    frame = Frame(styles.MARGIN, styles.BOTTOM, styles.WIDTH, height, 0, 0, 0, 0)

    def furniture(canvas: TaggedCanvas, drawn: Any) -> None:
        _furniture(canvas, copy, drawn.page, pages.get("", drawn.page))

    def canvas(*args: Any, **kwargs: Any) -> TaggedCanvas:
        made = TaggedCanvas(*args, tree=tree, titles={}, **kwargs)
        made.pages = pages
        return made

    document.addPageTemplates([PageTemplate("page", [frame], onPage=furniture)])
    document.build(list(_story(copy)), canvasmaker=canvas)
    pages[""] = document.page
    return out.getvalue(), tree


def _story(copy: Copy) -> Iterator[Flowable]:
    yield Text(escape(copy.round), styles.EYEBROW)
    yield Heading(copy.title, styles.H2, level=1, key="title")
    if copy.notices:
        yield Text("<br/>".join(map(escape, copy.notices)), styles.WARNING)
    yield _facts(copy)
    yield Spacer(0, 10)
    for position, section in enumerate(copy.sections):
        yield Spacer(0, 8)
        yield Heading(section.heading, styles.H3, level=2, key=f"section-{position}")
        yield _paragraph(section.expectation)
        for place, answer in enumerate(section.answers):
            yield from _answer(answer, f"answer-{position}-{place}")


def _answer(answer: CopyAnswer, key: str) -> Iterator[Flowable]:
    yield Heading(f"{answer.number} {answer.statement}", styles.H3_SMALL, level=3, key=key)
    for name, text in answer.fields:
        yield Text(f'<font name="{fonts.BOLD}">{escape(name)}:</font> {_lines(text)}', FIELD)


def _paragraph(text: str) -> Flowable:
    return Text(_lines(text), styles.BODY)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def _facts(copy: Copy) -> DataTable:
    cells = [
        [Text(escape(name), styles.CELL_BOLD), Text(escape(text), styles.CELL)] for name, text in copy.facts
    ]
    look = TableStyle([
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, styles.HAIRLINE),
    ])  # fmt: skip
    return DataTable(cells, colWidths=[LEFT, styles.WIDTH - LEFT], style=look)


def _furniture(canvas: TaggedCanvas, copy: Copy, page: int, last: int) -> None:
    """Whose copy it is and the number of the page, on each: no part of the reading."""
    with canvas.artefact():
        canvas.saveState()
        canvas.setStrokeColor(styles.HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.line(styles.MARGIN, 38, styles.PAGE_WIDTH - styles.MARGIN, 38)
        canvas.setFillColor(styles.QUIET)
        canvas.setFont(fonts.REGULAR, 8)
        canvas.drawString(styles.MARGIN, styles.PAGE_HEIGHT - 22, " ".join(copy.notices))
        canvas.drawString(styles.MARGIN, 26, f"{copy.title}, {copy.round}"[:110])
        canvas.drawRightString(styles.PAGE_WIDTH - styles.MARGIN, 26, f"Page {page} of {last}")
        canvas.restoreState()
