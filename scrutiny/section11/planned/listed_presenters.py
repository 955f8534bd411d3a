"""Boards of planned actions as tables and as CSV: what an agency's, a partnership's and the region's have in common, and
the two that show what was signed. A file's rows hold what the board's do."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from design_system.tables import Cell, Column, Table
from kernel.comma_separated import csv_text
from partnerships.models import Partnership
from scrutiny.returns.models import Return
from scrutiny.section11.evidence.presenters import day
from scrutiny.section11.planned.listed import STATES, Listed, Proof

EVIDENCE = "Evidence"
COMMON = ["What will be done", "Statement", "Who sees to it", "Due", "State"]
SIGNED = ["action", "statement_number", "statement", "standard", "owner", "due_on", "state", "overdue"]
OF_A_PARTNERSHIP = ["agency", *SIGNED, "note", "evidence", "signed_on", "answers_sha256"]
OF_THE_REGION = ["area", "agency", *SIGNED, "signed_on", "lodged_on", "return_sha256"]


class OnBoard(Protocol):
    """A planned action on any board. `how_far`: its state; `state`: that in words."""

    @property
    def what(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def statement(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def due_on(self) -> date: ...
    @property
    def how_far(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def is_overdue(self) -> bool: ...


def common_cells(row: OnBoard, *, href: str, note: str = "", area: str = "", beneath: str = "") -> list[Any]:
    """`note` stands under what will be done, `area` under the statement, `beneath` under the state."""
    return [
        Cell(row.what, href=href, note=note),
        Cell(f"{row.number} {row.statement}".strip(), note=area),
        row.owner,
        Cell(day(row.due_on), status="Overdue" if row.is_overdue else ""),
        Cell("", status=row.state, note=beneath),
    ]


def evidence_cell(pieces: Iterable[Proof]) -> SafeString | None:
    """Each on a line of its own, as a link where there is something to open."""
    return format_html_join(SafeString("<br>"), "{}", [(_piece(each),) for each in pieces]) or None


def _piece(piece: Proof) -> str | SafeString:
    if not piece.url:
        return piece.title
    away = SafeString(' rel="noreferrer noopener"' if piece.leaves else "")
    return format_html('<a class="govuk-link" href="{}"{}>{}</a>', piece.url, away, piece.title)


def together(titles: Iterable[str]) -> str:
    """Titles of evidence in one field of a file."""
    return "; ".join(titles)


def state_facts(rows: Iterable[OnBoard]) -> list[dict[str, Any]]:
    """How many are in each state, and how many of those still to do are late."""
    counted = list(rows)
    return [
        {"label": "Overdue", "value": sum(each.is_overdue for each in counted)},
        *(
            {"label": label, "value": sum(each.how_far == state for each in counted)}
            for state, label in STATES.items()
        ),
    ]


def partnership_table(rows: Iterable[Listed]) -> Table:
    what, *others = COMMON
    body = []
    for row in rows:
        first, *rest = common_cells(row, href=row.href, beneath=row.note)
        agency = Cell(row.agency.name, note=f"Signed on {day(row.signed_on)}")
        body.append([first, agency, *rest, evidence_cell(row.evidence)])
    columns = [what, "Agency", *others, EVIDENCE]
    return Table("Planned actions", columns, body, caption_hidden=True, compact=True)


def region_table(rows: Iterable[Listed]) -> Table:
    what, *others = COMMON
    body = []
    for row in rows:
        first, *rest = common_cells(row, href="")
        area = Cell(row.area.name, href=row.href, note=f"Return of {day(row.lodged_on)}")
        body.append([first, area, Cell(row.agency.name, note=f"Signed on {day(row.signed_on)}"), *rest])
    return Table(
        "Planned actions", [what, "Area", "Agency", *others], body, caption_hidden=True, compact=True
    )


def sources_table(partnerships: Iterable[Partnership], returns: Iterable[Return]) -> Table:
    """The signed return of each area, and how much of it was released; or that there is none yet."""
    signed = {row.partnership_id: row for row in returns}
    rows = [[each.area.short_name, *_source(signed.get(each.pk))] for each in partnerships]
    columns: list[Column | str] = ["Area", "Its return", Column("Actions released", numeric=True)]
    return Table("Where these come from", columns, rows)


def _source(row: Return | None) -> list[Any]:
    if row is None:
        return ["Not signed yet", None]
    said = Cell(
        f"Return {row.short_hash}",
        href=reverse("returns:receipt", args=[row.pk]),
        note=f"Signed on {day(localdate(row.lodged_at))}",
    )
    return [said, sum(len(each.actions) for each in row.agencies)]


def partnership_csv(rows: Iterable[Listed]) -> str:
    return csv_text(
        (
            {
                **_signed(row),
                "note": row.note,
                "evidence": together(each.title for each in row.evidence),
                "answers_sha256": row.sha256,
            }
            for row in rows
        ),
        OF_A_PARTNERSHIP,
    )


def region_csv(rows: Iterable[Listed]) -> str:
    return csv_text(
        (
            {**_signed(row), "area": row.area.name, "lodged_on": row.lodged_on, "return_sha256": row.sha256}
            for row in rows
        ),
        OF_THE_REGION,
    )


def _signed(row: Listed) -> dict[str, Any]:
    return {
        "agency": row.agency.name,
        "action": row.what,
        "statement_number": row.number,
        "statement": row.statement,
        "standard": row.standard.name,
        "owner": row.owner,
        "due_on": row.due_on.isoformat(),
        "state": row.state,
        "overdue": "yes" if row.is_overdue else "no",
        "signed_on": row.signed_on.isoformat(),
    }
