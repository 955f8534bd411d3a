"""What the columns of the report's CSV mean, in the Department for Education's shape of a metadata file.

Filters and indicators are listed; columns of time and place are not, as everywhere in the Department's files, nor
are the three that only this service has (symbol, status, return_id), which its own documents describe.
"""

from benchmarking.benchmarks.tidy import csv_text
from benchmarking.reports.report import Report

COLUMNS = (
    "col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint",
    "filter_grouping_column",
)  # fmt: skip
LIMITS = {
    "value": "Value",
    "lower_95": "Lower 95% limit of the value",
    "upper_95": "Upper 95% limit of the value",
}
COUNTS = {"numerator": "Counted", "denominator": "Out of"}


def metadata_csv(report: Report) -> bytes:
    """One row a filter or indicator. A filter with a single item is no filter and has none."""
    rows = [_filter(report)] if len(report.sections) > 1 else []
    rows += [_indicator(name, label, "Counts", "", 0) for name, label in COUNTS.items()]
    units = {"%" if definition.unit == "%" else "" for definition in report.definitions}
    unit = units.pop() if len(units) == 1 else ""
    decimals = max((definition.decimals for definition in report.definitions), default=0)
    rows += [_indicator(name, label, "Value and interval", unit, decimals) for name, label in LIMITS.items()]
    return csv_text(rows, COLUMNS).encode()


def _filter(report: Report) -> dict[str, str]:
    named = "; ".join(f"{each.slug}: {each.name}, {each.unit}" for each in report.definitions)
    return {
        **dict.fromkeys(COLUMNS, ""),
        "col_name": "indicator",
        "col_type": "Filter",
        "label": "Indicator",
        "filter_hint": f"What is measured, and in which unit. {named}",
    }


def _indicator(name: str, label: str, grouping: str, unit: str, decimals: int) -> dict[str, str]:
    """`unit` is empty where indicators of several units share the column; `decimals` are the most that occur."""
    return {
        **dict.fromkeys(COLUMNS, ""),
        "col_name": name,
        "col_type": "Indicator",
        "label": label,
        "indicator_grouping": grouping,
        "indicator_unit": unit,
        "indicator_dp": str(decimals),
    }
