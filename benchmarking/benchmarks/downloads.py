"""What a page of comparisons shows, as a file: one row a value, and a note that says how to read it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone

from benchmarking.benchmarks.against import Contrast
from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.presenters.comparator_words import chance, explanation
from benchmarking.benchmarks.presenters.comparison import Comparison
from benchmarking.benchmarks.tidy import COLUMNS, csv_text, tidy_row
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.wording import moment, unit, upper_first
from kernel.symbols import Symbol

COMPARED = (
    "compared_with", "comparator_value", "comparison", "clear_at_99_8", "better_or_worse", "difference",
    "difference_lower_95", "difference_upper_95", "neighbours_counted", "neighbours_expected", "place", "authorities",
)  # fmt: skip
MEANINGS = {
    "time_period": "the year in which the reporting year ends on 31 March",
    "numerator, denominator": "the counts; empty where they are not shown",
    "value": "at the decimals of the definition; empty where there is a symbol",
    "lower_95, upper_95": "the 95% interval of the value",
    "symbol": "why there is no value",
    "return_id": "the signed return that the value comes from; empty for wider places",
    "compared_with": "the comparator, in rows of areas that stand beside it on the page",
    "comparator_value": "its value; for statistical neighbours the plain average of what is published of them",
    "comparison": "lower, similar or higher than the comparator, at 95%",
    "clear_at_99_8": "whether it is still so at 99.8%",
    "better_or_worse": "empty where neither a high nor a low value is better, and beside pooled areas",
    "difference, difference_lower_95, difference_upper_95": "area minus area, with its 95% interval",
    "neighbours_counted, neighbours_expected": "of how many of its neighbours the average is",
    "place, authorities": (
        "place among all authorities with a published value: 1 is best where high or low is better, else lowest"
    ),
}


def csv_of(comparisons: Iterable[Comparison]) -> str:
    """Every number of the page: the years of the trend, with the comparator in the rows that were compared."""
    rows = (row for each in comparisons for row in _rows(each))
    return csv_text(rows, (*COLUMNS, *COMPARED))


def _rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    for year in comparison.years:
        for place in comparison.places:
            value = comparison.value(place, year)
            if value is not None:
                yield tidy_row(value, comparison.benchmark.places) | _compared(comparison, place, value)


def _compared(comparison: Comparison, place: Place, value: Value) -> dict[str, Any]:
    target, found = comparison.target, comparison.contrasts.get(place.key)
    if value.year != comparison.year and target and place == comparison.neighbours_of:
        average = comparison.average(place, value.year)
        return dict.fromkeys(COMPARED) | {"compared_with": target.name, "comparator_value": average}
    if value.year != comparison.year or place.level != Level.AREA or target is None or found is None:
        return dict.fromkeys(COMPARED)
    standing = comparison.standing(place)
    return {
        "compared_with": target.name,
        "comparator_value": found.comparator,
        **_words(found),
        "difference": found.difference,
        "difference_lower_95": found.lower,
        "difference_upper_95": found.upper,
        "neighbours_counted": standing.neighbours_counted if standing and target.place is None else None,
        "neighbours_expected": standing.neighbours_expected if standing and target.place is None else None,
        "place": standing.rank if standing else None,
        "authorities": standing.authorities if standing else None,
    }


def _words(found: Contrast) -> dict[str, Any]:
    return {
        "comparison": found.comparison or None,
        "clear_at_99_8": found.strong if found.comparison else None,
        "better_or_worse": found.verdict or None,
    }


def note_of(comparisons: Sequence[Comparison], address: str) -> str:
    """Plain text that goes with the CSV: where it is from, what each indicator and column means, what is not shown."""
    target = comparisons[0].target
    kinds = [each.definition.kind for each in comparisons]
    contrasts = [found for each in comparisons for found in each.contrasts.values()]
    lines = [
        "How to read these figures", "",
        f"The view: {address}",
        f"Downloaded: {moment(timezone.now())}. Figures that are signed later are not in the file.", "",
        explanation(target, kinds), chance(contrasts), "",
        "Indicators",
        *(line for each in comparisons for line in _indicator(each)), "",
        "Columns",
        *(f"{name}: {meaning}" for name, meaning in MEANINGS.items()), "",
        "Symbols",
        *(f"{symbol.value}: {symbol.meaning}" for symbol in Symbol), "",
    ]  # fmt: skip
    return "\n".join(lines)


def _indicator(comparison: Comparison) -> Iterator[str]:
    definition = comparison.definition
    years = comparison.years
    yield f"{definition.slug}: {definition.name}"
    yield f"  {unit(definition)}; years {years[0]} to {years[-1]}, compared in {comparison.year}"
    yield f"  Counted: {upper_first(definition.numerator)}"
    if definition.denominator:
        yield f"  Out of: {upper_first(definition.denominator)}"
    source = definition.source
    yield f"  Source of the wider places: {source.publisher}, {source.title}, {source.table}. {source.licence}"
    yield f"  Definition: version {definition.version}, SHA-256 {definition.fingerprint}"
    for caveat in definition.caveats:
        yield f"  Bear in mind: {caveat}"
