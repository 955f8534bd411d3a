"""What a page says of one indicator: chart, table, trend, history, comparator."""

from typing import Any

from benchmarking.benchmarks.presenters.comparator_words import chance, explanation
from benchmarking.benchmarks.presenters.comparison import Comparison
from benchmarking.benchmarks.presenters.comparison_charts import (
    trend_chart,
    trend_in_words,
    trend_title,
    year_chart,
)
from benchmarking.benchmarks.presenters.comparison_tables import history_table, symbols_of, year_table
from benchmarking.benchmarks.presenters.standing_words import place_rule


def one_indicator(comparison: Comparison) -> dict[str, Any]:
    """The context that the compare page and the indicator page share."""
    return {
        "definition": comparison.definition,
        "comparison": comparison,
        "chart": year_chart(comparison),
        "table": year_table(comparison),
        "trend": trend_chart(comparison),
        "trend_title": trend_title(comparison),
        "trend_in_words": trend_in_words(comparison),
        "history": history_table(comparison),
        "explanation": explanation(comparison.target, [comparison.definition.kind]),
        "chance": chance(comparison.contrasts.values()),
        "place_rule": place_rule([comparison]),
        "symbols": symbols_of(comparison),
    }
