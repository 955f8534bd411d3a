"""Values as cells of a table: a number that leads to where it comes from, or the symbol that stands for it."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.wording import amount, interval
from design_system.tables import Cell
from kernel.symbols import Symbol


def value_cell(value: Value | None, definition: Definition, *, with_status: bool = True) -> Any:
    """The value, linked to its figure page. Where nothing was signed: not available."""
    if value is None:
        return Symbol.NOT_AVAILABLE
    shown = shown_value(value, definition)
    status = value.status.capitalize() if with_status and value.status != "official" else ""
    return Cell(shown, href=figure_address(value), status=status)


def shown_value(value: Value, definition: Definition) -> str | Symbol:
    return value.symbol or Symbol.NOT_AVAILABLE if value.value is None else amount(value.value, definition)


def interval_cell(value: Value, definition: Definition) -> str | Symbol | None:
    """Nothing where the value stands without an interval, as a plain count does."""
    if value.value is None:
        return value.symbol or Symbol.NOT_AVAILABLE
    return interval(value.lower, value.upper, definition) or None


def count_cell(number: int | None, value: Value) -> int | Symbol:
    """A numerator or denominator, or why it is not there."""
    return number if number is not None else value.symbol or Symbol.NOT_AVAILABLE


def figure_address(value: Value) -> str:
    """Areas' values come from a signed figure; those of wider places are calculated or published elsewhere."""
    return reverse("indicators:figure", args=[value.figure_id]) if value.figure_id else ""


def shown_amount(number: Decimal | None, definition: Definition) -> str | Symbol:
    """A number that stands without a value of its own, such as an average."""
    return Symbol.NOT_AVAILABLE if number is None else amount(number, definition)
