"""The section about the audit: its heading, what must be said first, and its tables, in every output's words."""

from collections.abc import Iterator

from benchmarking.audit_results import describing
from benchmarking.audit_results.describing import Listed
from benchmarking.reports.report import Audit

AUDIT_HEADING = "Section 11 audit"


def audit_notes(audit: Audit) -> list[str]:
    """First what must not be missed, then how to read it."""
    return [
        f"{audit.results.name}. Calculated from the audit returns that partnerships signed; SHA-256 {audit.sha256[:12]}.",
        *describing.status(audit.results),
        describing.ABOUT_GRADES,
        describing.ABOUT_HIDDEN,
    ]


def audit_tables(audit: Audit) -> Iterator[Listed]:
    for variant in audit.results.variants:
        yield from describing.tables(audit.results, variant)
    yield describing.silent(audit.results)


def audit_returns(audit: Audit) -> list[tuple[str, str]]:
    """Partnerships and the hashes of their audit returns."""
    return [(area.name, area.sha256) for area in audit.results.signed]
