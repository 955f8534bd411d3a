"""What a comparison says, in words. Never a verdict where the indicator has no polarity."""

from collections.abc import Iterable, Sequence

from benchmarking.benchmarks.places import Level, Places
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.wording import amount, when
from kernel.periods import Period

MOST_NAMES = 6
"""Up to so many areas are named; beyond, they are counted."""


def when_year(definition: Definition, year: int) -> str:
    return when(definition, Period.reporting_year(year))


def compared(value: Value) -> str:
    """ "Clearly lower (better)", or nothing where nothing was compared. The column names the nation."""
    if value.comparison in ("", "similar"):
        return value.comparison.capitalize()
    words = f"clearly {value.comparison}" if value.strong else value.comparison
    verdict = f" ({value.verdict})" if value.verdict else ""
    return words.capitalize() + verdict


def finding(values: Sequence[Value], places: Places) -> str:
    """One sentence on how the areas of one year differ from the nation."""
    areas = [value for value in values if value.level == Level.AREA]
    if places.national is None or not any(value.comparison for value in areas):
        return ""
    nation = places.national.name
    groups = {
        word: [places.get(value.place).short_name for value in areas if value.comparison == word]
        for word in ("higher", "lower", "similar")
    }
    parts = [f"{_who(groups[word])} {word}" for word in ("higher", "lower") if groups[word]]
    if not parts:
        alone = groups["similar"][0] if len(groups["similar"]) == 1 else ""
        return f"{alone} is similar to {nation}." if alone else f"No area differs from {nation}."
    parts[0] += f" than {nation}"
    if groups["similar"]:
        parts.append(f"{_who(groups['similar'])} similar")
    return "; ".join(parts) + "."


def _who(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMES:
        return f"{len(names)} areas are"
    return f"{listed(names)} {'is' if len(names) == 1 else 'are'}"


def listed(names: Iterable[str]) -> str:
    """A, B and C."""
    *first, last = list(names)
    return f"{', '.join(first)} and {last}" if first else last


def change(series: Sequence[Value], name: str, definition: Definition) -> str:
    """ "England: 24.9% in 2013, 22.4% in 2025", or nothing with fewer than two values."""
    shown = [value for value in series if value.value is not None]
    if len(shown) < 2:
        return ""
    first, last = shown[0], shown[-1]
    if first.value is None or last.value is None:
        return ""
    return (
        f"{name}: {amount(first.value, definition)} in {first.year}, "
        f"{amount(last.value, definition)} in {last.year}"
    )
