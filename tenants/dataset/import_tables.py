"""Tables of the import pages."""

from collections.abc import Iterable
from typing import Any

from benchmarking.indicators.catalogue import catalogue
from design_system.tables import Cell, Table
from kernel.symbols import MEANINGS
from tenants.dataset.csv_format import CellProblem
from tenants.dataset.entry import COLUMNS, LONGEST_NOTE, Entry
from tenants.dataset.import_plan import Change
from tenants.dataset.presenters import COLUMNS as FIGURE_COLUMNS
from tenants.dataset.presenters import (
    AnyFigure,
    denominator_of,
    name_of,
    numerator_of,
    small_hint,
    status_cell,
    value_of,
)

LONGEST_SHOWN = 60
MEANING = {
    "indicator": ("Yes", "The code of the indicator, from the list below."),
    "period": (
        "Yes",
        "A year ending 31 March by the year it ends in, such as 2025; any other period as two dates, "
        "such as 2019-11-01/2020-12-31.",
    ),
    "numerator": (
        "Yes, may be empty",
        "A whole number. Leave it empty where a symbol says why there is none.",
    ),
    "denominator": (
        "For percentages",
        "A whole number. Leave it empty for rates, whose population is filled in, and for plain numbers.",
    ),
    "status": ("Yes", "official, provisional or local."),
    "symbol": (
        "Instead of a numerator",
        "; ".join(f"{symbol}: {meaning}" for symbol, meaning in MEANINGS.items()) + ".",
    ),
    "note": ("No", f"Up to {LONGEST_NOTE} characters. It is signed with the figure."),
}
KINDS = {"proportion": "Percentage", "rate": "Rate", "count": "Number"}


EXAMPLE = (
    ("referrals-rate", "2025", "1204", "", "official", "", ""),
    ("re-referrals", "2025", "231", "1204", "provisional", "", "Two weeks of March are estimated"),
    ("re-referrals", "2024", "", "", "official", "x", ""),
    ("strategy-discussions", "2019-11-01/2020-12-31", "425", "", "local", "", ""),
)


def example_table() -> Table:
    return Table(caption="An example", columns=COLUMNS, rows=EXAMPLE, row_headers=False, compact=True)


def columns_table() -> Table:
    return Table(
        caption="The columns",
        columns=["Column", "Needed", "What to write"],
        rows=[[name, *MEANING[name]] for name in COLUMNS],
    )


def codes_table() -> Table:
    return Table(
        caption="Codes of the indicators",
        columns=["Code", "Indicator", "Kind", "Counted (numerator)", "Out of (denominator)"],
        rows=[
            [
                each.slug,
                each.name,
                KINDS[each.kind],
                each.numerator,
                _denominator(each.kind, each.denominator),
            ]
            for each in catalogue()
        ],
        compact=True,
    )


def problems_table(problems: Iterable[CellProblem]) -> Table:
    """Two columns alone, so that what to do can be read on a small screen."""
    return Table(
        caption="What to put right",
        columns=["Cell and what is written in it", "What to do"],
        rows=[
            [
                Cell(f"Row {each.row}, {each.problem.column}", note=_shown(each.problem.written)),
                each.problem.message,
            ]
            for each in problems
        ],
    )


def added_table(entries: Iterable[Entry]) -> Table:
    return Table(
        caption="Added",
        columns=["Indicator", "Period", *FIGURE_COLUMNS[1:]],
        rows=[
            [
                Cell(name_of(entry.indicator), note=entry.note),
                entry.period.label,
                numerator_of(entry),
                denominator_of(entry),
                value_of(entry),
                status_cell(entry),
            ]
            for entry in entries
        ],
        compact=True,
    )


def changed_table(changes: Iterable[Change]) -> Table:
    return Table(
        caption="Changed",
        columns=["Indicator", "Period", "Stored now", "In the file", "What else"],
        rows=[_changed(change) for change in changes],
        compact=True,
    )


def _changed(change: Change) -> list[object]:
    entry, stored = change.entry, change.stored
    also = [name for name in ("status", "symbol", "note") if getattr(stored, name) != entry.values[name]]
    return [
        name_of(entry.indicator),
        entry.period.label,
        Cell(_counts(stored), note=_beside(stored, also)),
        Cell(_counts(entry), note=_beside(entry, also)),
        Cell(_what_else(change, also), note=small_hint(entry)),
    ]


def _beside(figure: AnyFigure, also: list[str]) -> str:
    """What stands beside the count, so far as the file changes it, in full."""
    parts = []
    if "status" in also:
        parts.append(f"{str(figure.status).capitalize()}.")
    if "note" in also:
        parts.append(f"Note: {figure.note}" if figure.note else "No note.")
    return " ".join(parts)


def _what_else(change: Change, also: list[str]) -> str:
    if not also:
        return "Nothing else changes"
    word = "Changes" if _same_counts(change.entry, change.stored) else "Also changes"
    return f"{word}: {', '.join(also)}"


def _same_counts(one: AnyFigure, other: AnyFigure) -> bool:
    return (one.numerator, one.denominator) == (other.numerator, other.denominator)


def _counts(figure: AnyFigure) -> Any:
    if figure.numerator is not None and figure.denominator is not None:
        return f"{figure.numerator:,} of {figure.denominator:,}"
    return numerator_of(figure)


def _denominator(kind: str, text: str | None) -> str:
    if kind == "rate":
        return "Filled in for you: the area's children"
    return text or "None"


def _shown(text: str) -> str:
    if not text:
        return "(empty)"
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
