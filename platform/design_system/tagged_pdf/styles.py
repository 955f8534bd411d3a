"""Paper, colours and lettering of every PDF."""

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from design_system.tagged_pdf.fonts import BOLD, REGULAR

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 48
TOP, BOTTOM = 44, 46
WIDTH = PAGE_WIDTH - 2 * MARGIN
TALLEST_CHART = 660

BRAND, INK, QUIET = HexColor("#0e3a4b"), HexColor("#0b0c0c"), HexColor("#505a5f")
LINK, HAIRLINE, TINT, PAPER = (
    HexColor("#1d5f8a"),
    HexColor("#c9d1d5"),
    HexColor("#eff3f5"),
    HexColor("#ffffff"),
)


TURQUOISE = HexColor("#28A197")


def _style(
    name: str, size: float, leading: float, *, bold: bool = False, colour: Color = INK, **more: object
) -> ParagraphStyle:
    font = BOLD if bold else REGULAR
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=leading, textColor=colour, bulletFontName=REGULAR, **more
    )


TITLE = _style("title", 36, 42, bold=True, colour=PAPER)
COVER_LEAD = _style("cover lead", 15, 21, colour=PAPER)
COVER_NOTE = _style("cover note", 11, 15, colour=PAPER)
NOTICE = _style(
    "notice",
    9,
    12.5,
    backColor=TINT,
    borderColor=TINT,
    borderWidth=0,
    borderPadding=(7, 8, 7, 8),
    leftIndent=8,
    rightIndent=8,
)
WARNING = _style(
    "warning",
    10,
    13.5,
    bold=True,
    borderColor=INK,
    borderWidth=1,
    borderPadding=6,
    leftIndent=7,
    rightIndent=7,
    spaceBefore=8,
    spaceAfter=8,
)
REMARK = _style(
    "remark",
    9,
    12.5,
    backColor=TINT,
    borderColor=TINT,
    borderWidth=0,
    borderPadding=(3, 8, 3, 8),
    leftIndent=8,
    rightIndent=8,
)
FACT = _style("fact", 24, 28, bold=True, colour=BRAND)
FACT_LABEL = _style("fact label", 9, 12, colour=QUIET)
H2 = _style("h2", 20, 25, bold=True, colour=BRAND, spaceAfter=8)
EYEBROW = _style("eyebrow", 9, 12, bold=True, colour=QUIET, spaceAfter=3)
H3 = _style("h3", 16, 20, bold=True, colour=BRAND, spaceAfter=3)
H3_SMALL = _style("h3 small", 10, 13, bold=True, colour=BRAND, spaceBefore=6, spaceAfter=1.5)
FINDING = _style("finding", 10.5, 14.5, bold=True, spaceAfter=2)
BODY = _style("body", 9.5, 13.5, spaceAfter=5)
SUMMARY = _style("summary", 9.5, 13, spaceAfter=2, leftIndent=9, bulletIndent=0)
NOTE = _style("note", 8, 11, colour=QUIET, spaceAfter=2)
CAVEAT = _style("caveat", 8, 10.8, spaceAfter=2)
DEFINITION = _style("definition", 8.5, 11.3, leftIndent=9, firstLineIndent=-9, spaceAfter=0.8)
CELL = _style("cell", 8.2, 10.4)
CELL_BOLD = _style("cell bold", 8.2, 10.4, bold=True)
NUMBER = _style("number", 8.2, 10.4, alignment=TA_RIGHT)
NUMBER_BOLD = _style("number bold", 8.2, 10.4, bold=True, alignment=TA_RIGHT)
HEAD = _style("head", 7.8, 9.8, bold=True, colour=BRAND)
HEAD_NUMBER = _style("head number", 7.8, 9.8, bold=True, colour=BRAND, alignment=TA_RIGHT)
SMALL_CELL = _style("small cell", 7.2, 9.4, splitLongWords=1)
ENTRY = _style("entry", 9.5, 13)
ENTRY_TOP = _style("entry top", 10, 13, bold=True, colour=BRAND)
