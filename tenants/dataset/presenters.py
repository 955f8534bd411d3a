"""Figures as rows of a table. The pages of sign-off use the same rows for signed figures."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar

from django.utils import timezone

from benchmarking.disclosure.small_numbers import OFFICIAL, protect_small
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition
from design_system.tables import Cell, Column, Table
from kernel.symbols import Symbol
from tenants.dataset.models import DraftFigure

COLUMNS = (
    "Indicator",
    Column("Counted", True),
    Column("Out of", True),
    Column("Value", True),
    "Status",
)


class AnyFigure(Protocol):
    """A working figure, or one of a return."""

    @property
    def indicator(self) -> str: ...
    @property
    def numerator(self) -> int | None: ...
    @property
    def denominator(self) -> int | None: ...
    @property
    def symbol(self) -> Any: ...
    @property
    def status(self) -> str: ...
    @property
    def note(self) -> str: ...


Figure = TypeVar("Figure", bound=AnyFigure)


def definition_of(indicator: str) -> Definition | None:
    """None for an indicator that is no longer in the catalogue, as an old return may hold."""
    return catalogue().get(indicator) if indicator in catalogue() else None


def name_of(indicator: str) -> str:
    definition = definition_of(indicator)
    return definition.name if definition else indicator


def numerator_of(figure: AnyFigure) -> int | Symbol:
    """The count, or the symbol that stands in its place."""
    return Symbol(figure.symbol) if figure.numerator is None else figure.numerator


def denominator_of(figure: AnyFigure) -> int | Symbol:
    if figure.denominator is not None:
        return figure.denominator
    definition = definition_of(figure.indicator)
    plain_number = definition is None or definition.kind == "count"
    return Symbol(figure.symbol) if figure.symbol and not plain_number else Symbol.NOT_APPLICABLE


def value_of(figure: AnyFigure) -> str | Symbol:
    """The value with its unit, or the symbol; z where there is nothing to divide by."""
    if figure.numerator is None:
        return Symbol(figure.symbol)
    definition = definition_of(figure.indicator)
    value = definition.calculate(figure.numerator, figure.denominator) if definition else None
    if definition is None or value is None:
        return Symbol.NOT_APPLICABLE
    return f"{value:,}%" if definition.unit == "%" else f"{value:,} {definition.unit}"


def small_hint(figure: AnyFigure) -> str:
    """What the region sees in the place of a figure that is too small to show; empty for any other."""
    definition = definition_of(figure.indicator)
    if definition is None or figure.numerator is None or figure.status == OFFICIAL:
        return ""
    rule = definition.suppression
    if rule.rule == "none":
        return ""
    protection = protect_small(
        figure.numerator,
        figure.denominator if figure.denominator is not None else float("nan"),
        "",
        str(figure.status),
        part_of_whole=definition.kind == "proportion",
        smallest=rule.smallest,
        largest=rule.largest,
    )
    if not protection.hidden.item():
        return ""
    what = "This count is" if rule.hides(figure.numerator) else "The rest of the whole is"
    return f"{what} small. The region sees it as [c]."


Href = Callable[[str], str]


def figures_table(caption: str, figures: Iterable[AnyFigure], *, href: Href | None = None) -> Table:
    """A row a figure, in the catalogue's order, each leading to the address that `href` gives its indicator.

    A figure that is too small to show says so: these are the tables that people sign.
    """
    rows = [[*_row(each, href)[:-1], status_cell(each)] for each in in_order(figures)]
    return Table(caption=caption, columns=COLUMNS, rows=rows, compact=True)


def working_table(
    caption: str, figures: Iterable[DraftFigure], *, href: Href | None = None, caption_hidden: bool = False
) -> Table:
    """Working figures: also who changed each last, and when."""
    return Table(
        caption=caption,
        columns=[*COLUMNS, "Last changed"],
        rows=[[*_row(each, href), _last_changed(each)] for each in in_order(figures)],
        compact=True,
        caption_hidden=caption_hidden,
    )


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """The catalogue's order; what it does not know comes last."""
    place = {slug: number for number, slug in enumerate(catalogue().slugs)}
    return sorted(figures, key=lambda figure: (place.get(figure.indicator, len(place)), figure.indicator))


def _row(figure: AnyFigure, href: Href | None) -> list[Any]:
    address = href(figure.indicator) if href else ""
    return [
        Cell(name_of(figure.indicator), href=address, note=figure.note),
        numerator_of(figure),
        denominator_of(figure),
        value_of(figure),
        Cell("", status=figure.status.capitalize()),
    ]


def status_cell(figure: AnyFigure) -> Cell:
    return Cell("", status=str(figure.status).capitalize(), note=small_hint(figure))


def _last_changed(figure: DraftFigure) -> Cell:
    return Cell(f"{timezone.localtime(figure.changed_at):%-d %B %Y}", note=figure.changed_role)
