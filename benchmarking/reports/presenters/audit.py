"""The section about the audit as page and file show it."""

from typing import Any

from benchmarking.audit_results.presenters.pictures import both_widths
from benchmarking.audit_results.presenters.tables import Address, nowhere, table_of
from benchmarking.reports import describing
from benchmarking.reports.report import Report
from design_system.presenters import grouped
from design_system.tables import Table


def audit_shown(report: Report, address: Address = nowhere) -> dict[str, Any] | None:
    """None where the issue has no such section."""
    audit = report.audit
    if audit is None:
        return None
    rows = [[name, grouped(sha256)] for name, sha256 in describing.audit_returns(audit)]
    return {
        "heading": describing.AUDIT_HEADING,
        "notes": describing.audit_notes(audit),
        "pictures": [{"svg": both_widths(each), "title": each.title} for each in audit.pictures],
        "tables": [
            {"table": table_of(listed, address), "about": listed.about}
            for listed in describing.audit_tables(audit)
        ],
        "returns": Table(
            "Audit returns behind these results",
            ["Partnership", "SHA-256"],
            rows,
            caption_size="s",
            compact=True,
        ),
    }
