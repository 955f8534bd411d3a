"""How good the data of one indicator are: who signed them, what is missing and why, and what was corrected.

Nothing here says a count. A note is left out where its count is hidden, because it may quote it; so is the reason of a
correction for those who may not read returns.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.presenters import words
from benchmarking.benchmarks.presenters.comparison import Comparison
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.models import Figure
from benchmarking.indicators.wording import STATUSES, day, lower_first, upper_first
from design_system.tables import Cell, Table
from kernel.symbols import Symbol

NOTHING_SIGNED = "nothing signed"


def quality_rows(
    definition: Definition, figures: Sequence[Figure], years: Sequence[int], today: date
) -> list[Any]:
    """What holds for the whole series."""
    current = [figure for figure in figures if figure.is_current]
    rows: list[Any] = [("Status of the figures", _statuses(current))]
    if gaps := _gaps(years):
        rows.append(("Years without a figure of any place", spans(gaps)))
    rows.append(("Breaks in the series", _breaks(definition, current)))
    due = date_format(definition.next_review, "j F Y")
    late = " The review is overdue." if definition.next_review < today else ""
    return [*rows, ("Next review of the definition", f"Due on {due}.{late}")]


def _statuses(figures: Iterable[Figure]) -> str:
    found: dict[str, int] = {}
    for figure in figures:
        found[figure.status] = found.get(figure.status, 0) + 1
    return ". ".join(
        f"{number} {status}: {lower_first(STATUSES[status])}"
        for status in STATUSES
        if (number := found.get(status))
    )


def _gaps(years: Sequence[int]) -> list[int]:
    return [year for year in range(years[0], years[-1]) if year not in set(years)] if years else []


def _breaks(definition: Definition, figures: Iterable[Figure]) -> str:
    """Years signed under another version of the definition. What the publisher changed stands in the caveats."""
    other = {
        figure.year for figure in figures if figure.definition_version != definition.version and figure.year
    }
    if other:
        return (
            f"Signed under an earlier version of the definition: {spans(other)}. Compare them with later years "
            "with care."
        )
    return (
        f"All figures were signed under version {definition.version} of the definition. "
        "What else changed over the years stands under “What to bear in mind”."
    )


def spans(years: Iterable[int]) -> str:
    """ "2013, 2015 to 2018"."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def signed_table(figures: Iterable[Figure], comparison: Comparison) -> Table | None:
    """Of the newest year: who signed, when, under which status, and what the partnership says of its figure."""
    year = comparison.year
    hidden = {place.key for place in _areas(comparison) if _is_hidden(comparison.value(place, year))}
    rows = [_signed_row(figure, hidden) for figure in figures if figure.is_current and figure.year == year]
    columns = ["Area", "Status", "Signed", "Prepared and approved by", "Note by the partnership"]
    return Table(f"Who signed the figures of {year}", columns, rows, caption_size="s") if rows else None


def _is_hidden(value: Value | None) -> bool:
    return value is not None and value.symbol == Symbol.CONFIDENTIAL


def _signed_row(figure: Figure, hidden: Collection[str]) -> list[Any]:
    source, area = figure.source, figure.partnership.area
    return [
        area.name,
        Cell("", status=figure.status.capitalize()),
        Cell(day(source.lodged_at), href=reverse("indicators:figure", args=[figure.pk])),
        f"{source.prepared_role}; {source.approved_role}",
        None if area.slug in hidden else figure.note or None,
    ]


def missing_table(comparison: Comparison) -> Table | None:
    """Each area's years without a value, by reason."""
    rows = [
        [place.name, upper_first(reason), spans(years)]
        for place in _areas(comparison)
        for reason, years in _missing(comparison, place).items()
    ]
    return (
        Table("What is missing, and why", ["Area", "Why", "Years"], rows, caption_size="s") if rows else None
    )


def _missing(comparison: Comparison, place: Place) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for year in comparison.years:
        value = comparison.value(place, year)
        if value is None:
            found.setdefault(NOTHING_SIGNED, []).append(year)
        elif value.symbol is not None:
            found.setdefault(value.symbol.meaning, []).append(year)
    return found


def corrections_table(figures: Iterable[Figure], *, may_read: bool) -> Table | None:
    """Every return with this indicator that was replaced; whether this number changed is not said.

    may_read: whether the reader may read returns, and so why one was replaced: a reason may quote a small count.
    """
    rows = [
        [
            figure.partnership.area.name,
            Cell(str(figure.year), href=reverse("indicators:figure", args=[figure.pk])),
            day(figure.source.superseded_by.lodged_at),
            *([figure.source.superseded_by.reason] if may_read else []),
        ]
        for figure in figures
        if not figure.is_current and hasattr(figure.source, "superseded_by")
    ]
    columns = ["Area", "Year", "Corrected on", *(["Reason given for the whole return"] if may_read else [])]
    return Table("Corrections since", columns, rows, caption_size="s") if rows else None


def standing_table(comparison: Comparison) -> Table:
    """Where each area is heading, and its place among authorities where that is known."""
    placed = any(comparison.standing(place) for place in _areas(comparison))
    rows = [
        [
            place.name,
            words.way(comparison.ways.get(place.key)),
            *([words.place_among(comparison.standing(place)) or None] if placed else []),
        ]
        for place in _areas(comparison)
    ]
    columns = ["Area", "Recent trend", *(["Among authorities"] if placed else [])]
    caption = f"Where each area is heading, five years to {comparison.year}"
    return Table(caption, columns, rows, caption_size="s", note=TREND_NOTE)


def _areas(comparison: Comparison) -> list[Place]:
    return [place for place in comparison.places if place.level == Level.AREA]


TREND_NOTE = (
    "Recent trend: increasing or decreasing only where a test over five years in a row says so at 99.8% and no single "
    "year decides it. It cannot be calculated where one of the five years is missing or not shown."
)
