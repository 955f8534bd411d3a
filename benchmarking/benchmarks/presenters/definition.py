"""A definition in full, in plain words."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import slugify

from benchmarking.indicators.definition import TOPICS, Definition
from benchmarking.indicators.presenters import shown_count, shown_value
from benchmarking.indicators.shown import Shown
from benchmarking.indicators.wording import (
    KINDS,
    PERIODS,
    POLARITY,
    POLARITY_SHORT,
    suppression_rule,
    unit,
    upper_first,
)
from design_system.tables import Cell, Column, Table


def definition_rows(definition: Definition) -> list[Any]:
    """What is counted, over what, and how it may be read."""
    rows: list[Any] = [("What is counted", upper_first(definition.numerator))]
    if definition.denominator:
        rows.append(("Out of", upper_first(definition.denominator)))
    rows.append(("Kind of figure", KINDS[definition.kind]))
    if definition.population:
        rows.append(
            (
                "Population year",
                "The estimate for the middle of the year before: a count of 2025 is divided by the children of mid-2024.",
            )
        )
    rows += [
        ("Period", PERIODS[definition.period]),
        ("Unit", _unit(definition)),
        ("Is high or low better?", POLARITY[definition.polarity]),
        ("Small numbers", suppression_rule(definition)),
    ]
    return rows


def provenance_rows(definition: Definition) -> list[Any]:
    """Where it is published, and who answers for the definition."""
    source = definition.source
    return [
        ("Source", f"{source.publisher}: {source.title}. {source.table}"),
        ("Licence", source.licence),
        ("Written by", definition.author),
        ("Checked by", definition.checked_by),
        ("Last reviewed", date_format(definition.reviewed, "j F Y")),
        ("Next review", date_format(definition.next_review, "j F Y")),
        ("Version", definition.version),
    ]


def _unit(definition: Definition) -> str:
    places = {0: "no decimals", 1: "one decimal"}.get(definition.decimals, f"{definition.decimals} decimals")
    return f"{unit(definition)}, {places}, rounded half up"


def topic_links(definitions: Iterable[Definition]) -> list[tuple[str, str]]:
    """Each topic with the page that shows its indicators side by side."""
    topics = dict.fromkeys(each.topic for each in definitions if each.period != "any")
    return [(topic, reverse("benchmarks:topic", args=[slugify(topic)])) for topic in topics]


def by_topic(definitions: Iterable[Definition]) -> list[Table]:
    """A table a topic: what is counted, and which way is better."""
    found: dict[str, list[Definition]] = {topic: [] for topic in TOPICS}
    for definition in definitions:
        found[definition.topic].append(definition)
    return [_topic_table(topic, rows) for topic, rows in found.items() if rows]


def _topic_table(topic: str, definitions: Sequence[Definition]) -> Table:
    rows = [
        [
            Cell(each.name, href=reverse("benchmarks:indicator", args=[each.slug])),
            unit(each),
            POLARITY_SHORT[each.polarity],
            _compare_link(each),
        ]
        for each in definitions
    ]
    return Table(topic, ["Indicator", "Unit", "Better", "Areas"], rows)


def _compare_link(definition: Definition) -> Cell | str:
    if definition.period == "any":
        return "Not compared"
    address = f"{reverse('benchmarks:compare')}?indicator={definition.slug}"
    return Cell("Compare", href=address)


def local_table(figures: Sequence[Shown]) -> Table:
    """Figures of any period, each with its own: never side by side as if they could be compared."""
    rows = [
        [
            each.figure.partnership.area.name,
            each.figure.period.label,
            Cell(shown_value(each), href=reverse("indicators:figure", args=[each.figure.pk])),
            shown_count(each.numerator, each),
            Cell("", status=each.figure.status.capitalize()),
        ]
        for each in figures
    ]
    columns: list[Column | str] = ["Area", "Period", Column("Value", True), Column("Counted", True), "Status"]
    return Table("Figures of other periods", columns, rows, caption_hidden=True)
