"""Taking a spreadsheet's answers in: all that were chosen, or none."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import Person
from audit_trail.actions import record
from kernel.errors import UserError
from scrutiny.section11.answering.errors import Conflict
from scrutiny.section11.answering.locking import hold
from scrutiny.section11.answering.saving import save_answer
from scrutiny.section11.desk import Desk
from scrutiny.section11.models import Round


class ChangedMeanwhile(UserError):
    """An answer is not any more what the person was shown. Nothing was taken in."""


@dataclass(frozen=True)
class Chosen:
    """One row to take in. `shown_version`: of the answer that stood beside it when the person chose."""

    statement: str
    area: str
    grade: str
    narrative: str
    shown_version: int


@transaction.atomic
def apply_sheet(*, desk: Desk, round_: Round, chosen: Iterable[Chosen], file_name: str, by: Person) -> int:
    """How many answers changed. Every one is saved as on the pages, with its version, or nothing is.

    Raises ChangedMeanwhile, and NotNow and NotAnAnswer as saving does.
    """
    assessment = hold(desk.book, round_, desk.organisation)
    rows = list(chosen)
    stored = (
        {(each.statement, each.area): each.version for each in assessment.answers.all()} if assessment else {}
    )
    if any(stored.get((row.statement, row.area), 0) != row.shown_version for row in rows):
        raise ChangedMeanwhile("Somebody changed one of these answers while you were looking at this page.")
    changed = 0
    for row in rows:
        try:
            saved = save_answer(
                book=desk.book, round_=round_, organisation=desk.organisation, statement=row.statement,
                area=row.area, grade=row.grade, narrative=row.narrative, seen_version=row.shown_version,
                how="spreadsheet", by=by, confirm=True,
            )  # fmt: skip
        except Conflict as error:
            raise ChangedMeanwhile(str(error)) from error
        changed += saved.changed
    record(
        by=by, action="take in spreadsheet", subject=f"{desk.organisation}, {round_}", partnership=desk.chain,
        detail={"file": file_name, "answers": changed},
    )  # fmt: skip
    return changed
