"""Entries of the audit trail as a page shows them, and as CSV."""

import csv
import io
import re
from collections.abc import Iterable, Mapping

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from audit_trail.chain import moment
from audit_trail.models import Event
from audit_trail.selectors import Asked
from design_system.tables import Cell, Table
from kernel.comma_separated import csv_cell

COLUMNS = ("chain", "sequence", "at", "actor", "role", "action", "subject", "detail", "origin", "hash")
PERSON = re.compile(r"(.*) \(([0-9a-f-]{36})\)", re.DOTALL)
PIECES = re.compile(r"\S{1,20}|\s+")
REGION = "Region"


def table(events: Iterable[Event], names: Mapping[str, str]) -> Table:
    """Which entry and when, what, and who: all of it but the detail and the whole hash."""
    return Table(
        "Entries, newest first",
        ["Entry", "What", "Who"],
        [[_entry(event, names), _what(event), _who(event)] for event in events],
        caption_hidden=True,
        compact=True,
    )


def csv_text(events: Iterable[Event]) -> str:
    """Every part of each entry but the hash before it, which is that of the entry one lower."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for event in events:
        parts = (
            event.chain,
            event.sequence,
            moment(event.at),
            *(getattr(event, name) for name in COLUMNS[3:]),
        )
        writer.writerow([csv_cell(part) for part in parts])
    return text.getvalue()


def in_words(whose: str, asked: Asked) -> str:
    """What was looked at, for the trail itself."""
    parts = [whose]
    parts += [f"by {asked.who}"] if asked.who else []
    parts += [f"action {asked.action}"] if asked.action else []
    parts += [f"from {asked.since}"] if asked.since else []
    parts += [f"to {asked.until}"] if asked.until else []
    return ", ".join(parts)


def _entry(event: Event, names: Mapping[str, str]) -> Cell:
    name = names.get(event.chain) or event.chain or REGION
    at = date_format(timezone.localtime(event.at), "j M Y, H:i:s")
    return Cell(f"{name} {event.sequence:,}", note=f"{at}, hash {event.hash[:12]}")


def _what(event: Event) -> Cell:
    return Cell(event.action[:1].upper() + event.action[1:], note=_breakable(event.subject))


def _who(event: Event) -> Cell:
    """The title; under it the role used, where from, and enough of the person's id to filter by."""
    title, person = event.actor, ""
    if found := PERSON.fullmatch(event.actor):
        title, person = found[1], found[2][:8]
    note = [f"as {event.role}"] if event.role else []
    note += [f"from {event.origin}"] + ([f"person {person}"] if person else [])
    return Cell(title, note=_breakable(", ".join(note)))


def _breakable(text: str) -> SafeString:
    """A hash in the middle of it may break at the end of a line; it is still one word when copied."""
    return format_html_join(SafeString("<wbr>"), "{}", ((part,) for part in PIECES.findall(text)))
