"""What pages say of evidence."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from design_system.tables import Cell, Column, Table
from scrutiny.section11.desk import Desk
from scrutiny.section11.evidence.checking import in_megabytes
from scrutiny.section11.evidence.kinds import kind_of
from scrutiny.section11.evidence.selectors import Use, removal_of, where_used


def day(value: date | None) -> str:
    return date_format(value, "j F Y") if value else ""


def covers(begins: date | None, ends: date | None) -> str:
    """The period in words; empty where nobody said."""
    if begins and ends:
        return day(begins) if begins == ends else f"{day(begins)} to {day(ends)}"
    if begins:
        return f"Since {day(begins)}"
    return f"Until {day(ends)}" if ends else ""


def what_it_is(item: Any) -> str:
    """Such as "PDF, 1.2 MB", or "Link"."""
    if removal_of(item):
        return f"Removed {day(timezone.localdate(item.removal.removed_at))}"
    return "Link" if item.kind == item.Kind.LINK else file_words(item.file_name, item.size)


def file_words(name: str, size: int) -> str:
    kind = kind_of(name)
    words = kind.words.split(" ", 1)[1] if kind else "file"
    return f"{words[:1].upper()}{words[1:]}, {in_megabytes(size)}"


def removed_words(kind: str, removal: Any) -> str:
    """In the place of what a signed text or a library says of a piece that was removed."""
    when = day(timezone.localdate(removal.removed_at))
    return f"This {kind} was removed on {when} because {removal.why}."


def added(item: Any) -> str:
    when = day(timezone.localdate(item.added_at))
    return f"{item.added_role}, {when}" if item.added_role else when


def library_table(desk: Desk, items: Iterable[Any], *, caption: str) -> Table:
    return Table(
        caption=caption,
        columns=["Title", "Covers", "Added by", Column("Used beside", numeric=True)],
        rows=[
            [
                Cell(item.title, href=desk.url("evidence_item", item.pk), note=what_it_is(item)),
                covers(item.covers_from, item.covers_until),
                Cell(item.added_role or "Not kept", note=day(timezone.localdate(item.added_at))),
                item.number_of_uses,
            ]
            for item in items
        ],
    )


def item_rows(item: Any) -> list[tuple[str, Any]]:
    """Name and value of everything there is to say of one piece."""
    if removal_of(item):
        return _removed_rows(item)
    rows: list[tuple[str, Any]] = [("What it is", what_it_is(item))]
    if item.kind == item.Kind.FILE:
        rows.append(("File", item.file_name))
        rows.append(("Looked through for malware", item.scanned or "No scanner was set up when it was added"))
    rows += [
        ("Covers", covers(item.covers_from, item.covers_until) or None),
        ("Added by", added(item)),
    ]
    if item.withdrawn_at:
        rows.append(("Withdrawn", day(timezone.localdate(item.withdrawn_at))))
    return rows


def _removed_rows(item: Any) -> list[tuple[str, Any]]:
    removal = item.removal
    when = timezone.localtime(removal.removed_at)
    return [
        ("What it was", item.get_kind_display()),
        ("Added", added(item)),
        ("Removed", f"{when:%H:%M}, {day(when.date())}"),
        ("Removed by", removal.removed_role),
        ("Why", f"Because {removal.why}"),
    ]


def uses_table(desk: Desk, item: Any) -> Table:
    return Table(
        caption="Where it is used",
        columns=["Statement", "Round", "Area"],
        rows=[[_statement(each), each.round_name, each.area or "All areas"] for each in where_used(item)],
    )


def _statement(use: Use) -> Any:
    return f"{use.placed.number} {use.placed.statement.text}" if use.placed else use.statement


def choices(items: Iterable[Any]) -> list[tuple[str, str]]:
    return [(str(item.pk), item.title) for item in items]


def hints(items: Iterable[Any]) -> dict[str, str]:
    return {
        str(item.pk): ". ".join(filter(None, [what_it_is(item), covers(item.covers_from, item.covers_until)]))
        for item in items
    }
