"""Ties as rows of tables."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from design_system.tables import Cell, Table
from scrutiny.independence.models import Interest
from scrutiny.independence.selectors import YEARS_THAT_COUNT, dates_in_words, years_before


def own_table(rows: Iterable[Interest]) -> Table:
    body = [
        [
            row.organisation.name,
            Cell(row.get_nature_display(), note=row.note),
            ", ".join(dates_in_words(row)),
            _end(row),
        ]
        for row in rows
    ]
    return Table("Your ties", ["Organisation", "Tie", "When", "State"], body, caption_hidden=True)


def _end(row: Interest) -> Any:
    if row.ends_on is None:
        return Cell("Say that it ended", href=reverse("independence:end", args=[row.pk]))
    return state(row)


def register_table(rows: Iterable[Interest], people: Mapping[uuid.UUID, str]) -> Table:
    body = [
        [
            Cell(people.get(row.person, row.declared_role), href=reverse("people:person", args=[row.person])),
            row.organisation.name,
            Cell(row.get_nature_display(), note=row.note),
            ", ".join(dates_in_words(row)),
            state(row),
        ]
        for row in rows
    ]
    columns = ["Who", "Organisation", "Tie", "When", "State"]
    return Table("Declared interests", columns, body, caption_hidden=True)


def state(row: Interest) -> str:
    """Whether it counts today."""
    if row.ends_on is None:
        return "Stands"
    counts = row.ends_on >= years_before(timezone.localdate(), YEARS_THAT_COUNT)
    return "Ended, still a conflict" if counts else "Ended"
