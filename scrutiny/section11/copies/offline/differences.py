"""What a filled-in spreadsheet would change, question by question, worked out before anything is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.copies.offline.layout import SheetRow
from scrutiny.section11.models.book import Answer
from scrutiny.section11.progress import Key
from scrutiny.section11.questions import Question


@dataclass(frozen=True)
class Difference:
    """A row that says something else than what is stored. `stored` None: nothing was answered yet.

    `is_conflict`: somebody changed the answer after the spreadsheet was downloaded, so taking the row in would replace
    words that whoever filled it in never saw.
    """

    question: Question
    row: SheetRow
    stored: Any
    is_conflict: bool

    @property
    def shown_version(self) -> int:
        return self.stored.version if self.stored else 0

    @property
    def only_confirms(self) -> bool:
        return self.stored is not None and _says(self.stored) == (self.row.grade, self.row.narrative)


def differences(rows: Iterable[SheetRow], work: Work) -> list[Difference]:
    """In the edition's order. Rows that nobody touched, or that say what is stored, are no differences. One query."""
    by_key = {(row.statement, row.area): row for row in rows}
    downloaded = _downloaded(work, by_key)
    found = []
    for question in work.questions:
        row, stored = by_key.get(question.key), work.by_key.get(question.key)
        if row is not None and _differs(row, stored, downloaded.get(question.key)):
            found.append(
                Difference(question, row, stored, row.seen_version != (stored.version if stored else 0))
            )
    return found


def _differs(row: SheetRow, stored: Any, downloaded: tuple[str, str] | None) -> bool:
    said = (row.grade, row.narrative)
    confirms = row.confirm and stored is not None and stored.state == Answer.State.TO_CONFIRM
    if said == (_says(stored) if stored else ("", "")):
        return confirms
    return said != downloaded or confirms  # else only somebody else changed it, after this was downloaded


def _says(answer: Any) -> tuple[str, str]:
    return answer.grade, answer.narrative


def _downloaded(work: Work, rows: dict[Key, SheetRow]) -> dict[Key, tuple[str, str]]:
    """What each answer said in the version that a row was downloaded with."""
    found: dict[Key, tuple[str, str]] = {key: ("", "") for key, row in rows.items() if row.seen_version == 0}
    if work.assessment is None:
        return found
    for kept in work.assessment.versions.filter(kept=True).order_by("pk"):
        row = rows.get((kept.statement, kept.area))
        if row is not None and row.seen_version == kept.version:
            found[kept.statement, kept.area] = _says(kept)
    return found
