"""Rows of the report's CSV about the audit: the share of answers at the two upper grades, of each area and the region."""

from collections.abc import Iterator
from typing import Any

from benchmarking.audit_results.measuring import UPPER
from benchmarking.audit_results.results import Cell, Results
from benchmarking.audit_results.rows import Level, Measure
from benchmarking.benchmarks.places import Level as PlaceLevel
from benchmarking.benchmarks.tidy import COLUMNS
from benchmarking.reports.report import Report

LEVELS = {Level.AREA: PlaceLevel.AREA, Level.REGION: PlaceLevel.POOLED}


def audit_rows(report: Report) -> Iterator[dict[str, Any]]:
    """In the CSV's columns. `indicator` names edition and standard, `time_period` the round."""
    if report.audit is None:
        return
    results = report.audit.results
    for cell in results.cells:
        if cell.key.measure is Measure.COUNTED and cell.key.level in LEVELS:
            yield _row(report, results, cell)


def _row(report: Report, results: Results, cell: Cell) -> dict[str, Any]:
    places = report.places
    area = next((a for a in results.signed if a.key == cell.key.group), None)
    place = next((each for each in places.areas if each.key == cell.key.group), None)
    status = "made up" if results.made_up else "local"
    return dict.fromkeys(COLUMNS) | {
        "time_period": results.round,
        "time_identifier": "Audit round",
        "geographic_level": str(LEVELS[cell.key.level]),
        "country_code": places.national.key if places.national else None,
        "country_name": places.national.name if places.national else None,
        "region_code": places.regional.key if places.regional else None,
        "region_name": places.regional.name if places.regional else None,
        "old_la_code": place.dfe_code if place else None,
        "la_name": (place.name if place else area.name) if area else places.pooled.name,
        "indicator": f"section-11-{cell.key.variant}-{cell.key.standard}",
        "numerator": sum(cell.counts[-UPPER:]) if cell.counts else None,
        "denominator": cell.total,
        "value": cell.share.percent if cell.share else None,
        "lower_95": cell.share.lower if cell.share else None,
        "upper_95": cell.share.upper if cell.share else None,
        "symbol": str(cell.symbol) if cell.symbol else None,
        "status": status,
        "return_id": area.return_id if area else None,
    }
