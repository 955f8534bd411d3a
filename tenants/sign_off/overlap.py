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
from scrutiny.returns.payload import SignedFigure
from scrutiny.returns.selectors import figure_returns


class GivesAway(UserError):
    """A count too small to show could be worked out from this return and one signed before."""


def refuse_overlaps(partnership: Partnership, period: Period, content: dict[str, Any]) -> None:
    """Raise GivesAway where a figure's period overlaps that of a signed one, and either count is hidden, or where one
    period lies within the other and so little is left between the two counts that the rest would be hidden.

    Superseded returns count too: reports made from them are kept.
    """
    figures = [SignedFigure.from_json(row) for row in content["figures"]]
    mine = {figure.indicator: figure for figure in figures if figure.numerator is not None}
    for other, signed in _overlapping(partnership, period):
        figure = mine.get(signed.indicator)
        if figure is None:
            continue
        definition = catalogue().get(signed.indicator)
        overlaps = (
            f"{definition.name}: the {period.label[0].lower()}{period.label[1:]} overlaps with the period "
            f"{other.label}, which has been signed."
        )
        if _is_hidden(definition, figure) or _is_hidden(definition, signed):
            raise GivesAway(
                f"{overlaps} One of the two counts is too small to show, and could be worked out from both. Leave "
                "this figure out of one of the two."
            )
        if _is_nested(period, other) and _rest_is_hidden(definition, figure, signed):
            raise GivesAway(
                f"{overlaps} What is left between the two counts is too small to show. Leave this figure out of "
                "one of the two."
            )


def _overlapping(partnership: Partnership, period: Period) -> Iterator[tuple[Period, SignedFigure]]:
    rows = (
        figure_returns()
        .filter(partnership=partnership, period_start__lte=period.end, period_end__gte=period.start)
        .exclude(period_start=period.start, period_end=period.end)
    )
    for row in rows:
        for signed in row.figures:
            if signed.numerator is not None and signed.indicator in catalogue():
                yield row.period, signed


def _is_nested(one: Period, other: Period) -> bool:
    """Whether one of them is the other and some days more, so that their counts can be subtracted."""
    return (one.start <= other.start and other.end <= one.end) or (
        other.start <= one.start and one.end <= other.end
    )


def _rest_is_hidden(definition: Definition, one: SignedFigure, other: SignedFigure) -> bool:
    """Of two counts that a publisher protected itself, nothing is asked."""
    if one.status == other.status == "official":
        return False
    tops = [np.nan if each.numerator is None else float(each.numerator) for each in (one, other)]
    bottoms = [np.nan if each.denominator is None else float(each.denominator) for each in (one, other)]
    rest, whole = abs(tops[0] - tops[1]), abs(bottoms[0] - bottoms[1])
    bottom = np.nan if definition.kind == "rate" else whole
    return bool(arithmetic.protect(definition, rest, bottom, "", "local").hidden)


def _is_hidden(definition: Definition, figure: SignedFigure) -> bool:
    top, bottom = (np.nan if n is None else float(n) for n in (figure.numerator, figure.denominator))
    return bool(arithmetic.protect(definition, top, bottom, "", figure.status).hidden)
