"""What the parts of a report say of themselves: captions, rows, sources. Every output prints these same words."""

from benchmarking.reports.describing.annexes import (
    ABOUT_RETURNS,
    any_correction,
    definition_rows,
    return_heads,
    return_row,
)
from benchmarking.reports.describing.audit import AUDIT_HEADING, audit_notes, audit_returns, audit_tables
from benchmarking.reports.describing.indicator import (
    about_standings,
    measured,
    newest_heads,
    newest_row,
    source,
    standing_cells,
    standing_heads,
    symbols_in,
)
from benchmarking.reports.describing.issue import (
    MADE_UP,
    issue_rows,
    paragraphs,
    passages,
    remarks,
    signature,
    warnings,
)
from benchmarking.reports.describing.movement import (
    limits_heads,
    limits_measured,
    limits_row,
    moved_places,
    movement_heads,
    movement_measured,
    movement_row,
)
from benchmarking.reports.describing.profile import profile_heads, profile_row
from benchmarking.reports.describing.whole import DEMONSTRATION, based_on, facts, opening, sources

__all__ = [
    "ABOUT_RETURNS",
    "AUDIT_HEADING",
    "DEMONSTRATION",
    "MADE_UP",
    "about_standings",
    "any_correction",
    "audit_notes",
    "audit_returns",
    "audit_tables",
    "based_on",
    "definition_rows",
    "facts",
    "issue_rows",
    "limits_heads",
    "limits_measured",
    "limits_row",
    "measured",
    "moved_places",
    "movement_heads",
    "movement_measured",
    "movement_row",
    "newest_heads",
    "newest_row",
    "opening",
    "paragraphs",
    "passages",
    "profile_heads",
    "profile_row",
    "remarks",
    "return_heads",
    "return_row",
    "signature",
    "source",
    "sources",
    "standing_cells",
    "standing_heads",
    "symbols_in",
    "warnings",
]
