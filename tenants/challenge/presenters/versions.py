"""What an agency changed from one signature to the next."""

from collections.abc import Iterator
from dataclasses import dataclass

from design_system.tables import Table
from scrutiny.section11.models import Round
from tenants.challenge.evidence import Kept
from tenants.challenge.presenters.evidence import Piece, pieces
from tenants.challenge.responses import Answer, Response, Version

PARTS = {"narrative": "What it wrote", "evidence": "Evidence", "actions": "Planned actions"}


@dataclass(frozen=True)
class Change:
    """One statement whose answer was changed. `before` None: it was not answered then."""

    number: str
    text: str
    statement: str
    grade_before: str
    grade_after: str
    narrative_before: str
    narrative_after: str
    parts: tuple[str, ...]

    @property
    def grade_changed(self) -> bool:
        return self.grade_before != self.grade_after

    @property
    def narrative_changed(self) -> bool:
        return self.narrative_before != self.narrative_after


def changes(response: Response, before: Version, after: Version) -> Iterator[Change]:
    """In the edition's order, whatever is not the same in both."""
    for question in response.questions:
        statement = question.statement
        then, now = before.answers.get(statement.id), after.answers.get(statement.id)
        if then == now:
            continue
        yield Change(
            question.placed.number,
            statement.text,
            statement.id,
            _grade(response, then),
            _grade(response, now),
            then["narrative"] if then else "",
            now["narrative"] if now else "",
            tuple(name for key, name in PARTS.items() if (then or {}).get(key) != (now or {}).get(key)),
        )


@dataclass(frozen=True)
class Beside:
    """The evidence that stood beside one statement."""

    number: str
    text: str
    pieces: tuple[Piece, ...]


def evidence_of(round_: Round, response: Response, version: Version, kept: Kept) -> Iterator[Beside]:
    """What that version names, statement by statement: it stays readable when the agency signs again."""
    for question in response.questions:
        statement = question.statement
        named = version.answers.get(statement.id, {}).get("evidence", ())
        if found := tuple(pieces(round_, response, version, named, kept)):
            yield Beside(question.placed.number, statement.text, found)


def grades_table(response: Response, version: Version) -> Table:
    """Every grade as it was signed then."""
    rows = [
        [
            f"{each.placed.number} {each.statement.text}",
            _grade(response, version.answers.get(each.statement.id)),
        ]
        for each in response.questions
    ]
    return Table(
        f"Grades of number {version.number}", ["Statement", "Grade"], rows, caption_hidden=True, compact=True
    )


def _grade(response: Response, answer: Answer | None) -> str:
    return response.grade_name(answer["grade"]) if answer else "Not answered"
