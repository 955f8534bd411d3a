"""The report's tables as the page shows them. Every number links to where it comes from."""

from collections.abc import Callable
from typing import Any

from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from benchmarking.reports import words
from benchmarking.reports.report import Report, Section, Topic
from design_system.presenters import grouped
from design_system.tables import Cell, Column, Row, Table

Address = Callable[[Value], str]
"""Where a value is explained; "" where there is nowhere to go, as in a file."""


def newest_table(section: Section, address: Address) -> Table:
    """Each place in the newest year."""
    definition = section.definition
    columns = [
        Column("Place"),
        Column(words.capital(words.unit(definition)), numeric=True),
        Column("95% interval", numeric=True),
        Column(words.numerator_heading(definition), numeric=True),
        *(
            []
            if definition.denominator is None
            else [Column(words.denominator_heading(definition), numeric=True)]
        ),
        Column(f"Against {section.places.national.name}" if section.places.national else "Comparison"),
    ]
    rows = [
        Row(_newest_row(section, place, value, address), _is_comparator(place))
        for place, value in section.newest
    ]
    caption = f"{definition.short_name}, {words.year_label(definition, section.year)}"
    return Table(caption, columns, rows, caption_size="s", compact=True)


def _newest_row(section: Section, place: Place, value: Value, address: Address) -> list[Any]:
    definition = section.definition
    return [
        place.name,
        Cell(_value(value, definition), href=address(value)),
        words.interval(value, definition),
        words.count(value.numerator),
        *([] if definition.denominator is None else [words.count(value.denominator)]),
        words.compared(place, value),
    ]


def history_table(section: Section, address: Address) -> Table:
    """Every place in every year, newest first."""
    definition = section.definition
    columns = [Column("Year"), *(Column(place.short_name, numeric=True) for place in section.places)]
    rows = [
        [str(year), *(Cell(_value(v, definition), href=address(v)) for v in section.in_year(year))]
        for year in reversed(section.years)
    ]
    caption = f"{definition.short_name}, all years, {words.unit(definition)}"
    return Table(caption, columns, rows, caption_size="s", compact=True)


def _value(value: Value, definition: Definition) -> Any:
    return value.symbol if value.value is None else words.decimal(value.value, definition)


def returns_table(report: Report) -> Table:
    rows = [
        [
            each.partnership,
            each.period.label,
            words.clock(each.lodged_at),
            words.signatures(each),
            words.standing(each),
            grouped(each.sha256),
        ]
        for each in report.returns
    ]
    columns = ["Partnership", "Period", "Signed", "Prepared and approved by", "Standing", "SHA-256"]
    return Table(
        "Signed returns this report was calculated from", columns, rows, caption_size="s", compact=True
    )


def _is_comparator(place: Place) -> bool:
    return place.level != Level.AREA


def nowhere(value: Value) -> str:
    """For files: nothing to link to."""
    return ""


def facts(report: Report) -> list[dict[str, Any]]:
    return [
        {"label": "Newest year", "value": str(report.basis.year), "note": report.basis.period.label},
        {"label": "Areas", "value": len(report.places.areas)},
        {"label": "Indicators", "value": len(report.sections)},
        {"label": "Signed returns", "value": len(report.returns)},
    ]


def based_on(report: Report) -> list[tuple[str, Any]]:
    """What the report stands on, as name and text; the same in every output."""
    return [
        ("Areas", words.listed([place.name for place in report.places.areas])),
        ("Compared with", words.comparators(report.places)),
        ("Figures", words.basis_of_figures(report)),
        ("Calculated", words.clock(report.basis.created_at)),
        ("Fingerprint of all inputs (SHA-256)", grouped(report.basis.inputs_sha256)),
        ("Sources", words.listed(words.sources(report))),
    ]


def topic_shown(topic: Topic, address: Address) -> dict[str, Any]:
    return {"topic": topic, "sections": [_section_shown(section, address) for section in topic.sections]}


def _section_shown(section: Section, address: Address) -> dict[str, Any]:
    return {
        "section": section,
        "subtitle": words.measure(section),
        "table": newest_table(section, address),
        "trend_title": words.trend_title(section),
        "trend_subtitle": words.trend_subtitle(section),
        "history": history_table(section, address),
        "source": words.source(section.definition),
    }


def definition_shown(definition: Definition) -> dict[str, Any]:
    return {"definition": definition, "rows": words.definition_rows(definition)}
