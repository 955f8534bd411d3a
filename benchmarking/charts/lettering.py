"""How wide text will be, and how numbers are written. Widths are those of Inter, a little generous."""

import re
from decimal import Decimal

from benchmarking.charts.marks import Number
from kernel.rounding import round_half_up

WIDTHS = {
    **dict.fromkeys("ijl.,:;'|!", 0.28),
    **dict.fromkeys(" ftr()[]/-1", 0.4),
    **dict.fromkeys("mwMWQO%@&", 0.9),
    **dict.fromkeys("ABCDEFGHKNPRSTUVXYZ", 0.7),
}
OTHERS = 0.61
BOLD = 1.07
UNITS_IN_WORDS = {"%": "Per cent"}


def text_width(content: str, size: float, *, bold: bool = False) -> float:
    """Pixels; an estimate, on the safe side for Latin letters."""
    return sum(WIDTHS.get(letter, OTHERS) for letter in content) * size * (BOLD if bold else 1)


def wrap(content: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Lines no wider than `width`, broken at spaces (not at no-break ones); a word too long by itself is cut short with …"""
    lines: list[str] = []
    for word in filter(None, re.split("[ \t\r\n]+", content)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(_cut(word, size, width, bold))
    return lines or [""]


def written(value: Number, decimals: int, unit: str) -> str:
    """1,234.5 or 16.3%: rounded half up, thousands set off. Other units than % stand at the axis."""
    exact = value if isinstance(value, Decimal | int) else Decimal(repr(float(value)))
    return f"{round_half_up(exact, decimals):,}{'%' if unit == '%' else ''}"


def unit_in_words(unit: str) -> str:
    return UNITS_IN_WORDS.get(unit, unit[:1].upper() + unit[1:])


def _cut(word: str, size: float, width: float, bold: bool) -> str:
    if text_width(word, size, bold=bold) <= width:
        return word
    while word and text_width(word + "…", size, bold=bold) > width:
        word = word[:-1]
    return word + "…"
