"""What stands on the page of an area beside its profile: figures of other periods, and what it has returned."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.urls import reverse

from benchmarking.benchmarks.presenters.profile import Line
from benchmarking.indicators.presenters import shown_count
from benchmarking.indicators.presenters import shown_value as shown_figure_value
from benchmarking.indicators.shown import Shown
from benchmarking.indicators.wording import day
from design_system.tables import Cell, Column, Table
from kernel.symbols import Symbol
from scrutiny.returns.models import Return


def other_period_tables(figures: Sequence[Shown]) -> Iterator[Table]:
    """A table a period, newest first. The period stands above the numbers, never beside yearly ones."""
    ordered = sorted(figures, key=lambda each: each.figure.period, reverse=True)
    columns: list[Column | str] = [
        "What was counted",
        Column("Counted", True),
        Column("Out of", True),
        Column("Value", True),
        "Note",
    ]
    for period, members in groupby(ordered, key=lambda each: each.figure.period):
        rows = [_other_row(each) for each in members]
        yield Table(period.label, columns, rows)


def _other_row(shown: Shown) -> list[Any]:
    definition, plain = shown.definition, shown.definition.kind == "count"
    address = reverse("indicators:figure", args=[shown.figure.pk])
    return [
        Cell(definition.name, status=shown.figure.status.capitalize()),
        Cell(shown_count(shown.numerator, shown), href=address),
        None if plain else shown_count(shown.denominator, shown),
        None if plain else shown_figure_value(shown),
        shown.note,
    ]


def returns_table(returns: Sequence[Return], *, may_read: bool) -> Table:
    """What the partnership returned, and when."""
    rows = [
        [
            Cell(
                row.period.label,
                href=reverse("returns:receipt" if may_read else "indicators:of_return", args=[row.pk]),
            ),
            day(row.lodged_at),
            Cell("", status="Superseded" if hasattr(row, "superseded_by") else "Signed"),
        ]
        for row in returns
    ]
    return Table("Returns", ["Period", "Lodged", "State"], rows, caption_hidden=True)


def symbols_in(lines: Iterable[Line], others: Iterable[Shown]) -> list[Symbol]:
    present = {line.newest.symbol for line in lines} | {each.symbol for each in others}
    return [symbol for symbol in Symbol if symbol in present]
