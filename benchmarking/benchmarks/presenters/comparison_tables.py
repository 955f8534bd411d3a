"""The tables of one comparison: the chosen year with its comparator, and all years."""

from decimal import Decimal
from typing import Any

from benchmarking.benchmarks.against import Contrast
from benchmarking.benchmarks.choice import Against
from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.presenters import words
from benchmarking.benchmarks.presenters.cells import count_cell, interval_cell, shown_amount, value_cell
from benchmarking.benchmarks.presenters.comparison import Comparison
from benchmarking.benchmarks.presenters.comparison_charts import trend_title
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.wording import lower_first, unit
from design_system.tables import Cell, Column, Row, Table
from kernel.symbols import Symbol

POOLED_NOTE = (
    "Areas pooled: their counts added together, then divided. Not available where one of them is missing, and hidden "
    "where a hidden count could be worked out from it."
)


def year_table(comparison: Comparison) -> Table:
    """The chosen year: value, interval, counts, comparator and place among authorities."""
    extras = _extras(comparison)
    columns: list[Column | str] = ["Area", Column(unit(comparison.definition), True)]
    if _divided(comparison):
        columns += [Column("95% interval", True), Column("Counted", True), Column("Out of", True)]
    columns += [column for column, _ in extras]
    rows = [
        Row(
            [*_row(comparison, place, value), *(cell(place) for _, cell in extras)],
            place.level != Level.AREA,
        )
        for place, value in comparison.of_year
    ]
    caption = f"{comparison.definition.short_name}, {lower_first(comparison.when)}"
    return Table(caption, columns, rows, compact=True, note=POOLED_NOTE)


def _row(comparison: Comparison, place: Place, value: Value) -> list[Any]:
    cells: list[Any] = [named(place), value_cell(value, comparison.definition)]
    if _divided(comparison):
        cells += [
            interval_cell(value, comparison.definition),
            count_cell(value.numerator, value),
            count_cell(value.denominator, value),
        ]
    return cells


def _extras(comparison: Comparison) -> list[tuple[Column | str, Any]]:
    """The columns that only some comparisons have, each with what stands in it for a place."""
    target, found = comparison.target, comparison.contrasts
    extras: list[tuple[Column | str, Any]] = []
    if target is None:
        return extras
    if target.kind is Against.NEIGHBOURS:
        extras.append((Column("Neighbours’ average", True), lambda place: _average(comparison, place)))
    if target.is_area and any(each.difference is not None for each in found.values()):
        extras.append((Column(f"Minus {target.name}", True), lambda place: _difference(comparison, place)))
    if any(each.comparison for each in found.values()):
        extras.append((f"Against {target.name}", lambda place: _compared(comparison, place)))
    if any(words.place_among(comparison.standing(place)) for place in comparison.places):
        extras.append(
            (
                Column("Among authorities", True),
                lambda place: words.place_among(comparison.standing(place)) or None,
            )
        )
    return extras


def _average(comparison: Comparison, place: Place) -> Any:
    """The average with how many neighbours it is of."""
    if place.level != Level.AREA:
        return None
    standing = comparison.standing(place)
    average = comparison.contrasts.get(place.key, Contrast(None)).comparator
    if standing is None or average is None:
        return Symbol.NOT_AVAILABLE
    of = f"of {standing.neighbours_counted} of {standing.neighbours_expected}"
    return Cell(shown_amount(average, comparison.definition), note=of)


def _difference(comparison: Comparison, place: Place) -> Any:
    """With its sign, and the interval of the difference itself."""
    each = comparison.contrasts.get(place.key)
    if each is None or each.difference is None or each.lower is None or each.upper is None:
        return None
    points = " points" if comparison.definition.unit == "%" else ""
    between = f"{_signed(each.lower)} to {_signed(each.upper)}"
    return Cell(f"{_signed(each.difference)}{points}", note=between)


def _signed(number: Decimal) -> str:
    return f"{number:+,}".replace("-", "\N{MINUS SIGN}") if number else f"{number:,}"


def _compared(comparison: Comparison, place: Place) -> Any:
    each = comparison.contrasts.get(place.key)
    if comparison.target and place == comparison.target.place:
        return "Compared with"
    return words.marked(each) if each and each.comparison else "Not compared"


def _divided(comparison: Comparison) -> bool:
    return comparison.definition.kind != "count"


def history_table(comparison: Comparison, *, key: str = "") -> Table:
    """All years, newest first, a column a place; for one area beside its neighbours one of their average."""
    definition, alone = comparison.definition, comparison.neighbours_of
    columns: list[Column | str] = ["Year", *(Column(p.short_name, True) for p in comparison.places)]
    columns += [Column("Neighbours’ average", True)] if alone else []
    rows = [
        [
            str(year),
            *(
                value_cell(comparison.value(place, year), definition, with_status=False)
                for place in comparison.places
            ),
            *([shown_amount(comparison.average(alone, year), definition)] if alone else []),
        ]
        for year in reversed(comparison.years)
    ]
    every = comparison.first_year is None
    caption = f"{definition.short_name}, all years" if every else trend_title(comparison)
    note = f"{unit(definition)}. Each area's number leads to the signed figure it comes from."
    return Table(caption, columns, rows, compact=True, note=note, key=key)


def symbols_of(comparison: Comparison) -> list[Symbol]:
    """The symbols that stand in the tables, in one order."""
    series = [(place, comparison.series(place)) for place in comparison.places]
    present = {value.symbol for _, values in series for value in values}
    missing = any(len(values) < len(comparison.years) for _, values in series) or _average_missing(comparison)
    return [each for each in Symbol if each in present or (missing and each == Symbol.NOT_AVAILABLE)]


def _average_missing(comparison: Comparison) -> bool:
    beside = comparison.target is not None and comparison.target.kind is Against.NEIGHBOURS
    alone = comparison.neighbours_of
    years = [comparison.average(alone, year) for year in comparison.years] if alone else []
    averages = [*years, *(each.comparator for each in comparison.contrasts.values())]
    return beside and None in averages


def named(place: Place) -> str:
    return place.short_name if place.level == Level.POOLED else place.name
