"""Tables that name their columns and rows, also where they run over pages."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.platypus import Table

from design_system.tagged_pdf import styles
from design_system.tagged_pdf.flowables import Text
from design_system.tagged_pdf.fonts import REGULAR
from design_system.tagged_pdf.tags import Element

NOWHERE: Mapping[tuple[int, int], tuple[str, str]] = MappingProxyType({})


class DataTable(Table):  # type: ignore[misc]
    """Rows of flowables; the first `repeatRows` are column headers, the first column is row headers.

    A table that runs over pages stays one table: its head is printed again, and is page furniture there. A single
    row needs no header of its own: it would make a table of more headers than data.
    """

    row_headers = True
    continues = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.element = Element("Table")

    def split(self, available_width: float, available_height: float) -> list[Any]:
        parts = super().split(available_width, available_height)
        for position, part in enumerate(parts):
            part.element, part.row_headers = self.element, self.row_headers
            part.continues = self.continues or position > 0
        return list(parts)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802,N803
        self._row_y: float | None = None
        self._rows_drawn = 0
        if not self.continues:
            canvas._stack[-1].kids.append(self.element)
        super().drawOn(canvas, x, y, _sW)

    def _drawBkgrnd(self) -> None:  # noqa: N802
        with self.canv.artefact():
            super()._drawBkgrnd()

    def _drawLines(self) -> None:  # noqa: N802
        with self.canv.artefact():
            super()._drawLines()

    def _drawCell(self, value: Any, style: Any, position: Any, size: Any) -> None:  # noqa: N802
        style.fontname = REGULAR  # no cell writes in it, but reportlab would name Helvetica for each
        if position[1] != self._row_y:
            self._row_y, self._column = position[1], 0
            self._rows_drawn += 1
            self._begin_row()
        head = self._rows_drawn <= self.repeatRows
        if head and self.continues:
            with self.canv.artefact():
                super()._drawCell(value, style, position, size)
            return
        first = self.row_headers and self._column == 0
        scope = "Column" if head else "Row" if first else ""
        self._column += 1
        cell = Element("TH" if scope else "TD", scope=scope)
        self._row.kids.append(cell)
        self.canv._stack.append(cell)
        try:
            super()._drawCell(value, style, position, size)
        finally:
            self.canv._stack.pop()

    def _begin_row(self) -> None:
        """A new row of the head or of the body; none for a head that is printed again."""
        head = self._rows_drawn <= self.repeatRows
        if head and self.continues:
            return
        self._row = Element("TR")
        role = "THead" if head else "TBody"
        groups = self.element.kids
        if not groups or groups[-1].role != role:
            groups.append(Element(role))
        groups[-1].kids.append(self._row)


def data_table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    numeric: Sequence[int] = (),
    bold: Sequence[int] = (),
    tinted: Sequence[int] = (),
    small: bool = False,
    shades: Mapping[tuple[int, int], tuple[str, str]] = NOWHERE,
) -> DataTable:
    """A table in the house's look. `numeric`: columns set right; `bold`: columns; `tinted`: rows of the body.

    `shades`: by row of the body and column, the colour of the ground and of the ink, such as "#12436d". A line end in
    a text is one in the cell.
    """
    top = [Text(escape(t), styles.HEAD_NUMBER if i in numeric else styles.HEAD) for i, t in enumerate(heads)]
    body = [
        [
            _cell(text, i, numeric, bold, small, ink=shades.get((number, i), ("", ""))[1])
            for i, text in enumerate(row)
        ]
        for number, row in enumerate(rows)
    ]
    look = [
        (
            "FONTNAME",
            (0, 0),
            (-1, -1),
            REGULAR,
        ),  # cells draw their own text, but reportlab names a font for each
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 1.2 if small else 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.8 if small else 2.8),
        ("LINEBELOW", (0, 0), (-1, 0), 1, styles.BRAND),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, styles.HAIRLINE),
        *(("BACKGROUND", (0, row + 1), (-1, row + 1), styles.TINT) for row in tinted),
        *(
            ("BACKGROUND", (i, row + 1), (i, row + 1), HexColor(ground))
            for (row, i), (ground, _) in shades.items()
        ),
    ]
    table = DataTable([top, *body], colWidths=list(widths), repeatRows=1, style=look, hAlign="LEFT")
    table.row_headers = len(body) > 1
    return table


def _cell(
    text: str, column: int, numeric: Sequence[int], bold: Sequence[int], small: bool, ink: str = ""
) -> Text:
    if column in numeric:
        style = styles.NUMBER_BOLD if column in bold else styles.NUMBER
    else:
        style = styles.SMALL_CELL if small else styles.CELL_BOLD if column in bold else styles.CELL
    shown = escape(text).replace("\n", "<br/>")
    return Text(f'<font color="{ink}">{shown}</font>' if ink else shown, style)
