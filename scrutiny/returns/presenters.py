"""What the pages of returns say. Nothing of the figures in them: those have pages with their own protection."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from audit_trail.models import Event
from design_system.presenters import grouped
from design_system.tables import Cell, Table
from partnerships.models import Partnership
from scrutiny.returns.audit_presenters import agencies_said
from scrutiny.returns.models import Kind, Return
from scrutiny.returns.verification import Broken


def moment(value: datetime) -> str:
    return date_format(timezone.localtime(value), r"j F Y \a\t H:i")


def in_the_trail(row: Return) -> str:
    """What the audit trail calls it."""
    return f"return {row.short_hash} for {row.about}"


def is_audit(row: Return) -> bool:
    return row.kind == Kind.SECTION_11


def successor(row: Return) -> Return | None:
    """The return that supersedes it. Read with its own row, so this asks nothing of the database."""
    found: Return | None = getattr(row, "superseded_by", None)
    return found


def table(rows: Iterable[Return]) -> Table:
    """Returns, newest first. Each leads to its receipt."""
    body = [
        [
            Cell(row.about, href=reverse("returns:receipt", args=[row.pk]), note=row.partnership.name),
            moment(row.lodged_at),
            Cell("", status="Superseded" if successor(row) else "Signed"),
        ]
        for row in rows
    ]
    columns = ["Period", "Lodged", "State"]
    return Table("Signed returns, newest first", columns, body, caption_hidden=True)


def receipt_rows(row: Return, entry: Event | None) -> list[Any]:
    """Who signed what, in which role, and when."""
    content = row.content
    rows: list[Any] = [
        ("Partnership", row.partnership.name),
        ("Period", row.period.label),
        ("Agencies in it", agencies_said(row)) if is_audit(row) else ("Figures in it", _figures(content)),
        ("Prepared by", _signature(content["prepared"])),
        ("Approved by", _signature(content["approved"])),
        ("Lodged with the region", moment(row.lodged_at)),
    ]
    if row.supersedes:
        address = reverse("returns:receipt", args=[row.supersedes.pk])
        rows.append(("Supersedes", f"Return {row.supersedes.short_hash}", [("See it", address)]))
        rows.append(("Why", row.reason))
    if entry is not None:
        rows.append(in_trail(row.partnership, entry.sequence, entry.hash))
    return rows


def in_trail(partnership: Partnership, sequence: int, hash_: str) -> tuple[str, Cell]:
    """The entry that remembers the approval: whoever keeps this receipt can show that the trail was rewritten."""
    return "In the audit trail", Cell(f"Entry {sequence:,} of {partnership.area.name}", note=grouped(hash_))


def _figures(content: dict[str, Any]) -> str:
    by_status = Counter(figure["status"] for figure in content["figures"])
    parts = ", ".join(f"{number} {status}" for status, number in sorted(by_status.items()))
    return f"{len(content['figures'])} ({parts})"


def _signature(signed: dict[str, str]) -> str:
    at = datetime.fromisoformat(signed["at"])
    return f"{signed['role']}, {moment(at)}"


def problems(broken: Iterable[Broken]) -> list[str]:
    return [each.problem for each in broken]
