"""What pages and files say of planned actions. The file's columns hold what the board's do, word for word."""

from collections.abc import Iterable
from typing import Any

from design_system.tables import Cell, Table
from kernel.comma_separated import csv_text
from scrutiny.section11.desk import Desk
from scrutiny.section11.evidence.presenters import day
from scrutiny.section11.planned.listed import Proof
from scrutiny.section11.planned.listed_presenters import (
    COMMON,
    EVIDENCE,
    common_cells,
    evidence_cell,
    together,
)
from scrutiny.section11.planned.selectors import Row

COLUMNS = [
    "action", "statement_number", "statement", "area", "owner", "due_on", "state", "overdue", "done_on", "note",
    "evidence", "round",
]  # fmt: skip


def board_table(desk: Desk, rows: Iterable[Row], caption: str) -> Table:
    return Table(
        caption=caption,
        columns=[*COMMON, EVIDENCE],
        rows=[
            [
                *common_cells(
                    each,
                    href=desk.url("action", each.action.pk),
                    note=each.round_name,
                    area=each.area,
                    beneath=finished(each),
                ),
                evidence_cell(
                    Proof(piece.title, desk.url("evidence_item", piece.pk)) for piece in each.evidence
                ),
            ]
            for each in rows
        ],
    )


def planned_table(desk: Desk, rows: list[Row]) -> Table | None:
    """What is planned beside one statement; None where nothing is."""
    if not rows:
        return None
    return Table(
        caption="Planned already",
        columns=["What will be done", "Who sees to it", "Due", "State"],
        rows=[
            [
                Cell(each.action.what, href=desk.url("action", each.action.pk)),
                each.action.owner,
                Cell(day(each.action.due_on), status="Overdue" if each.is_overdue else ""),
                Cell("", status=each.state),
            ]
            for each in rows
        ],
    )


def finished(row: Row) -> str:
    return f"On {day(row.action.done_on)}" if row.action.done_on else ""


def board_csv(rows: Iterable[Row]) -> str:
    return csv_text((_as_record(each) for each in rows), COLUMNS)


def _as_record(row: Row) -> dict[str, Any]:
    action = row.action
    return {
        "action": action.what,
        "statement_number": row.number,
        "statement": row.statement,
        "area": row.area,
        "owner": action.owner,
        "due_on": action.due_on.isoformat(),
        "state": row.state,
        "overdue": "yes" if row.is_overdue else "no",
        "done_on": action.done_on.isoformat() if action.done_on else "",
        "note": action.note,
        "evidence": together(each.title for each in row.evidence),
        "round": row.round_name,
    }


def history_table(action: Any) -> Table:
    """Every state it had, newest first."""
    return Table(
        caption="What it said before, and who changed it",
        columns=["Version", "Saved", "What will be done", "Who sees to it", "Due", "State", "Note"],
        rows=[
            [
                str(each.version), Cell(day(each.saved_at.date()), note=each.saved_role), each.what, each.owner,
                day(each.due_on), Cell("", status=action.State(each.state).label), each.note or None,
            ]
            for each in action.versions.order_by("-version")
        ],
        compact=True,
    )  # fmt: skip


def both_table(stored: Any, written: dict[str, Any]) -> Table:
    """What stands now beside what this person wrote, where the two differ."""
    names = {
        "what": "What will be done",
        "owner": "Who sees to it",
        "due_on": "Due",
        "state": "State",
        "note": "Note",
    }
    rows = [
        [
            name,
            _plain(stored, field, getattr(stored, field)) or None,
            _plain(stored, field, written[field]) or None,
        ]
        for field, name in names.items()
        if getattr(stored, field) != written[field]
    ]
    return Table(caption="The two texts", columns=["Part", "Stored now", "What you wrote"], rows=rows)


def _plain(stored: Any, field: str, value: Any) -> Any:
    if field == "due_on":
        return day(value)
    return stored.State(value).label if field == "state" else value
