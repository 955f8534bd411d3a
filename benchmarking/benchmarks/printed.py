"""What an output says of a count: read from the values themselves, whatever was meant to be hidden."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import singledispatch

import numpy as np

from benchmarking.benchmarks.value import Value
from benchmarking.disclosure import count_bounds
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.linked import Key, LinkedCounts
from benchmarking.indicators.models import Figure
from benchmarking.indicators.quantities import Part
from benchmarking.indicators.shown import Shown
from benchmarking.indicators.withholding import Ledger


@dataclass(frozen=True)
class Printed:
    """One line of an output: an area's figure, or the pooled areas over several.

    figures: those it speaks of. said: whether anything else that follows from the count stands there (a limit, a
    comparison, a verdict).
    """

    indicator: str
    figures: tuple[uuid.UUID, ...]
    pooled: bool
    numerator: int | None
    denominator: int | None
    value: Decimal | None
    said: bool


@singledispatch
def printed(line: Value | Shown, figures: Iterable[uuid.UUID] = ()) -> Printed:
    """A line of a benchmark, a page or a report. figures: for the pooled areas, those that were added together."""
    raise TypeError(type(line))


@printed.register
def _(line: Value, figures: Iterable[uuid.UUID] = ()) -> Printed:
    limits = line.lower is not None or line.upper is not None
    return Printed(
        line.indicator, (line.figure_id,) if line.figure_id else tuple(figures), not line.figure_id,
        line.numerator, line.denominator, line.value, limits or bool(line.comparison or line.verdict or line.strong),
    )  # fmt: skip


@printed.register
def _(line: Shown, figures: Iterable[uuid.UUID] = ()) -> Printed:
    limits = line.lower is not None or line.upper is not None
    return Printed(
        line.figure.indicator, (line.figure.pk,), False, line.numerator, line.denominator, line.value, limits
    )


def read(line: Printed, ledger: Ledger, signed: dict[uuid.UUID, Figure]) -> set[Key]:
    """The cells that the line gives away whole. Narrows the public bounds of those of which it says less.

    A value without its count bounds it; a limit, a comparison or a verdict on a hidden count gives all of it away
    here, because how much it says is not worth finding out: none should stand there.
    """
    cells = _cells(line, ledger, signed)
    top, bottom = cells.get(Part.NUMERATOR), cells.get(Part.DENOMINATOR)
    out = set()
    if top and (line.numerator is not None or line.said):
        out.add(top)
    if bottom and (line.denominator is not None or (line.value is not None and line.numerator is not None)):
        out.add(bottom)
    if top and line.numerator is None and line.value is not None:
        definition = catalogue().get(line.indicator)
        if definition.kind == "count":
            out.add(top)
        else:
            divisor = sum(signed[pk].denominator or 0 for pk in line.figures)
            narrow(ledger.linked, top, definition, line.value, divisor)
    return out


def narrow(linked: LinkedCounts, key: Key, definition: Definition, value: Decimal, divisor: int) -> None:
    """What a printed percentage or rate says of a count, if it can be of that count at all."""
    try:
        lower, upper = count_bounds(
            float(value), divisor, multiplier=definition.multiplier, decimals=definition.decimals
        )
    except ValueError:
        return  # no whole count gives it: it was worked out from something else
    cell = linked.cells[key]
    if np.isnan(cell.value) or lower <= cell.value <= upper:
        cell.lower, cell.upper = max(cell.lower, float(lower)), min(cell.upper, float(upper))


def _cells(line: Printed, ledger: Ledger, signed: dict[uuid.UUID, Figure]) -> dict[Part, Key]:
    if line.pooled:
        return dict(ledger.totals([signed.get(pk) for pk in line.figures]))
    return {part: key for part in Part if (key := ledger.linked.key(line.figures[0], part))}
