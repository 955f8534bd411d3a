"""Sheets as plain values: one table each, no empty cell, no text that a spreadsheet would run."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from math import ceil

from kernel.comma_separated import defused
from kernel.symbols import Symbol

Cell = str | int | Decimal

INSTRUCTION = "This sheet contains one table. Symbols in brackets are explained on the sheet “Notes”."
"""Stands under the title of every sheet, before its lines."""
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold."""
LONGEST_CELL = 32_000
"""Characters of one cell; a spreadsheet cuts off what goes beyond 32,767."""
WIDEST, NARROWEST = 60, 10
"""Columns in characters."""


@dataclass(frozen=True)
class Sheet:
    """One table under a title. `lines` stand between them. Every row has as many cells as there are heads."""

    label: str
    title: str
    lines: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @cached_property
    def numeric(self) -> list[int]:
        """The columns that hold numbers, beside symbols perhaps."""
        return [
            i for i in range(len(self.heads)) if any(isinstance(row[i], int | Decimal) for row in self.rows)
        ]

    @cached_property
    def widths(self) -> list[int]:
        """Characters for each column; longer texts are wrapped. Heads are bold, and a fifth wider."""
        columns = zip(*self.rows, strict=True)
        longest = [max(len(str(cell)) for cell in cells) for cells in columns]
        return [
            max(NARROWEST, round(len(head) * 1.2), min(WIDEST, cells)) + 2
            for head, cells in zip(self.heads, longest, strict=True)
        ]

    @property
    def heights(self) -> list[int]:
        """Lines for each row, as far as can be told without drawing it."""
        widths = self.widths
        return [
            max(lines_in(str(cell), width) for cell, width in zip(row, widths, strict=True))
            for row in self.rows
        ]


@dataclass(frozen=True)
class Book:
    """A cover and its sheets. `about` are pairs of name and text. Contents are made of the sheets' titles."""

    title: str
    author: str
    made: datetime
    intro: tuple[str, ...]
    about: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]

    @property
    def cover(self) -> list[tuple[str, str]]:
        """The lines of the cover and what each is: title, heading or text. The headings are those of gptables."""
        return [
            ("title", self.title),
            ("heading", "Introductory information"),
            *(("text", text) for text in self.intro),
            ("heading", "About these data"),
            *(("text", ": ".join(pair)) for pair in self.about),
        ]


def sheet(
    label: str, title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell | None]], *lines: str
) -> Sheet:
    """A sheet whose texts are safe. None becomes [z]: nothing applies there."""
    return Sheet(
        label=label,
        title=title,
        lines=tuple(safe(line) for line in lines if line),
        heads=tuple(heads),
        rows=tuple(tuple(_cell(cell) for cell in row) for row in rows),
    )


def lines_in(text: str, width: int) -> int:
    """How many lines a wrapped text takes, at least one. Letters are narrower than digits; words end lines early."""
    return 1 if len(text) <= width else ceil(len(text) / (width * 0.95))


def marker(symbol: Symbol) -> str:
    return f"[{symbol}]"


def safe(text: str) -> str:
    """Text that XML can hold and no spreadsheet runs."""
    return defused(NOT_TEXT.sub("\ufffd", text))


def paragraphs(text: str) -> list[str]:
    """A long text as pieces that each fit a cell, one a line of it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [line[i : i + LONGEST_CELL] for line in lines for i in range(0, len(line), LONGEST_CELL)]


def decimals(cell: Cell) -> int:
    """How many digits a number has after the point."""
    exponent = cell.as_tuple().exponent if isinstance(cell, Decimal) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _cell(cell: Cell | None) -> Cell:
    if isinstance(cell, str):
        return safe(cell) if cell.strip() else marker(Symbol.NOT_APPLICABLE)
    return marker(Symbol.NOT_APPLICABLE) if cell is None else cell
