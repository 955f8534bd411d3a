"""The report as CSV: one row per area, period and indicator, all years, in the Department for Education's shape.

The same run gives the same bytes: rows keep the run's order, numbers the decimals of their definition.
"""

import csv
import io
from decimal import Decimal

from benchmarking.benchmarks.places import Level, Place, Places
from benchmarking.benchmarks.value import Value
from benchmarking.reports.report import Report
from kernel.periods import Period

COLUMNS = [
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code",
    "region_name", "old_la_code", "new_la_code", "la_name", "indicator", "numerator", "denominator", "value",
    "lower_95", "upper_95", "symbol", "status", "return_id",
]  # fmt: skip


def report_csv(report: Report) -> bytes:
    """UTF-8 without a mark at its beginning, lines end in LF. A value is empty exactly where a symbol is given."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for _, place, value in report.values:
        writer.writerow(_row(report.places, place, value))
    return out.getvalue().encode()


def _row(places: Places, place: Place, value: Value) -> dict[str, str]:
    period = Period.reporting_year(value.year)
    return {
        "time_period": period.time_period,
        "time_identifier": period.time_identifier,
        "geographic_level": str(place.level),
        **_where(places, place, value),
        "indicator": value.indicator,
        "numerator": _number(value.numerator),
        "denominator": _number(value.denominator),
        "value": _number(value.value),
        "lower_95": _number(value.lower),
        "upper_95": _number(value.upper),
        "symbol": str(value.symbol or ""),
        "status": value.status,
        "return_id": str(value.return_id or ""),
    }


def _where(places: Places, place: Place, value: Value) -> dict[str, str]:
    """Country for every row, region for all below it, the authority's two codes for an area alone."""
    country = places.national
    region = places.regional if place.level != Level.NATIONAL else None
    area = place.level == Level.AREA
    return {
        "country_code": country.key if country else "",
        "country_name": _text(country.name) if country else "",
        "region_code": region.key if region else "",
        "region_name": _text(region.name) if region else "",
        "old_la_code": place.dfe_code if area else "",
        "new_la_code": value.area_code if area else "",
        "la_name": _text(place.name) if area or place.level == Level.POOLED else "",
    }


def _number(number: Decimal | int | None) -> str:
    return "" if number is None else str(number)


def _text(name: str) -> str:
    """A name that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name
