"""Some indicators that belong together, of a theme or of a topic: how the areas stand, and where to look closer."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from benchmarking.benchmarks.choice import Choice
from benchmarking.benchmarks.presenters.comparator_words import chance, explanation
from benchmarking.benchmarks.presenters.comparison import Comparison, comparisons_of
from benchmarking.benchmarks.presenters.comparison_tables import symbols_of
from benchmarking.benchmarks.presenters.grid import Grid
from benchmarking.benchmarks.selectors import live_benchmark
from benchmarking.benchmarks.themes import definitions_of, in_views
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.wording import unit
from design_system.tables import Cell, Table
from kernel.symbols import Symbol
from scrutiny.programme.models import Theme


def together(definitions: Sequence[Definition], caption: str) -> dict[str, Any]:
    """The newest year of each indicator beside the nation. The same few queries however many there are."""
    yearly = [each for each in definitions if each.period != "any"]
    comparisons, choice = [], Choice(tuple(each.slug for each in yearly))
    if yearly:
        comparisons = comparisons_of(live_benchmark(choice.indicators), choice)
    there = {each.definition.slug for each in comparisons}
    return {
        "grid": Grid(comparisons, choice).table(caption) if comparisons else None,
        "findings": [(each.definition, each.finding, _alone(choice, each)) for each in comparisons],
        "explanation": explanation(comparisons[0].target, []) if comparisons else "",
        "chance": chance(found for each in comparisons for found in each.contrasts.values()),
        "views": compare_links(yearly),
        "unsigned": [each.short_name for each in yearly if each.slug not in there],
        "local": _local([each for each in definitions if each.period == "any"]),
        "symbols": [symbol for symbol in Symbol if any(symbol in symbols_of(each) for each in comparisons)],
    }


def _alone(choice: Choice, comparison: Comparison) -> str:
    return f"{reverse('benchmarks:compare')}?{choice.with_indicator_alone(comparison.definition.slug).query}"


def compare_links(definitions: Iterable[Definition]) -> list[dict[str, str]]:
    """Links to the compare page with these indicators ticked, as many at a time as it takes."""
    portions = list(in_views(definitions))
    texts = (
        ["Compare these indicators"]
        if len(portions) == 1
        else [f"Compare {_names(portion)}" for portion in portions]
    )
    return [
        {"text": text, "href": f"{reverse('benchmarks:compare')}?{_in_order(portion).query}"}
        for text, portion in zip(texts, portions, strict=True)
    ]


def _in_order(slugs: Sequence[str]) -> Choice:
    return Choice(tuple(slug for slug in catalogue().slugs if slug in set(slugs)))


def _names(slugs: Sequence[str]) -> str:
    first, last = (catalogue().get(slug).short_name for slug in (slugs[0], slugs[-1]))
    return first if len(slugs) == 1 else f"{first} to {last}"


def _local(definitions: Sequence[Definition]) -> Table | None:
    """Counts without a yearly series: named, never laid side by side."""
    rows = [
        [Cell(each.name, href=reverse("benchmarks:indicator", args=[each.slug])), unit(each)]
        for each in definitions
    ]
    caption = "Counts of partnerships, which are not compared"
    return Table(caption, ["Indicator", "Unit"], rows, caption_size="s") if rows else None


def themes_table(themes: Iterable[Theme]) -> Table:
    rows = [
        [
            Cell(theme.name, href=reverse("benchmarks:theme", args=[theme.slug])),
            ", ".join(each.short_name for each in definitions_of(theme.indicators)) or "None yet",
        ]
        for theme in themes
    ]
    return Table("Themes of scrutiny", ["Theme", "Indicators that speak to it"], rows, caption_hidden=True)
