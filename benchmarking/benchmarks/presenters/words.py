"""What a comparison says, in words. Never a verdict where the indicator has no polarity."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from benchmarking.benchmarks.against import Contrast, Target
from benchmarking.benchmarks.places import Places
from benchmarking.benchmarks.standing import Standing
from benchmarking.benchmarks.trends import Way
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.wording import amount, when
from kernel.periods import Period

MOST_NAMES = 6
"""Up to so many areas are named; beyond, they are counted."""

SIGNS = {"higher": "▲", "lower": "▼", "similar": "≈"}
"""Beside words, never instead of them."""


def when_year(definition: Definition, year: int) -> str:
    return when(definition, Period.reporting_year(year))


def compared(value: Value | Contrast) -> str:
    """ "Clearly lower (better)", or nothing where nothing was compared. The column names the comparator."""
    if value.comparison in ("", "similar"):
        return value.comparison.capitalize()
    words = f"clearly {value.comparison}" if value.strong else value.comparison
    verdict = f" ({value.verdict})" if value.verdict else ""
    return words.capitalize() + verdict


def marked(contrast: Contrast) -> SafeString:
    """The same words behind a sign that shows the direction, so that a wide table can be read at a glance."""
    if not contrast.comparison:
        return SafeString()
    kind = contrast.verdict or contrast.comparison
    return format_html(
        '<span class="app-mark app-mark--{}"><span aria-hidden="true">{}</span> {}</span>',
        kind, SIGNS[contrast.comparison], compared(contrast),
    )  # fmt: skip


def finding(contrasts: Mapping[str, Contrast], places: Places, target: Target | None) -> str:
    """One sentence on how the areas of one year differ from what they are compared with."""
    if target is None or not any(each.comparison for each in contrasts.values()):
        return ""
    groups = {
        word: [places.get(key).short_name for key, each in contrasts.items() if each.comparison == word]
        for word in ("higher", "lower", "similar")
    }
    parts = [f"{_who(groups[word])} {word}" for word in ("higher", "lower") if groups[word]]
    if not parts:
        alone = groups["similar"][0] if len(groups["similar"]) == 1 else ""
        said = f"{alone} is similar to" if alone else "No area differs from"
        return f"{said} {target.in_sentence}."
    parts[0] += f" than {target.in_sentence}"
    if groups["similar"]:
        parts.append(f"{_who(groups['similar'])} similar")
    return "; ".join(parts) + "."


def place_among(standing: Standing | None) -> str:
    """ "12th of 151", or nothing where the others are not known."""
    if standing is None or standing.rank is None:
        return ""
    return f"{ordinal(standing.rank)} of {standing.authorities}"


def ordinal(number: int) -> str:
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def way(found: Way | None) -> str:
    """ "Increasing (getting worse)"."""
    if found is None or not found.calculated:
        return "Cannot be calculated"
    verdict = f" ({found.verdict})" if found.verdict else ""
    return found.words.capitalize() + verdict


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
