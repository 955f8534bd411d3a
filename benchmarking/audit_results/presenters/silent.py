"""The names of agencies that did not answer: for the coordinator, and for the partnership they were to answer to."""

from typing import Any

from accounts.permissions import Permission
from benchmarking.audit_results.models import AuditResult
from benchmarking.audit_results.selectors import silent_agencies
from partnerships.permissions import can
from scrutiny.returns.models import Return


def names_for(person: Any, kept: AuditResult) -> list[tuple[str, list[str]]]:
    """By area. Nobody else learns them here: for everybody there is their number."""
    ids = [area.return_id for area in kept.results.signed if area.silent]
    rows = Return.objects.filter(pk__in=ids).select_related("partnership__area")
    everywhere = can(person, Permission.MANAGE_ROUNDS)
    mine = [row for row in rows if everywhere or can(person, Permission.FOLLOW_AUDIT, row.partnership)]
    found = sorted(mine, key=lambda row: (row.partnership.area.order, row.partnership.slug))
    return [(row.partnership.area.short_name, silent_agencies(row)) for row in found]
