"""Taking a spreadsheet's answers in: all that were chosen, or none."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import Person
from audit_trail.actions import record
from kernel.errors import UserError
from scrutiny.section11.answering.errors import Conflict
from scrutiny.section11.answering.locking import hold
from scrutiny.section11.answering.saving import Saved, Sent, save_answers
from scrutiny.section11.desk import Desk
from scrutiny.section11.models import Round

MEANWHILE = "Somebody changed one of these answers while you were looking at this page."


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
        raise ChangedMeanwhile(MEANWHILE)
    sent = [
        Sent(row.statement, row.area, row.grade, row.narrative, row.shown_version, confirm=True)
        for row in rows
    ]
    outcomes = save_answers(
        book=desk.book, round_=round_, organisation=desk.organisation, answers=sent, how="spreadsheet", by=by
    )
    if any(isinstance(each, Conflict) for each in outcomes):
        raise ChangedMeanwhile(MEANWHILE)
    changed = sum(isinstance(each, Saved) and each.changed for each in outcomes)
    record(
        by=by, action="take in spreadsheet", subject=f"{desk.organisation}, {round_}", partnership=desk.chain,
        detail={"file": file_name, "answers": changed},
    )  # fmt: skip
    return changed
