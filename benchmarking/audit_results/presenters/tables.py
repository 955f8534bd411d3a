"""Tables of the results as the page shows them: every number leads to what it is made of."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from benchmarking.audit_results.describing import Entry, Listed
from benchmarking.audit_results.heat import step_of
from benchmarking.audit_results.models import AuditResult
from benchmarking.audit_results.results import Area, Cell, Results
from design_system.presenters import grouped
from design_system.tables import Cell as TableCell
from design_system.tables import Column, Table, display
from kernel.symbols import Symbol

Address = Callable[[Cell], str]
SYMBOLS = {f"[{symbol}]": symbol for symbol in Symbol}


def cell_address(results: Results) -> Address:
    def address(cell: Cell) -> str:
        key = cell.key
        if cell.symbol is not None:
            return ""
        return reverse(
            "audit_results:cell", args=[results.round, key.variant, key.standard, key.level, key.group]
        )

    return address


def nowhere(cell: Cell) -> str:
    """For files: nothing to link to."""
    return ""


def table_of(listed: Listed, address: Address, *, key: str = "") -> Table:
    columns = [Column(head, numeric=i > 0) for i, head in enumerate(listed.heads)]
    rows = [[name, *(entry_shown(each, address) for each in entries)] for name, entries in listed.rows]
    return Table(listed.title, columns, rows, caption_size="s", compact=True, key=key)


def entry_shown(entry: Entry, address: Address) -> Any:
    value = SYMBOLS.get(entry.text, entry.text)
    if entry.cell is None or not (entry.note or address(entry.cell)):
        return TableCell(value, note=entry.note) if entry.note else value
    shown = display(TableCell(value, href=address(entry.cell), note=entry.note))
    return coloured(shown, step_of(entry.cell))


def coloured(shown: SafeString, step: int | None) -> SafeString:
    if step is None:
        return shown
    return format_html('<span class="app-heat app-heat--{}">{}</span>', step, shown)


def returns_table(areas: tuple[Area, ...], kept: AuditResult, *, may_read: bool) -> Table:
    """The returns behind what is shown, each with its hash. `may_read`: whoever may read them is led there."""
    rows = [
        [
            TableCell(area.name, href=reverse("returns:receipt", args=[area.return_id]) if may_read else ""),
            grouped(area.sha256),
        ]
        for area in areas
    ]
    return Table(
        "Signed returns behind this", ["Partnership", "SHA-256"], rows, caption_size="s", compact=True
    )
