"""The report as CSV: one row per area, period and indicator, all years, in the Department for Education's shape; then
the audit, a row for each area and standard.

The same run gives the same bytes: rows keep the run's order, numbers the decimals of their definition.
"""

from itertools import chain

from benchmarking.benchmarks.tidy import csv_text, tidy_row
from benchmarking.reports.outputs.audit_rows import audit_rows
from benchmarking.reports.report import Report


def report_csv(report: Report) -> bytes:
    """UTF-8 without a mark at its beginning, lines end in LF. A value is empty exactly where a symbol is given."""
    values = (tidy_row(value, report.places) for _, _, value in report.values)
    return csv_text(chain(values, audit_rows(report))).encode()
