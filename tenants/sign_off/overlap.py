"""Two periods that overlap can give away a hidden count: one less the other. Such a pair is not signed."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from benchmarking.indicators import arithmetic
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition
from kernel.errors import UserError
from kernel.periods import Period
from partnerships.models import Partnership
from scrutiny.returns.models import Return
from scrutiny.returns.payload import SignedFigure


class GivesAway(UserError):
    """A count too small to show could be worked out from this return and one signed before."""


def refuse_overlaps(partnership: Partnership, period: Period, content: dict[str, Any]) -> None:
    """Raise GivesAway where a figure's period overlaps that of a signed one, and either count is hidden.

    Superseded returns count too: reports made from them are kept.
    """
    figures = [SignedFigure.from_json(row) for row in content["figures"]]
    mine = {figure.indicator: figure for figure in figures if figure.numerator is not None}
    for other, signed in _overlapping(partnership, period):
        figure = mine.get(signed.indicator)
        if figure is None:
            continue
        definition = catalogue().get(signed.indicator)
        if _is_hidden(definition, figure) or _is_hidden(definition, signed):
            raise GivesAway(
                f"{definition.name}: the {period.label[0].lower()}{period.label[1:]} overlaps with the period "
                f"{other.label}, which has been signed. One of the two counts is too small to show, and could be "
                "worked out from both. Leave this figure out of one of the two."
            )


def _overlapping(partnership: Partnership, period: Period) -> Iterator[tuple[Period, SignedFigure]]:
    rows = Return.objects.filter(
        partnership=partnership, period_start__lte=period.end, period_end__gte=period.start
    ).exclude(period_start=period.start, period_end=period.end)
    for row in rows:
        for signed in row.figures:
            if signed.numerator is not None and signed.indicator in catalogue():
                yield row.period, signed


def _is_hidden(definition: Definition, figure: SignedFigure) -> bool:
    top, bottom = (np.nan if n is None else float(n) for n in (figure.numerator, figure.denominator))
    return bool(arithmetic.protect(definition, top, bottom, "", figure.status).hidden)
