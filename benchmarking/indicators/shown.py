"""A signed figure as it may be shown: protected first, then divided.

A benchmark speaks of reporting years that stand today. This says the same, by the same rule and the same
functions, of any one figure: of another period, or of a return that was superseded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from benchmarking.indicators import arithmetic
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.models import Figure
from kernel.symbols import Symbol


@dataclass(frozen=True)
class Shown:
    """What a page may say of a figure. `figure` is for its period, status and return: never print its counts."""

    figure: Figure
    definition: Definition
    numerator: int | None
    denominator: int | None
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    symbol: Symbol | None

    @property
    def hidden(self) -> bool:
        """Whether a count that was signed is not shown."""
        return self.symbol == Symbol.CONFIDENTIAL


def show_all(figures: Iterable[Figure]) -> list[Shown]:
    """In the order of the catalogue, then of time. Figures of indicators that it no longer has are left out."""
    order = {slug: i for i, slug in enumerate(catalogue().slugs)}
    known = sorted(
        (figure for figure in figures if figure.indicator in order),
        key=lambda figure: (order[figure.indicator], figure.period_end, figure.period_start),
    )
    return [show(figure) for figure in known]


def show(figure: Figure) -> Shown:
    """Raises UnknownIndicator where the catalogue no longer has the indicator."""
    definition = catalogue().get(figure.indicator)
    safe = arithmetic.protect(
        definition, _number(figure.numerator), _number(figure.denominator), figure.symbol, figure.status
    )
    numerator, denominator, symbol = float(safe.numerator), float(safe.denominator), str(safe.symbol)
    estimate = arithmetic.estimate(definition, numerator, denominator)
    value: Decimal | None = arithmetic.exact(definition, numerator, denominator).values.item()
    if value == 0 and numerator > 0:
        value, symbol = None, Symbol.LOW
    limits = value is not None and definition.kind != "count"
    return Shown(
        figure=figure,
        definition=definition,
        numerator=arithmetic.whole(numerator),
        denominator=arithmetic.whole(denominator),
        value=value,
        lower=arithmetic.rounded(float(estimate.lower), definition) if limits else None,
        upper=arithmetic.rounded(float(estimate.upper), definition) if limits else None,
        symbol=None if value is not None else Symbol(symbol or str(estimate.symbol)),
    )


def _number(number: int | None) -> float:
    return np.nan if number is None else float(number)
