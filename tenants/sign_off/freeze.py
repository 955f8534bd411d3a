"""From working figures to the content of a return."""

from typing import Any

from benchmarking.indicators.catalogue import catalogue
from kernel.errors import UserError
from kernel.periods import Period
from kernel.symbols import Symbol
from partnerships.models import Area, Partnership
from scrutiny.returns.payload import SignedFigure, content_of
from tenants.dataset.models import DraftFigure
from tenants.dataset.selectors import draft_figures


class CannotFreeze(UserError):
    """There is nothing to sign for the period, or it cannot be signed as it stands; the text says why."""


def freeze(partnership: Partnership, period: Period, *, lock: bool = False) -> dict[str, Any]:
    """The content of a return over the partnership's figures as they stand now.

    With `lock`, none of these figures can change before the end of the transaction. Raises CannotFreeze.
    """
    rows = draft_figures(period)
    # Always in this order: an import locks its rows in the same one, so that neither waits for the other.
    figures = list(rows.select_for_update().order_by("pk") if lock else rows)
    return content_now(area_of(partnership), partnership, period, figures)


def area_of(partnership: Partnership) -> Area:
    return Area.objects.prefetch_related("codes").get(pk=partnership.area_id)


def content_now(
    area: Area, partnership: Partnership, period: Period, figures: list[DraftFigure]
) -> dict[str, Any]:
    """The content of a return over figures at hand. Raises CannotFreeze."""
    if not figures:
        raise CannotFreeze(f"There are no figures for the period: {period.label}.")
    try:
        code = area.code_on(period.end)
    except LookupError as error:
        raise CannotFreeze(
            f"{area.name} has no code for {period.end:%-d %B %Y} in the region's file, so a return for this "
            "period cannot name its area."
        ) from error
    return content_of(
        partnership=partnership.slug,
        area_code=code,
        period=period,
        figures=[signed(figure) for figure in figures],
    )


def signed(figure: DraftFigure) -> SignedFigure:
    """A working figure as it would stand in a return."""
    return SignedFigure(
        indicator=figure.indicator,
        definition_version=catalogue().get(figure.indicator).version,
        numerator=figure.numerator,
        denominator=figure.denominator,
        symbol=Symbol(figure.symbol) if figure.symbol else None,
        status=figure.status,
        note=figure.note,
    )
