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


class NothingToSign(UserError):
    """There is no figure for the period."""


def freeze(partnership: Partnership, period: Period, *, lock: bool = False) -> dict[str, Any]:
    """The content of a return over the partnership's figures as they stand now.

    With `lock`, the figures cannot change before the end of the transaction. Raises NothingToSign.
    """
    rows = draft_figures(period)
    figures = list(rows.select_for_update() if lock else rows)
    if not figures:
        raise NothingToSign(f"There are no figures for the {period.label[0].lower()}{period.label[1:]}.")
    area = Area.objects.prefetch_related("codes").get(pk=partnership.area_id)
    return content_of(
        partnership=partnership.slug,
        area_code=area.code_on(period.end),
        period=period,
        figures=[_signed(figure) for figure in figures],
    )


def _signed(figure: DraftFigure) -> SignedFigure:
    return SignedFigure(
        indicator=figure.indicator,
        definition_version=catalogue().get(figure.indicator).version,
        numerator=figure.numerator,
        denominator=figure.denominator,
        symbol=Symbol(figure.symbol) if figure.symbol else None,
        status=figure.status,
        note=figure.note,
    )
