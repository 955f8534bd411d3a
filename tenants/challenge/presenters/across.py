"""One standard or one statement, all agencies side by side."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from design_system.tables import Cell, Table
from scrutiny.section11.models import Round
from tenants.challenge.judged import Judged, judged
from tenants.challenge.models import ModeratedGrade
from tenants.challenge.responses import Response

Moderated = dict[str, list[ModeratedGrade]]


def tables(
    round_: Round, standard: str, responses: Iterable[Response], moderated: Moderated
) -> list[dict[str, Any]]:
    """For each edition that has the standard: its statements, and a table of agencies by statements."""
    by_edition: dict[str, list[Response]] = {}
    for each in responses:
        if any(found.id == standard for found in each.standards):
            by_edition.setdefault(each.content.name, []).append(each)
    return [_edition(round_, standard, name, rows, moderated) for name, rows in sorted(by_edition.items())]


def _edition(
    round_: Round, standard: str, name: str, rows: list[Response], moderated: Moderated
) -> dict[str, Any]:
    asked = {q.statement.id: q.placed for each in rows for q in each.questions if q.standard.id == standard}
    order = {slug: place for place, slug in enumerate(rows[0].content.placed)}
    placed = sorted(asked.values(), key=lambda each: order[each.statement.id])
    area = rows[0].area
    return {
        "name": name,
        "standard": placed[0].standard,
        "statements": [
            (each.number, each.statement.text, reverse("challenge:statement", args=[area, round_.slug, each.statement.id]))
            for each in placed
        ],
        "table": Table(
            f"Grades of {name}",
            ["Agency", *(each.number for each in placed)],
            [
                [_agency(round_, row), *_cells(row, [p.statement.id for p in placed], moderated)]
                for row in rows
            ],
            caption_hidden=True,
            compact=True,
        ),
    }  # fmt: skip


def _agency(round_: Round, row: Response) -> Any:
    href = (
        reverse("challenge:agency", args=[row.area, round_.slug, row.organisation.slug])
        if row.current
        else ""
    )
    return Cell(row.organisation.name, href=href, note="" if row.current else row.stage.label)


def _cells(row: Response, statements: list[str], moderated: Moderated) -> list[Any]:
    found = judged(row, moderated.get(row.organisation.slug, []))
    asked = {each.statement.id for each in row.questions}
    return [_cell(row, each, found.get(each, Judged()), each in asked) for each in statements]


def _cell(row: Response, statement: str, found: Judged, asked: bool) -> Any:
    answer = row.answers.get(statement)
    if answer is None:
        return "Not signed" if asked else "Not asked"
    note = f"moderated: {row.grade_name(found.counts.grade).lower()}" if found.counts else ""
    if found.is_of_an_earlier_version:
        note = "moderated on an earlier version"
    return Cell(row.grade_name(answer["grade"]), note=note)
