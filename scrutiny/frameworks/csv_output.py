"""An edition as rows: one a statement, for spreadsheets and programs."""

from collections.abc import Iterator
from typing import Any

from kernel.comma_separated import csv_text
from scrutiny.frameworks.content import Content, Placed

FIRST = ["number", "id", "standard", "statement", "guidance", "evidence", "area_specific", "for_whom"]
LAST = ["change", "earlier_statements", "edition", "fingerprint"]
BETWEEN = "; "


def edition_csv(content: Content) -> str:
    """Columns of the grades carry their slugs, lowest first. Several values in one cell stand between semicolons."""
    grades = [f"grade_{each.slug.replace('-', '_')}" for each in content.grades]
    return csv_text(_rows(content, grades), [*FIRST, *grades, *LAST])


def _rows(content: Content, columns: list[str]) -> Iterator[dict[str, Any]]:
    names = {each.slug: each.name for each in content.kinds}
    fingerprint = content.fingerprint
    for placed in content:
        statement = placed.statement
        grades = (statement.grades[grade.slug] for grade in content.grades)
        yield {
            "number": placed.number,
            "id": statement.id,
            "standard": placed.standard.title,
            "statement": statement.text,
            "guidance": statement.guidance,
            "evidence": BETWEEN.join(statement.evidence),
            "area_specific": statement.area_specific,
            "for_whom": BETWEEN.join(names[each] for each in statement.for_whom),
            **dict(zip(columns, grades, strict=True)),
            **_origin(placed),
            "edition": content.label,
            "fingerprint": fingerprint,
        }


def _origin(placed: Placed) -> dict[str, str]:
    change = placed.statement.change
    return {
        "change": change.kind if change else "",
        "earlier_statements": BETWEEN.join(change.earlier) if change else "",
    }
