"""Reads of published figures and populations."""

from collections.abc import Iterable

from benchmarking.comparators.models import Population, PublishedFigure
from partnerships.models import Area


def populations_of(area: Area) -> dict[int, int]:
    """Children aged 0 to 17 by mid-year, under whichever of its codes the area was counted."""
    codes = [code.code for code in area.codes.all()]
    return dict(Population.objects.filter(code__in=codes).values_list("mid_year", "children"))


def published_figures(codes: Iterable[str], indicators: Iterable[str]) -> list[PublishedFigure]:
    """The published figures of the places, all years."""
    rows = PublishedFigure.objects.filter(code__in=list(codes), indicator__in=list(indicators))
    return list(rows.order_by("indicator", "year", "code"))
