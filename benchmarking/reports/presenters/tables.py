"""Tables of the page beside funnels, panels and spine charts. Every value links to where it comes from."""

from collections.abc import Callable
from typing import Any

from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from benchmarking.reports import describing, words
from benchmarking.reports.report import Profile, Report, Section
from design_system.tables import Cell, Column, Row, Table
from kernel.symbols import Symbol

Address = Callable[[Value], str]
"""Where a value is explained; "" where there is nowhere to go, as in a file."""

SYMBOLS = {f"[{symbol}]": symbol for symbol in Symbol}


def explained(texts: list[str]) -> list[Any]:
    """The words of every output; here a symbol also says its meaning to those who hear the page."""
    return [SYMBOLS.get(text, text) for text in texts]


def shown(value: Value, definition: Definition) -> Any:
    return value.symbol if value.value is None else words.decimal(value.value, definition)


def movement_table(section: Section, address: Address) -> Table | None:
    """Areas and pooled areas beside their own past; None where there is no year before."""
    places = describing.moved_places(section)
    if not places:
        return None
    heads = describing.movement_heads(section)
    columns = [Column(text, numeric=0 < i < 4) for i, text in enumerate(heads)]
    caption = f"{section.definition.short_name}, change and trend, {words.unit(section.definition)}"
    rows = [Row(_movement_row(section, place, address), place.level != Level.AREA) for place in places]
    return Table(caption, columns, rows, caption_size="s", compact=True)


def _movement_row(section: Section, place: Place, address: Address) -> list[Any]:
    cells = explained(describing.movement_row(section, place))
    before = next((v for v in section.series(place) if v.year == section.year - 1), None)
    if before is not None:
        cells[1] = Cell(cells[1], href=address(before))
    cells[2] = Cell(cells[2], href=address(section.value_of(place)))
    return cells


def limits_table(section: Section, address: Address) -> Table | None:
    """The areas that the funnel shows; None where it shows none."""
    if not section.expected:
        return None
    heads = describing.limits_heads(section)
    columns = [Column(text, numeric=0 < i < len(heads) - 1) for i, text in enumerate(heads)]
    rows = []
    for each in section.expected:
        cells = explained(describing.limits_row(section, each))
        cells[2] = Cell(cells[2], href=address(section.value_of(section.places.get(each.place))))
        rows.append(cells)
    caption = f"{section.definition.short_name}, limits for the size of each area"
    return Table(caption, columns, rows, caption_size="s", compact=True)


def profile_table(report: Report, profile: Profile, address: Address) -> Table:
    """Every indicator of one area."""
    heads = describing.profile_heads(report)
    numeric = {
        "Value",
        "Average of neighbours",
        *([report.places.national.name] if report.places.national else []),
    }
    rows = []
    for section in report.sections:
        cells = explained(describing.profile_row(report, section, profile.place))
        cells[2] = Cell(cells[2], href=address(section.value_of(profile.place)))
        if section.national is not None:
            cells[3] = Cell(cells[3], href=address(section.national))
        rows.append(cells)
    columns = [Column(text, numeric=text in numeric) for text in heads]
    return Table(f"{profile.place.name}, every indicator", columns, rows, caption_size="s", compact=True)
