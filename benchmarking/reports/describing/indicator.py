"""One indicator: what is measured, and the table of its newest year."""

from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.presenters.words import compared
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from benchmarking.reports import words
from benchmarking.reports.report import Section
from benchmarking.reports.words import capital
from kernel.symbols import Symbol


def measured(section: Section) -> str:
    """What is measured, and when."""
    definition = section.definition
    return f"{capital(words.unit(definition))}, {words.year_label(definition, section.year)}"


def newest_heads(section: Section) -> list[str]:
    """The words of the page where areas are compared."""
    definition, national = section.definition, section.places.national
    return [
        "Area",
        capital(words.unit(definition)),
        "95% interval",
        "Counted",
        *([] if definition.denominator is None else ["Out of"]),
        f"Against {national.name}" if national else "Comparison",
        *(standing_heads(section) if section.standings else []),
    ]


def newest_row(section: Section, place: Place, value: Value) -> list[str]:
    """One row under `newest_heads`. No cell is ever empty."""
    definition = section.definition
    return [
        words.named(place, value),
        words.shown(value, definition),
        words.interval(value, definition),
        words.count(value.numerator, value),
        *([] if definition.denominator is None else [words.count(value.denominator, value)]),
        compared(value) or "Not compared",
        *(standing_cells(section, place, value) if section.standings else []),
    ]


def standing_heads(section: Section) -> list[str]:
    """Of the two columns for what is known of other authorities."""
    national = section.places.national
    return ["Average of neighbours", f"Place in {national.name}" if national else "Place"]


def standing_cells(section: Section, place: Place, value: Value) -> list[str]:
    """ "21.4%" and "12th of 151"; a symbol where the area is not shown, or nothing is known of others."""
    found = section.standing(place)
    if found is None:
        gone = Symbol.NOT_APPLICABLE if place.level != Level.AREA else value.symbol or Symbol.NOT_AVAILABLE
        return [f"[{gone}]", f"[{gone}]"]
    missing = f"[{Symbol.NOT_AVAILABLE}]"
    return [
        missing if found.neighbours is None else words.decimal(found.neighbours, section.definition),
        missing if found.rank is None else f"{words.ordinal(found.rank)} of {found.authorities}",
    ]


def about_standings(section: Section) -> str:
    """What the place counts from, and of how many neighbours the averages are; "" where nothing is known."""
    if not section.standings:
        return ""
    end = {
        "high": "1st is the highest, the best",
        "low": "1st is the lowest, the best",
        "none": "1st is the lowest",
    }
    partial = [each for each in section.standings if each.neighbours_counted < each.neighbours_expected]
    names = {place.key: place.short_name for place in section.places}
    said = f"Place: {end[section.definition.polarity]}; equal values share the better place."
    if partial:
        counts = [
            f"{names[each.place]}, {each.neighbours_counted} of {each.neighbours_expected}"
            for each in partial
        ]
        said += f" Neighbours with a published value: {'; '.join(counts)}."
    return said


def source(definition: Definition) -> str:
    found = definition.source
    return f"{found.publisher}, {found.title}, {found.table}. {found.licence}."


def symbols_in(section: Section) -> list[str]:
    """The symbols of the newest year, each with its meaning."""
    found = dict.fromkeys(value.symbol for _, value in section.newest if value.symbol)
    return [f"[{symbol}] {symbol.meaning}" for symbol in found]
