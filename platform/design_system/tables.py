"""A data table as plain values: what the page says, not how it looks. `{% data_table table %}` draws it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from kernel.symbols import Symbol


@dataclass(frozen=True)
class Column:
    text: str
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """A value with something around it: a link, a status tag beside it, a note under it."""

    value: Any
    href: str = ""
    status: str = ""
    note: str = ""


@dataclass(frozen=True)
class Row:
    """`comparator=True` sets a row (England, a total) apart from the areas it is compared with."""

    cells: Sequence[Any]
    comparator: bool = False

    def __iter__(self) -> Iterator[Any]:
        return iter(self.cells)


@dataclass(frozen=True)
class Table:
    """Cells may be text, numbers, None, a Symbol, safe HTML or a Cell; the first of a row is its header."""

    caption: str
    columns: Sequence[Column | str]
    rows: Sequence[Row | Sequence[Any]]
    caption_size: str = "m"
    caption_hidden: bool = False
    row_headers: bool = True
    compact: bool = False
    note: str = ""
    key: str = ""  # only where two tables of one page share a caption

    @property
    def id(self) -> str:
        return f"table-{slugify(self.key or self.caption)}"

    @property
    def heads(self) -> list[Column]:
        return [Column(each) if isinstance(each, str) else each for each in self.columns]

    @property
    def body(self) -> list[dict[str, Any]]:
        """Rows ready to print: each cell with its HTML and whether it is a header or a number."""
        return [
            {
                "comparator": isinstance(row, Row) and row.comparator,
                "cells": [
                    {
                        "html": display(value),
                        "header": self.row_headers and place == 0,
                        "numeric": column.numeric,
                    }
                    for place, (column, value) in enumerate(zip(self.heads, row, strict=True))
                ],
            }
            for row in self.rows
        ]


def display(value: Any) -> SafeString:
    """One value as a reader sees it: thousands separated, symbols explained, no value as a dash."""
    if isinstance(value, Cell):
        return _display_cell(value)
    if isinstance(value, Symbol):
        return symbol(value)
    if value is None:
        return SafeString(
            '<span aria-hidden="true">–</span><span class="govuk-visually-hidden">no value</span>'
        )
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return conditional_escape(f"{value:,}".replace("-", "\N{MINUS SIGN}"))
    return conditional_escape(value)


def symbol(value: Symbol | str) -> SafeString:
    """A symbol in brackets, with its meaning for those who hear the page and for those who point at it."""
    one = Symbol(value)
    return format_html(
        '<abbr class="app-symbol" title="{meaning}" aria-hidden="true">[{symbol}]</abbr>'
        '<span class="govuk-visually-hidden">{meaning}</span>',
        symbol=one.value,
        meaning=one.meaning,
    )


def _display_cell(cell: Cell) -> SafeString:
    context = {"html": display(cell.value), "cell": cell}
    return render_to_string("design_system/partials/cell.html", context)
