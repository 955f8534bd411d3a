"""What the compare page says of several indicators at once."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse

from benchmarking.benchmarks.choice import Choice
from benchmarking.benchmarks.presenters.comparator_words import chance, explanation
from benchmarking.benchmarks.presenters.comparison import Comparison
from benchmarking.benchmarks.presenters.comparison_charts import (
    small_year_chart,
    trend_chart,
    trend_in_words,
    trend_title,
)
from benchmarking.benchmarks.presenters.comparison_tables import history_table, symbols_of
from benchmarking.benchmarks.presenters.grid import Grid
from benchmarking.benchmarks.presenters.words import listed
from kernel.symbols import Symbol

MOST_NAMED = 3


def several_indicators(comparisons: Sequence[Comparison], choice: Choice) -> dict[str, Any]:
    target = comparisons[0].target
    return {
        "heading": _heading(comparisons),
        "comparisons": comparisons,
        "target": target,
        "grid": Grid(comparisons, choice).table(_caption(comparisons)),
        "cards": list(_cards(comparisons, choice)),
        "explanation": explanation(target, [each.definition.kind for each in comparisons]),
        "chance": chance(found for each in comparisons for found in each.contrasts.values()),
        "not_there": [each for each in comparisons if each.is_another_year],
        "symbols": [symbol for symbol in Symbol if any(symbol in symbols_of(each) for each in comparisons)],
    }


def _heading(comparisons: Sequence[Comparison]) -> str:
    """The names, as long as a heading holds them."""
    names = [each.definition.short_name for each in comparisons]
    return listed(names) if len(names) <= MOST_NAMED else f"{len(names)} indicators side by side"


def _caption(comparisons: Sequence[Comparison]) -> str:
    years = {each.year for each in comparisons}
    target = comparisons[0].target
    beside = f", beside {target.in_sentence}" if target else ""
    return f"{len(comparisons)} indicators{beside}" + (f", {years.pop()}" if len(years) == 1 else "")


def _cards(comparisons: Sequence[Comparison], choice: Choice) -> Iterator[dict[str, Any]]:
    """A small chart of the year and one of the trend for each indicator."""
    for each in comparisons:
        slug = each.definition.slug
        yield {
            "definition": each.definition,
            "comparison": each,
            "href": f"{reverse('benchmarks:compare')}?{choice.with_indicator_alone(slug).query}",
            "chart": small_year_chart(each),
            "trend": trend_chart(each, small=True),
            "trend_title": trend_title(each),
            "trend_in_words": trend_in_words(each, small=True),
            "history": history_table(each, key=f"{slug}-history"),
        }
