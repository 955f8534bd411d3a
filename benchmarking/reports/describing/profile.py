"""One area on every indicator: the table beside its spine chart."""

from benchmarking.benchmarks.places import Place
from benchmarking.benchmarks.presenters.words import compared
from benchmarking.reports import words
from benchmarking.reports.describing.indicator import standing_cells, standing_heads
from benchmarking.reports.describing.movement import recent
from benchmarking.reports.report import Report, Section
from benchmarking.reports.words import capital
from kernel.symbols import Symbol


def profile_heads(report: Report) -> list[str]:
    national = report.places.national
    known = next((section for section in report.sections if section.standings), None)
    return [
        "Indicator",
        "Year",
        "Value",
        *([national.name, f"Against {national.name}"] if national else []),
        *(standing_heads(known) if known else []),
        "Last five years",
    ]


def profile_row(report: Report, section: Section, place: Place) -> list[str]:
    """One row under `profile_heads`."""
    definition, value, movement = section.definition, section.value_of(place), section.movement(place)
    known = any(each.standings for each in report.sections)
    unit = "" if definition.unit == "%" else f", {definition.unit}"
    national = section.national
    beside = f"[{Symbol.NOT_AVAILABLE}]" if national is None else words.shown(national, definition)
    return [
        f"{definition.short_name}{unit}",
        str(section.year),
        words.shown(value, definition),
        *([beside, compared(value) or "Not compared"] if report.places.national else []),
        *(standing_cells(section, place, value) if known else []),
        capital(recent(movement) if movement else "not calculated"),
    ]
