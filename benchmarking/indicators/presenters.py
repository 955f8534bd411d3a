"""What the pages of single figures say."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from benchmarking.indicators.definition import Definition
from benchmarking.indicators.models import Figure
from benchmarking.indicators.shown import Shown
from benchmarking.indicators.wording import (
    STATUSES,
    amount,
    day,
    interval,
    lower_first,
    moment,
    population_rule,
    unit,
    upper_first,
    when,
)
from design_system.tables import Cell, Column, Table
from kernel.symbols import Symbol


def shown_value(shown: Shown) -> str | Symbol:
    """The value as printed, or its symbol. Every missing value has one."""
    if shown.value is None:
        return shown.symbol or Symbol.NOT_AVAILABLE
    return amount(shown.value, shown.definition)


def shown_count(number: int | None, shown: Shown) -> int | Symbol:
    """A count, or the symbol of what hides it."""
    return number if number is not None else shown.symbol or Symbol.NOT_AVAILABLE


def facts(shown: Shown) -> list[dict[str, Any]]:
    """The figure at a glance."""
    definition = shown.definition
    if definition.kind == "count":
        return [_fact("Count", shown_value(shown), definition.unit)]
    value_note = "" if definition.unit == "%" else definition.unit
    between = interval(shown.lower, shown.upper, definition)
    return [
        _fact("Value", shown_value(shown), value_note),
        _fact(
            "95% interval",
            between or shown_value(shown),
            "Chance plays a part in every count: the underlying value probably lies in this range",
        ),
        _fact("Counted", shown_count(shown.numerator, shown), ""),
        _fact("Out of", shown_count(shown.denominator, shown), ""),
    ]


def _fact(label: str, value: Any, note: str) -> dict[str, Any]:
    meaning = value.meaning if isinstance(value, Symbol) else ""
    return {"label": label, "value": value, "note": upper_first(meaning) or note}


def meaning_rows(shown: Shown) -> list[Any]:
    """What was counted, over what, and when."""
    figure, definition = shown.figure, shown.definition
    rows: list[Any] = [
        ("Period", when(definition, figure.period)),
        ("Counted", upper_first(definition.numerator)),
    ]
    if definition.denominator:
        rows.append(("Out of", upper_first(definition.denominator)))
    if rule := population_rule(definition, figure.period):
        rows.append(("Population", rule))
    rows.append(("Status", f"{figure.status.capitalize()}: {STATUSES[figure.status].lower()}"))
    if shown.note:
        rows.append(("Note by the partnership", shown.note))
    address = reverse("benchmarks:indicator", args=[definition.slug])
    rows.append(("Definition", _definition(figure, definition), [("Read it in full", address)]))
    return rows


def _definition(figure: Figure, definition: Definition) -> str:
    if figure.definition_version != definition.version:
        return (
            f"Signed under version {figure.definition_version}. The definition has changed since: "
            f"version {definition.version} stands today."
        )
    return f"Version {definition.version}, written by the {lower_first(definition.author)}, checked by the {lower_first(definition.checked_by)}"


def return_rows(figure: Figure, *, may_read: bool) -> list[Any]:
    """The return a figure came from: who signed, in which role, and when."""
    row = figure.source
    links = [("Receipt", reverse("returns:receipt", args=[row.pk]))] if may_read else []
    return [
        ("Partnership", figure.partnership.name),
        ("Return", f"{row.short_hash}, {lower_first(row.period.label)}", links),
        ("Prepared by", row.prepared_role),
        ("Approved by", row.approved_role),
        ("Lodged with the region", moment(row.lodged_at)),
        (
            "All its figures",
            "What else was signed with it",
            [("See them", reverse("indicators:of_return", args=[row.pk]))],
        ),
    ]


def versions_table(versions: Sequence[Shown], this: Figure) -> Table:
    """Every figure signed for one indicator, partnership and period, newest first."""
    rows = [
        [
            day(each.figure.source.lodged_at),
            Cell(shown_value(each), href=_address(each.figure)),
            shown_count(each.numerator, each),
            Cell(
                "Stands today" if each.figure.is_current else "Superseded",
                note="This page" if each.figure.pk == this.pk else "",
            ),
        ]
        for each in reversed(versions)
    ]
    columns: list[Column | str] = ["Lodged", Column("Value", True), Column("Counted", True), "State"]
    return Table("Signed for this period", columns, rows, caption_hidden=True)


def return_figures_table(figures: Sequence[Shown], caption: str, note: str = "") -> Table:
    """The figures of one return, as they may be shown."""
    columns: list[Column | str] = [
        "Indicator", Column("Value", True), Column("95% interval", True), Column("Counted", True),
        Column("Out of", True), "Status",
    ]  # fmt: skip
    return Table(caption, columns, [_figure_row(each) for each in figures], note=note)


def _figure_row(shown: Shown) -> list[Any]:
    definition = shown.definition
    plain = definition.kind == "count"
    return [
        Cell(definition.name, note=unit(definition)),
        Cell(shown_value(shown), href=_address(shown.figure)),
        None if plain else interval(shown.lower, shown.upper, definition) or shown_value(shown),
        shown_count(shown.numerator, shown),
        None if plain else shown_count(shown.denominator, shown),
        Cell("", status=shown.figure.status.capitalize()),
    ]


def _address(figure: Figure) -> str:
    return reverse("indicators:figure", args=[figure.pk])
