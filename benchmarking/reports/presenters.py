"""The report's tables as the page shows them. Every number links to where it comes from."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from benchmarking.reports import describing, words
from benchmarking.reports.report import Drawn, Report, Section, Topic
from design_system.presenters import grouped
from design_system.tables import Cell, Column, Row, Table
from kernel.symbols import Symbol

Address = Callable[[Value], str]
"""Where a value is explained; "" where there is nowhere to go, as in a file."""
ReceiptAddress = Callable[[uuid.UUID], str]


def newest_table(section: Section, address: Address) -> Table:
    """Each place in the newest year."""
    definition = section.definition
    heads = describing.newest_heads(section)
    columns = [Column(text, numeric=0 < i < len(heads) - 1) for i, text in enumerate(heads)]
    rows = [
        Row(_newest_row(section, place, value, address), _is_comparator(place))
        for place, value in section.newest
    ]
    caption = (
        f"{definition.short_name}, {words.unit(definition)}, {words.year_label(definition, section.year)}"
    )
    return Table(caption, columns, rows, caption_size="s", compact=True)


def _newest_row(section: Section, place: Place, value: Value, address: Address) -> list[Any]:
    """The words of every output; here a symbol also says its meaning to those who hear the page."""
    symbols = {f"[{symbol}]": symbol for symbol in Symbol}
    name, _, *others = describing.newest_row(section, place, value)
    explained = [symbols.get(text, text) for text in others]
    return [name, Cell(_value(value, section.definition), href=address(value)), *explained]


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


def returns_table(
    report: Report, receipt: ReceiptAddress | None, superseded: Mapping[uuid.UUID, str] | None = None
) -> Table:
    """`receipt` says where a return is read; None for those who may not, and in files.

    `superseded`: by which hash a return was corrected since; a file, which never changes, does not know of it.
    """
    since = superseded or {}
    told = bool(since) or describing.any_correction(report)
    rows = [
        [Cell(partnership, href=receipt(each.id) if receipt else ""), *others[:-1], grouped(each.sha256)]
        for each in report.returns
        for partnership, *others in [
            describing.return_row(each, with_standing=told, superseded_by=since.get(each.id, ""))
        ]
    ]
    caption = "Signed returns this report was calculated from"
    return Table(caption, describing.return_heads(with_standing=told), rows, caption_size="s", compact=True)


def _is_comparator(place: Place) -> bool:
    return place.level != Level.AREA


def nowhere(value: Value) -> str:
    """For files: nothing to link to."""
    return ""


def facts(report: Report) -> list[dict[str, Any]]:
    return [{"label": label, "value": value} for label, value in describing.facts(report)]


def based_on(report: Report) -> list[tuple[str, Any]]:
    """As everywhere, with the hash in groups that a narrow page can break."""
    sha256 = report.basis.inputs_sha256
    return [(name, grouped(text) if text == sha256 else text) for name, text in describing.based_on(report)]


def topic_shown(topic: Topic, address: Address) -> dict[str, Any]:
    return {"topic": topic, "sections": [_section_shown(section, address) for section in topic.sections]}


def _section_shown(section: Section, address: Address) -> dict[str, Any]:
    return {
        "section": section,
        "title": f"{section.definition.short_name}: {section.finding[:1].lower()}{section.finding[1:]}",
        "dots": _both_widths(section.dots),
        "trend": _both_widths(section.trend) if section.trend else "",
        "subtitle": describing.measured(section),
        "table": newest_table(section, address),
        "trend_title": f"{section.definition.short_name}: {describing.trend_title(section)}",
        "unit": words.capital(words.unit(section.definition)),
        "symbols": describing.symbols_in(section),
        "history": history_table(section, address),
        "source": describing.source(section.definition),
    }


def _both_widths(drawn: Drawn) -> SafeString:
    """The style sheet shows the one that fits, and screen readers hear only that one."""
    return format_html(
        '<div class="app-chart-wide">{}</div><div class="app-chart-narrow">{}</div>',
        mark_safe(drawn.svg),  # noqa: S308 - charts escape their own text
        mark_safe(drawn.narrow),  # noqa: S308
    )


def definition_shown(definition: Definition) -> dict[str, Any]:
    return {"definition": definition, "rows": describing.definition_rows(definition)}
