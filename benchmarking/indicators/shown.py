"""A signed figure as it may be shown: protected first, then divided.

A benchmark speaks of reporting years that stand today. This says the same, by the same rule and the same
functions, of any one figure: of another period, or of a return that was superseded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from benchmarking.disclosure import hide, protect_small
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.models import Figure
from benchmarking.statistics import Estimate, count, proportion, published, rate
from kernel.rounding import round_half_up
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
    numerator, denominator, symbol = _protected(figure, definition)
    estimate = _estimate(definition, numerator, denominator)
    value = _printed(definition, numerator, denominator)
    if value == 0 and numerator > 0:
        value, symbol = None, Symbol.LOW
    limits = value is not None and definition.kind != "count"
    return Shown(
        figure=figure,
        definition=definition,
        numerator=_whole(numerator),
        denominator=_whole(denominator),
        value=value,
        lower=_limit(estimate.lower, definition) if limits else None,
        upper=_limit(estimate.upper, definition) if limits else None,
        symbol=None if value is not None else Symbol(symbol or str(estimate.symbol)),
    )


def _protected(figure: Figure, definition: Definition) -> tuple[float, float, str]:
    """Numerator, denominator and symbol, with NaN for what is missing or may not be shown."""
    numerator, denominator = _number(figure.numerator), _number(figure.denominator)
    rule = definition.suppression
    if rule.rule == "none":
        return numerator, denominator, figure.symbol
    protection = protect_small(
        numerator, denominator, figure.symbol, figure.status,
        part_of_whole=definition.kind == "proportion", smallest=rule.smallest, largest=rule.largest,
    )  # fmt: skip
    return (
        float(hide(numerator, protection.hidden)),
        float(hide(denominator, protection.denominator_hidden)),
        str(protection.symbol),
    )


def _estimate(definition: Definition, numerator: float, denominator: float) -> Estimate:
    if definition.kind == "proportion":
        return proportion(numerator, denominator, multiplier=definition.multiplier)
    if definition.kind == "rate":
        return rate(numerator, denominator, multiplier=definition.multiplier)
    return count(numerator)


def _printed(definition: Definition, numerator: float, denominator: float) -> Decimal | None:
    bottom = 1.0 if definition.kind == "count" else denominator
    printed = published(numerator, bottom, multiplier=definition.multiplier, decimals=definition.decimals)
    value: Decimal | None = printed.values.item()
    return value


def _number(number: int | None) -> float:
    return np.nan if number is None else float(number)


def _whole(number: float) -> int | None:
    return None if np.isnan(number) else int(number)


def _limit(limit: object, definition: Definition) -> Decimal:
    return round_half_up(repr(float(limit)), definition.decimals)  # type: ignore[arg-type]
