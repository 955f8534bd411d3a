"""The sheets about the audit: its tables, and every number as in the CSV of the round."""

from collections.abc import Iterator

from benchmarking.audit_results.csv_output import COLUMNS, rows
from benchmarking.reports import describing
from benchmarking.reports.report import Report
from benchmarking.reports.sheets.sheet import Cell, Sheet, marker, sheet
from kernel.symbols import Symbol

TIDY = tuple(name for name in COLUMNS if name != "symbol")
"""As the CSV, but for the symbol, which stands in the cells themselves."""


def audit_sheets(report: Report, *lines: str) -> Iterator[Sheet]:
    if report.audit is None:
        return
    notes = describing.audit_notes(report.audit)
    found = [
        (listed.title, listed.heads[column], name, entry.text, entry.note)
        for listed in describing.audit_tables(report.audit)
        for name, entries in listed.rows
        for column, entry in enumerate(entries, start=1)
    ]
    heads = ("Table", "Column", "Row", "Value", "Beside it")
    yield sheet("Audit", describing.AUDIT_HEADING, heads, found, *lines, *notes)
    tidy = [[_tidy(row[name], row["symbol"]) for name in TIDY] for row in rows(report.audit.results)]
    yield sheet("Audit figures", f"{describing.AUDIT_HEADING}: every number", TIDY, tidy, *lines, *notes)


def _tidy(cell: Cell | bool | None, symbol: str | None) -> Cell:
    if cell is None:
        return marker(Symbol(symbol) if symbol else Symbol.NOT_APPLICABLE)
    return ("Yes" if cell else "No") if isinstance(cell, bool) else cell
