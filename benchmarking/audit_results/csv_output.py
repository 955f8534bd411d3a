"""Every cell of the results as CSV: one row each, symbols in a column of their own."""

from collections.abc import Iterator
from typing import Any

from benchmarking.audit_results.results import Cell, Results
from benchmarking.audit_results.rows import Level, Measure
from kernel.comma_separated import csv_text

GRADES = ("grade_1", "grade_2", "grade_3", "grade_4")
MOVES = ("lower", "same", "higher")
COLUMNS = (
    "round", "made_up", "edition", "variant", "standard", "standard_title", "measure", "level", "group", "group_name",
    "agencies", "answers", *GRADES, "could_not_say", *MOVES, "upper_grades_percent", "lower_95", "upper_95",
    "median_grade", "kappa", "kappa_lower_95", "kappa_upper_95", "symbol", "returns_sha256",
)  # fmt: skip


def results_csv(results: Results) -> str:
    return csv_text(rows(results), COLUMNS)


def rows(results: Results) -> Iterator[dict[str, Any]]:
    """In the order of the results; None where a cell is empty."""
    variants = {each.key: each for each in results.variants}
    titles = {(v.key, s.key): s.name for v in results.variants for s in v.standards}
    names = {each.key: each.name for each in results.areas} | {"region": "Region"}
    for cell in results.cells:
        key, variant = cell.key, variants[cell.key.variant]
        kinds = {each.key: each.name for each in variant.kinds}
        yield {
            "round": results.round,
            "made_up": results.made_up,
            "edition": variant.edition,
            "variant": key.variant,
            "standard": key.standard,
            "standard_title": titles[key.variant, key.standard],
            "measure": str(key.measure),
            "level": str(key.level),
            "group": key.group,
            "group_name": (kinds if key.level is Level.KIND else names)[key.group],
            "agencies": cell.agencies,
            "answers": cell.total,
            **_counts(cell),
            "upper_grades_percent": cell.share.percent if cell.share else None,
            "lower_95": cell.share.lower if cell.share else None,
            "upper_95": cell.share.upper if cell.share else None,
            "median_grade": None if cell.median is None else cell.median + 1,
            "kappa": cell.kappa.percent if cell.kappa else None,
            "kappa_lower_95": cell.kappa.lower if cell.kappa else None,
            "kappa_upper_95": cell.kappa.upper if cell.kappa else None,
            "symbol": str(cell.symbol) if cell.symbol else None,
            "returns_sha256": " ".join(behind(results, cell)),
        }


def behind(results: Results, cell: Cell) -> list[str]:
    """The hashes of the returns that a cell is made of: its area's, or all."""
    return [a.sha256 for a in results.signed if cell.key.level is not Level.AREA or a.key == cell.key.group]


def _counts(cell: Cell) -> dict[str, int | None]:
    empty: dict[str, int | None] = dict.fromkeys((*GRADES, "could_not_say", *MOVES))
    if cell.counts is None:
        return empty
    if cell.key.measure in (Measure.MODERATION, Measure.CHANGE):
        return empty | dict(zip(MOVES, cell.counts, strict=True))
    return empty | dict(zip((*GRADES, "could_not_say"), cell.counts, strict=False))
