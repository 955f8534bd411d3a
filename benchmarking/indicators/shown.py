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
from benchmarking.indicators.decisions import Decisions, decisions_about
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.models import Figure
from benchmarking.indicators.quantities import Part
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

    @property
    def note(self) -> str:
        """What the partnership wrote beside its figure; nothing where the count is hidden, which a note may quote."""
        return "" if self.hidden else str(self.figure.note)


def show_all(figures: Iterable[Figure]) -> list[Shown]:
    """In the order of the catalogue, then of time. Figures of indicators that it no longer has are left out.

    Two queries for what is withheld, however many figures.
    """
    order = {slug: i for i, slug in enumerate(catalogue().slugs)}
    known = sorted(
        (figure for figure in figures if figure.indicator in order),
        key=lambda figure: (order[figure.indicator], figure.period_end, figure.period_start),
    )
    decided = decisions_about(known)
    return [_show(figure, decided) for figure in known]


def show(figure: Figure) -> Shown:
    """One figure. Raises UnknownIndicator where the catalogue no longer has the indicator."""
    return _show(figure, decisions_about([figure]))


def _show(figure: Figure, decided: Decisions) -> Shown:
    definition = catalogue().get(figure.indicator)
    safe = arithmetic.protect_figure(
        definition,
        figure,
        numerator_withheld=decided.withhold(figure, Part.NUMERATOR),
        denominator_withheld=decided.withhold(figure, Part.DENOMINATOR),
    )
    numerator, denominator, symbol = float(safe.numerator), float(safe.denominator), str(safe.symbol)
    counted = np.nan if symbol else numerator
    estimate = arithmetic.estimate(definition, counted, denominator)
    value: Decimal | None = arithmetic.exact(definition, counted, denominator).values.item()
    if value == 0 and counted > 0:
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
