"""Inter, embedded. Digits are all of one width, so that columns of numbers line up."""

from functools import cache
from pathlib import Path

from reportlab import rl_config
from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from svglib.fonts import register_font

FOLDER = Path(__file__).parent / "inter"
REGULAR, BOLD = "Report-Regular", "Report-SemiBold"
"""Names of our own: svglib takes those of the family for whatever the machine has, once it met a drawing."""


@cache
def register() -> None:
    """Make the fonts known to reportlab and svglib, once a process."""
    regular, bold = FOLDER / "Inter-Regular.ttf", FOLDER / "Inter-SemiBold.ttf"
    pdfmetrics.registerFont(TTFont(REGULAR, str(regular)))
    pdfmetrics.registerFont(TTFont(BOLD, str(bold)))
    for is_bold, is_italic, name in ((0, 0, REGULAR), (1, 0, BOLD), (0, 1, REGULAR), (1, 1, BOLD)):
        addMapping(REGULAR, is_bold, is_italic, name)
    register_font("Inter", str(regular), rlgFontName=REGULAR)
    register_font("Inter", str(bold), weight="bold", rlgFontName=BOLD)
    # Pages and drawings begin in reportlab's default font, which is not embedded, unless they are told another.
    STATE_DEFAULTS["fontName"] = REGULAR
    rl_config.canvas_basefontname = REGULAR
