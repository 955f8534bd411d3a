"""Several indicators and areas at once: each cell with its value, its interval and what the comparison says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from benchmarking.benchmarks.choice import Against, Choice
from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.presenters import words
from benchmarking.benchmarks.presenters.cells import figure_address, shown_amount, shown_value
from benchmarking.benchmarks.presenters.comparison import Comparison
from benchmarking.indicators.wording import interval, unit
from design_system.tables import Cell, Column, Row, Table, display
from kernel.symbols import Symbol


@dataclass(frozen=True)
class Grid:
    """Comparisons of the same areas with the same comparator, one an indicator. `choice` is what its links keep."""

    comparisons: Sequence[Comparison]
    choice: Choice

    def table(self, caption: str) -> Table:
        """The longer side runs down the page, so that the table stays as narrow as it can be."""
        areas, wider = self._areas(), self._wider()
        if len(areas) >= len(self.comparisons):
            return self._areas_down(caption, [*areas, *wider])
        return self._indicators_down(caption, [*wider, *areas])

    def _areas(self) -> list[Place]:
        """In the order of the first indicator."""
        first = [place for place, _ in self.comparisons[0].of_year if place.level == Level.AREA]
        listed = [place for place in self.comparisons[0].places if place.level == Level.AREA]
        return list(dict.fromkeys(first + listed))

    def _wider(self) -> list[Place]:
        target = self.comparisons[0].target
        return [target.place] if target and target.place and not target.is_area else []

    def _areas_down(self, caption: str, places: Sequence[Place]) -> Table:
        columns: list[Column | str] = ["Area", *(Column(_heading(each), True) for each in self.comparisons)]
        rows = [
            Row(
                [place.short_name, *(_cell(each, place) for each in self.comparisons)],
                place.level != Level.AREA,
            )
            for place in places
        ]
        return Table(caption, columns, rows, note=self._note)

    def _indicators_down(self, caption: str, places: Sequence[Place]) -> Table:
        columns: list[Column | str] = ["Indicator", *(Column(place.short_name, True) for place in places)]
        rows = [[self._named(each), *(_cell(each, place) for place in places)] for each in self.comparisons]
        return Table(caption, columns, rows, note=self._note)

    def _named(self, comparison: Comparison) -> Cell:
        slug = comparison.definition.slug
        address = f"{reverse('benchmarks:compare')}?{self.choice.with_indicator_alone(slug).query}"
        return Cell(comparison.definition.short_name, href=address, note=_unit_and_year(comparison))

    @property
    def _note(self) -> str:
        target = self.comparisons[0].target
        said = (
            "Under each value its 95% interval. Each area’s number leads to the signed figure it comes from."
        )
        return f"{said} ▲ higher, ▼ lower, ≈ similar: beside {target.in_sentence}." if target else said


def _heading(comparison: Comparison) -> str:
    return f"{comparison.definition.short_name} ({_unit_and_year(comparison)})"


def _unit_and_year(comparison: Comparison) -> str:
    what = "%" if comparison.definition.unit == "%" else unit(comparison.definition).lower()
    return f"{what}, {comparison.year}"


def _cell(comparison: Comparison, place: Place) -> Any:
    value = comparison.value(place)
    if value is None:
        return Symbol.NOT_AVAILABLE
    definition = comparison.definition
    between = interval(value.lower, value.upper, definition) if value.value is not None else ""
    status = value.status.capitalize() if value.status != "official" else ""
    cell = Cell(shown_value(value, definition), href=figure_address(value), status=status, note=between)
    return format_html("{}{}", display(cell), _said(comparison, place))


def _said(comparison: Comparison, place: Place) -> SafeString:
    target, each = comparison.target, comparison.contrasts.get(place.key)
    if target is None or each is None:
        return SafeString()
    if place == target.place:
        return format_html('<span class="app-table__note">{}</span>', "compared with")
    average = ""
    if target.kind is Against.NEIGHBOURS and each.comparator is not None:
        average = f"neighbours {shown_amount(each.comparator, comparison.definition)}"
    note = format_html('<span class="app-table__note">{}</span>', average) if average else SafeString()
    return format_html("{}{}", note, words.marked(each))
