"""The page of a round's results."""

from typing import Any

from benchmarking.audit_results import describing
from benchmarking.audit_results.models import AuditResult
from benchmarking.audit_results.presenters.pictures import picture_shown
from benchmarking.audit_results.presenters.tables import cell_address, returns_table, table_of


def page_of(kept: AuditResult, *, may_read_returns: bool) -> dict[str, Any]:
    results = kept.results
    address = cell_address(results)
    return {
        "results": results,
        "kept": kept,
        "notes": describing.status(results),
        "about": [describing.ABOUT_GRADES, describing.ABOUT_HIDDEN],
        "variants": [
            {
                "variant": variant,
                "picture": picture_shown(results, variant),
                "tables": [
                    {"table": table_of(listed, address), "about": listed.about}
                    for listed in describing.tables(results, variant)
                ],
            }
            for variant in results.variants
        ],
        "silent": table_of(describing.silent(results), address),
        "returns": returns_table(results.signed, kept, may_read=may_read_returns),
    }
