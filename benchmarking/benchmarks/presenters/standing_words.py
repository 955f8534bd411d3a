"""An area's place among all authorities, and how to read it."""

from collections.abc import Iterable

from benchmarking.benchmarks.presenters.comparison import Comparison
from benchmarking.indicators.definition import Definition

FIRST = {
    "high": "1st is the highest value, which is read as the best",
    "low": "1st is the lowest value, which is read as the best",
    "none": "1st is the lowest value; neither end is better",
}


def place_rule(comparisons: Iterable[Comparison]) -> str:
    """One sentence on what a place means; nothing where no area has one."""
    for comparison in comparisons:
        if any(comparison.standing(place) for place in comparison.places):
            return rule_of(comparison.definition)
    return ""


def rule_of(definition: Definition) -> str:
    return (
        f"Place among all authorities with a published value: {FIRST[definition.polarity]}. "
        "Ties share the better place, and neighbouring places may differ by chance alone."
    )
