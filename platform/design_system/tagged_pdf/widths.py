"""Widths of a table's columns, from what stands in them: no word is broken while there is room for it."""

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth

from design_system.tagged_pdf import fonts, styles

PADDING = 8.5
"""Left and right of a cell's text, in points, with a hair to spare."""


def fitted(heads: Sequence[str], rows: Sequence[Sequence[str]], whole: float = styles.WIDTH) -> list[float]:
    """A width for each column, in points; together `whole`.

    Each column gets the width of its longest word. What is left goes to the other columns before the first, whose names
    read well over two lines: to those whose longest line wants more, by how much more it wants. The rest is the first's.
    Where even the words do not fit, all shrink alike.
    """
    fonts.register()
    columns = [
        [(head, styles.HEAD), *((row[i], styles.NUMBER) for row in rows)] for i, head in enumerate(heads)
    ]
    least = [PADDING + max(_width(word, style) for text, style in each for word in text.split() or [""]) for each in columns]  # fmt: skip
    wanted = [PADDING + max(_width(line, style) for text, style in each for line in text.split("\n")) for each in columns]  # fmt: skip
    left = whole - sum(least)
    if left <= 0:
        return [each * whole / sum(least) for each in least]
    more = [0.0, *(want - have for want, have in zip(wanted[1:], least[1:], strict=True))]
    part = min(1.0, left / sum(more)) if sum(more) else 0.0
    widths = [have + part * each for have, each in zip(least, more, strict=True)]
    widths[0] += whole - sum(widths)
    return widths


def _width(text: str, style: ParagraphStyle) -> float:
    return float(stringWidth(text, style.fontName, style.fontSize))
