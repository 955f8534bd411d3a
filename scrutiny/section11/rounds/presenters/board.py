"""The board as a table and as CSV: the same rows, from the same values."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from design_system.tables import Cell, Row, Table
from kernel.comma_separated import csv_text
from scrutiny.section11.models import Stage
from scrutiny.section11.rounds.board import AgencyOnBoard, Board
from scrutiny.section11.rounds.presenters.wording import day

NOT_EXPECTED = SafeString('<span class="govuk-visually-hidden">Not expected here</span>')


def board_table(board: Board, address: Callable[[AgencyOnBoard], str] = lambda agency: "") -> Table:
    """Areas x agencies. An agency of several areas is one row, a cell an area; the last row counts signatures."""
    columns = ["Agency", "Asked as", *(each.name for each in board.areas)]
    rows: list[Any] = [_row(each, board, address(each)) for each in board.agencies]
    if rows:
        rows.append(Row(["Signed off", "", *_totals(board)], comparator=True))
    return Table("How far each agency has come", columns, rows, caption_hidden=True)


def asked_as(agency: AgencyOnBoard) -> str:
    return f"{agency.variant_name}, {agency.kind_name.lower()}" if agency.kind_name else agency.variant_name


def late_words(agency: AgencyOnBoard) -> str:
    if agency.late is None or not agency.may_answer_late:
        return ""
    return f"May answer until {day(agency.late.until)}"


def key_facts(board: Board) -> list[dict[str, Any]]:
    """How many agencies stand where. The numbers add up to all of them."""
    counted = board.stages()
    return [
        {"label": "Agencies", "value": len(board.agencies)},
        *({"label": stage.label, "value": counted[stage]} for stage in Stage),
    ]


def board_csv(board: Board) -> str:
    """One row for each row of the page. Three columns an area."""
    return csv_text(_csv_rows(board), _csv_columns(board))


def _row(agency: AgencyOnBoard, board: Board, href: str) -> Sequence[Any]:
    cells = [
        Cell("", status=found.stage.label, note=found.words)
        if (found := agency.cells.get(area.slug))
        else NOT_EXPECTED
        for area in board.areas
    ]
    return [Cell(agency.name, href=href, note=late_words(agency)), asked_as(agency), *cells]


def _totals(board: Board) -> Iterator[SafeString]:
    for area in board.areas:
        signed, expected = board.signed_in(area.slug)
        yield format_html("{} of {}", signed, expected)


def _csv_columns(board: Board) -> list[str]:
    return [
        "agency", "asked_as", "legal_basis", "stage", "late_until",
        *(f"{area.slug}_{what}" for area in board.areas for what in ("stage", "answered", "asked")),
    ]  # fmt: skip


def _csv_rows(board: Board) -> Iterator[Mapping[str, Any]]:
    for agency in board.agencies:
        row: dict[str, Any] = {
            "agency": agency.name,
            "asked_as": asked_as(agency),
            "legal_basis": agency.legal_basis,
            "stage": agency.stage.label,
            "late_until": agency.late.until.isoformat() if agency.late else None,
        }
        for area in board.areas:
            found = agency.cells.get(area.slug)
            row |= {
                f"{area.slug}_stage": found.stage.label if found else None,
                f"{area.slug}_answered": found.answered if found and found.asked else None,
                f"{area.slug}_asked": found.asked if found and found.asked else None,
            }
        yield row
