"""The sheets that hold numbers: the newest year by topic, where areas stand, and every figure of every year."""

from collections.abc import Iterator
from decimal import Decimal

from benchmarking.benchmarks.presenters.words import compared
from benchmarking.benchmarks.tidy import COLUMNS, tidy_row
from benchmarking.benchmarks.value import Value
from benchmarking.reports import describing, words
from benchmarking.reports.report import Report, Section, Topic
from benchmarking.reports.sheets.sheet import Cell, Sheet, marker, sheet
from kernel.symbols import Symbol

MEASURES = ("numerator", "denominator", "value", "lower_95", "upper_95")
TIDY = tuple(name for name in COLUMNS if name != "symbol")
"""As the CSV, but for the symbol, which stands in the cells themselves."""


def topic_sheet(topic: Topic, *lines: str) -> Sheet:
    """Every place in the newest year of each indicator of the topic."""
    against = {describing.newest_heads(section)[-1]: None for section in topic.sections}
    heads = (
        "Indicator", "Measured in", "Period", "Area", "Value", "Lower 95% limit", "Upper 95% limit",
        "Counted", "Out of", " or ".join(against),
    )  # fmt: skip
    rows = [row for section in topic.sections for row in _newest_rows(section)]
    sources = dict.fromkeys(describing.source(section.definition) for section in topic.sections)
    symbols = dict.fromkeys(text for section in topic.sections for text in describing.symbols_in(section))
    return sheet(
        topic.name, f"{topic.name}: the newest year of each indicator", heads, rows,
        *lines, *symbols, f"Source: {' '.join(sources)}",
    )  # fmt: skip


def _newest_rows(section: Section) -> Iterator[tuple[Cell, ...]]:
    definition = section.definition
    for place, value in section.newest:
        yield (
            definition.name,
            words.capital(words.unit(definition)),
            words.capital(words.year_label(definition, section.year)),
            words.named(place, value),
            *(_shown(each, value) for each in (value.value, value.lower, value.upper)),
            *(_shown(each, value) for each in (value.numerator, value.denominator)),
            compared(value) or "Not compared",
        )


def _shown(number: int | Decimal | None, value: Value) -> Cell:
    """The number, or why there is none: the value's own symbol, or that it does not apply."""
    return marker(value.symbol or Symbol.NOT_APPLICABLE) if number is None else number


STANDING_HEADS = (
    "Indicator", "Period", "Area", "Neighbours' average", "Neighbours counted", "Neighbours expected",
    "Place among authorities", "Authorities", "Lowest", "Lower quartile", "Median", "Upper quartile", "Highest",
)  # fmt: skip


def standings_sheet(report: Report, *lines: str) -> Sheet:
    """Each area beside its statistical neighbours and among all authorities, where anything is known of them."""
    rows = [
        (
            section.definition.name,
            words.capital(words.year_label(section.definition, each.year)),
            section.places.get(each.place).name,
            *(
                marker(Symbol.NOT_AVAILABLE) if number is None else number
                for number in (
                    each.neighbours, each.neighbours_counted, each.neighbours_expected, each.rank,
                    each.authorities, each.lowest, each.lower_quartile, each.median, each.upper_quartile,
                    each.highest,
                )
            ),
        )
        for section in report.sections
        for each in section.standings
    ]  # fmt: skip
    about = (
        "Neighbours' average is the plain average of the published values of the area's statistical neighbours. "
        "Place 1 is the best where higher or lower is better, and otherwise the lowest."
    )
    return sheet(
        "Standings",
        "Each area beside its neighbours and all authorities",
        STANDING_HEADS,
        rows,
        *lines,
        about,
    )


def tidy_sheet(report: Report, *lines: str) -> Sheet:
    """The rows of the CSV. Where the CSV is empty there is a marker: the row's symbol, or [z] where nothing applies."""
    rows = []
    for _, _, value in report.values:
        row = tidy_row(value, report.places)
        gone = marker(value.symbol or Symbol.NOT_APPLICABLE)
        rows.append([_tidy_cell(row[name], gone if name in MEASURES else None) for name in TIDY])
    about = "One row for each indicator, year and area, as in the CSV file of this report."
    return sheet("All figures", "Every figure of every year", TIDY, rows, *lines, about)


def _tidy_cell(cell: Cell | None, gone: str | None) -> Cell | None:
    return gone if cell is None else cell
