"""Platypus flowables that say what they are."""

import io
from contextlib import ExitStack
from typing import Any
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph
from svglib.svglib import svg2rlg

from design_system.tagged_pdf import styles
from design_system.tagged_pdf.tags import Element


class Text(Paragraph):  # type: ignore[misc]
    """A paragraph with a role. `within`: roles it sits inside, outermost first; neighbours share the first."""

    role = "P"
    within: tuple[str, ...] = ()

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802,N803
        with ExitStack() as stack:
            for depth, role in enumerate(self.within):
                stack.enter_context(canvas.inside(Element(role), again=depth == 0))
            stack.enter_context(canvas.marked(Element(self.role)))
            super().drawOn(canvas, x, y, _sW)


class Furniture(Text):
    """Text that repeats what was said on an earlier page: no part of the reading."""

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802,N803
        with canvas.artefact():
            Paragraph.drawOn(self, canvas, x, y, _sW)


def heading_3(text: str) -> Text:
    """A small heading of the third level that is in no outline."""
    heading = Text(escape(text), styles.H3_SMALL)
    heading.role, heading.keepWithNext = "H3", 1
    return heading


class Bullet(Text):
    role = "LBody"
    within = ("L", "LI")


class Heading(Text):
    """A heading that is also a bookmark. `level` 1 to 3; the title (level 1) is in no outline."""

    def __init__(self, text: str, style: ParagraphStyle, *, level: int, key: str) -> None:
        super().__init__(escape(text), style)
        self.plain, self.level, self.key, self.role = text, level, key, f"H{level}"
        self.keepWithNext = 1

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802,N803
        canvas.bookmarkHorizontal(self.key, 0, y + self.height + 12)
        canvas.pages[self.key] = canvas.getPageNumber()
        if self.level > 1:
            canvas.addOutlineEntry(self.plain, self.key, level=self.level - 2, closed=self.level == 2)
        super().drawOn(canvas, x, y, _sW)


class Entry(Flowable):  # type: ignore[misc]
    """A line of the contents: a link, dots, the page number."""

    def __init__(self, text: str, key: str, page: int, style: ParagraphStyle, indent: float) -> None:
        super().__init__()
        self.text, self.key, self.page, self.style, self.indent = text, key, page, style, indent

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self.style.leading + (6 if not self.indent else 1.5)
        return self.width, self.height

    def draw(self) -> None:
        c, style = self.canv, self.style
        with c.inside(Element("TOC"), again=True), c.inside(Element("TOCI")), c.marked(Element("Reference")):
            c.setFont(style.fontName, style.fontSize)
            c.setFillColor(style.textColor)
            c.drawString(self.indent, 3, self.text)
            c.drawRightString(self.width, 3, str(self.page))
            c.linkRect("", self.key, (0, 0, self.width, style.leading), relative=1)
        with c.artefact():
            c.setStrokeColor(styles.HAIRLINE)
            c.setLineWidth(0.5)
            c.setDash(0.5, 2.5)
            start = self.indent + c.stringWidth(self.text, style.fontName, style.fontSize) + 5
            c.line(
                start, 5, self.width - c.stringWidth(str(self.page), style.fontName, style.fontSize) - 5, 5
            )
            c.setDash()


class Chart(Flowable):  # type: ignore[misc]
    """The page's own SVG, drawn as vectors, `width` points wide, or as wide as its height lets it."""

    def __init__(self, drawing: Drawing, alt: str, width: float) -> None:
        super().__init__()
        self.drawing, self.alt = drawing, alt
        self.scale = min(width / drawing.width, styles.TALLEST_CHART / drawing.height)
        self.width, self.height = drawing.width * self.scale, drawing.height * self.scale

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        left, bottom = self.canv.absolutePosition(0, 0)
        box = (left, bottom, left + self.width, bottom + self.height)
        with self.canv.marked(Element("Figure", alt=self.alt, box=box)):
            self.canv.saveState()
            self.canv.scale(self.scale, self.scale)
            self.drawing.drawOn(self.canv, 0, 0)
            self.canv.restoreState()


def drawing_of(svg: str) -> Drawing:
    return svg2rlg(io.StringIO(svg))
