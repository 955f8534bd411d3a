"""Reads of published figures, populations and other authorities."""

from collections.abc import Iterable
from typing import Any

from benchmarking.comparators.models import AuthorityValue, Neighbour, Population, PublishedFigure
from partnerships.models import Area


def populations_of(area: Area) -> dict[int, int]:
    """Children aged 0 to 17 by mid-year, under whichever of its codes the area was counted."""
    codes = [code.code for code in area.codes.all()]
    return dict(Population.objects.filter(code__in=codes).values_list("mid_year", "children"))


def published_figures(codes: Iterable[str], indicators: Iterable[str]) -> list[PublishedFigure]:
    """The published figures of the places, all years."""
    rows = PublishedFigure.objects.filter(code__in=list(codes), indicator__in=list(indicators))
    return list(rows.order_by("indicator", "year", "code"))


AUTHORITY_COLUMNS = ("indicator", "year", "authority_id", "value")


def authority_values(
    indicators: Iterable[str], *, up_to: int | None = None, without: Iterable[str] = ()
) -> list[tuple[Any, ...]]:
    """The numbers that were published of other authorities: AUTHORITY_COLUMNS, in their order. One query.

    `without` names authorities to leave out by their three-digit numbers: the region's own areas.
    """
    rows = AuthorityValue.objects.filter(indicator__in=list(indicators), value__isnull=False)
    rows = rows.exclude(authority__in=list(without))
    if up_to is not None:
        rows = rows.filter(year__lte=up_to)
    return list(rows.order_by("indicator", "year", "authority_id").values_list(*AUTHORITY_COLUMNS))


def neighbours_of(dfe_codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each area that has any, its neighbours by the newest edition, closest first. One query.

    One edition serves every year, so that a history compares an area with the same authorities throughout.
    """
    rows = Neighbour.objects.filter(dfe_code__in=list(dfe_codes)).order_by("dfe_code", "-edition", "rank")
    lists: dict[str, list[str]] = {}
    newest: dict[str, int] = {}
    for dfe_code, edition, neighbour in rows.values_list("dfe_code", "edition", "neighbour_id"):
        if newest.setdefault(dfe_code, edition) == edition:
            lists.setdefault(dfe_code, []).append(str(neighbour))
    return {dfe_code: tuple(codes) for dfe_code, codes in lists.items()}
