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
from benchmarking.reports.presenters.tables import (
    Address,
    explained,
    limits_table,
    movement_table,
    profile_table,
    shown,
)
from benchmarking.reports.report import Drawn, Profile, Report, Section, Topic
from design_system.presenters import grouped
from design_system.tables import Cell, Column, Row, Table

ReceiptAddress = Callable[[uuid.UUID], str]


def newest_table(section: Section, address: Address) -> Table:
    """Each place in the newest year."""
    definition = section.definition
    heads = describing.newest_heads(section)
    words_only = {heads[0], *(text for text in heads if text.startswith(("Against", "Comparison", "Place")))}
    columns = [Column(text, numeric=text not in words_only) for text in heads]
    rows = [
        Row(_newest_row(section, place, value, address), _is_comparator(place))
        for place, value in section.newest
    ]
    caption = (
        f"{definition.short_name}, {words.unit(definition)}, {words.year_label(definition, section.year)}"
    )
    return Table(caption, columns, rows, caption_size="s", compact=True)


def _newest_row(section: Section, place: Place, value: Value, address: Address) -> list[Any]:
    name, _, *others = describing.newest_row(section, place, value)
    return [name, Cell(shown(value, section.definition), href=address(value)), *explained(others)]


def history_table(section: Section, address: Address) -> Table:
    """Every place in every year, newest first."""
    definition = section.definition
    columns = [Column("Year"), *(Column(place.short_name, numeric=True) for place in section.places)]
    rows = [
        [str(year), *(Cell(shown(v, definition), href=address(v)) for v in section.in_year(year))]
        for year in reversed(section.years)
    ]
    caption = f"{definition.short_name}, all years, {words.unit(definition)}"
    return Table(caption, columns, rows, caption_size="s", compact=True)


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


def summary_shown(report: Report) -> dict[str, Any]:
    return {"passages": describing.passages(report), "remarks": remarks_shown(report, "summary")}


def topic_shown(report: Report, topic: Topic, address: Address) -> dict[str, Any]:
    return {
        "topic": topic,
        "remarks": remarks_shown(report, topic.anchor),
        "sections": [_section_shown(section, address) for section in topic.sections],
    }


def remarks_shown(report: Report, about: str) -> list[dict[str, Any]]:
    """What was said of the summary or of a topic, and who signed it."""
    return [
        {
            "heading": heading,
            "paragraphs": describing.paragraphs(remark),
            "signature": describing.signature(remark),
            "id": f"remark-{about}-{position}",
        }
        for position, (heading, remark) in enumerate(describing.remarks(report, about), start=1)
    ]


def _section_shown(section: Section, address: Address) -> dict[str, Any]:
    measured = describing.movement_measured(section)
    return {
        "section": section,
        "figures": [
            _figure(
                section, section.dots, describing.measured(section), newest_table(section, address), True
            ),
            _figure(section, section.trend, measured, history_table(section, address)),
            _figure(section, section.panels, measured, movement_table(section, address)),
            _figure(
                section, section.funnel, describing.limits_measured(section), limits_table(section, address)
            ),
        ],
        "notes": [*describing.symbols_in(section), describing.about_standings(section)],
        "source": describing.source(section.definition),
    }


def _figure(
    section: Section, drawn: Drawn | None, subtitle: str, table: Table | None, open_at_once: bool = False
) -> dict[str, Any] | None:
    """A chart with its title and the table beside it; None for a chart that is not drawn."""
    if drawn is None:
        return None
    return {
        "svg": both_widths(drawn),
        "title": f"{section.definition.short_name}: {drawn.title[:1].lower()}{drawn.title[1:]}",
        "subtitle": subtitle,
        "table": table,
        "open": open_at_once,
    }


def profile_shown(report: Report, profile: Profile, address: Address) -> dict[str, Any]:
    return {
        "profile": profile,
        "svg": both_widths(profile.spine) if profile.spine else "",
        "title": f"{profile.place.short_name}. {profile.spine.title}" if profile.spine else "",
        "table": profile_table(report, profile, address),
    }


def both_widths(drawn: Drawn) -> SafeString:
    """The style sheet shows the one that fits, and screen readers hear only that one."""
    return format_html(
        '<div class="app-chart-wide">{}</div><div class="app-chart-narrow">{}</div>',
        mark_safe(drawn.svg),  # noqa: S308 - charts escape their own text
        mark_safe(drawn.narrow),  # noqa: S308
    )


def definition_shown(definition: Definition) -> dict[str, Any]:
    return {"definition": definition, "rows": describing.definition_rows(definition)}
