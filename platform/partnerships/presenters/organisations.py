"""What the pages of organisations say."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from design_system.tables import Cell, Table
from partnerships.keys.presenters import state_of
from partnerships.models import ApiKey, Organisation
from partnerships.presenters.wording import day


def organisations_table(rows: Iterable[Organisation]) -> Table:
    body = [
        [
            Cell(row.name, href=reverse("people:organisation", args=[row.slug])),
            row.kind,
            _areas(row),
            _days(row),
        ]
        for row in rows
    ]
    return Table("Organisations", ["Name", "Kind", "Areas", "When"], body, caption_hidden=True)


def organisation_facts(row: Organisation) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [("Kind", row.kind), ("Areas", _areas(row)), ("When", _days(row))]
    if before := ", ".join(each.name for each in row.predecessors.all()):
        facts.append(("Took over from", before))
    if after := ", ".join(each.name for each in row.successors.all()):
        facts.append(("Followed by", after))
    return [*facts, ("Note", row.note)] if row.note else facts


def _areas(row: Organisation) -> str:
    return ", ".join(area.short_name for area in row.areas.all()) or "None"


def _days(row: Organisation) -> str:
    begin = f"since {day(row.started_on)}" if row.started_on else ""
    end = f"until {day(row.ended_on)}" if row.ended_on else ""
    return " ".join(filter(None, (begin, end))) or "Standing"


def keys_table(keys: Iterable[ApiKey]) -> Table:
    """Only the beginning of a key is kept; it cannot be shown again."""
    body = [
        [
            key.name,
            f"{key.prefix}…",
            day(timezone.localdate(key.expiry_date)) if key.expiry_date else "",
            Cell("", status=state_of(key)),
        ]
        for key in keys
    ]
    return Table("API keys", ["Name", "Begins with", "Works until", "State"], body, caption_hidden=True)
