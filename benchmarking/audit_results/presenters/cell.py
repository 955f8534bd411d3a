"""The page of one number: how the grades spread, and the returns behind it."""

from typing import Any

from benchmarking.audit_results import describing
from benchmarking.audit_results.models import AuditResult
from benchmarking.audit_results.presenters.tables import returns_table
from benchmarking.audit_results.results import Cell, Results, Variant
from benchmarking.audit_results.rows import Level, Measure
from design_system.tables import Column, Table
from kernel.symbols import Symbol

GRADED = {
    Measure.COUNTED: "Grades that count",
    Measure.SELF: "Agencies' own grades",
    Measure.BESIDE: "Grades of agencies with practitioners' replies",
    Measure.PRACTITIONERS: "Practitioners' replies",
}
MOVED = {Measure.MODERATION: "Moderated beside own grades", Measure.CHANGE: "Beside the last round"}


def cell_page(
    kept: AuditResult, variant: str, standard: str, level: Level, group: str, *, may_read_returns: bool
) -> dict[str, Any] | None:
    """None where the round has no such standard or group."""
    results = kept.results
    edition = next((each for each in results.variants if each.key == variant), None)
    named = next((each for each in edition.standards if each.key == standard), None) if edition else None
    name = _name(results, edition, level, group) if edition else ""
    if edition is None or named is None or not name:
        return None
    cells = {each: results.cell(variant, standard, each, level, group) for each in Measure}
    areas = tuple(area for area in results.signed if level is not Level.AREA or area.key == group)
    return {
        "results": results,
        "kept": kept,
        "notes": describing.status(results),
        "standard": named.name,
        "variant": edition,
        "group": name,
        "rows": _rows(cells[Measure.COUNTED], edition),
        "spread": _spread(cells, edition),
        "moves": _moves(cells),
        "about": [describing.ABOUT_GRADES, describing.ABOUT_SHARES, describing.ABOUT_HIDDEN],
        "returns": returns_table(areas, kept, may_read=may_read_returns),
    }


def _name(results: Results, variant: Variant, level: Level, group: str) -> str:
    if level is Level.REGION:
        return "The region" if group == "region" else ""
    names = results.areas if level is Level.AREA else variant.kinds
    return next((each.name for each in names if each.key == group), "")


def _rows(cell: Cell, variant: Variant) -> list[tuple[str, Any]]:
    if cell.share is None:
        return [("Answers at the two upper grades", cell.symbol or Symbol.NOT_APPLICABLE)]
    return [
        ("Answers at the two upper grades", f"{cell.share.percent}%"),
        ("95% interval", f"{cell.share.lower}% to {cell.share.upper}%"),
        ("Middle grade", "" if cell.median is None else variant.grades[cell.median]),
        ("Agencies", cell.agencies),
        ("Answers", cell.total),
    ]


def _spread(cells: dict[Measure, Cell], variant: Variant) -> Table:
    columns = [Column("Whose"), *(Column(each, numeric=True) for each in (*variant.grades, "Could not say"))]
    rows = [[title, *_numbers(cells[measure], len(variant.grades) + 1)] for measure, title in GRADED.items()]
    return Table("How many answers at each grade", columns, rows, caption_size="s", compact=True)


def _moves(cells: dict[Measure, Cell]) -> Table:
    columns = [Column("What"), *(Column(each, numeric=True) for each in ("Lower", "The same", "Higher"))]
    rows = [[title, *_numbers(cells[measure], 3)] for measure, title in MOVED.items()]
    return Table("How many were lower, the same, higher", columns, rows, caption_size="s", compact=True)


def _numbers(cell: Cell, number: int) -> list[Any]:
    if cell.counts is None:
        return [cell.symbol or Symbol.NOT_APPLICABLE] * number
    return [*cell.counts, *[Symbol.NOT_APPLICABLE] * (number - len(cell.counts))]
