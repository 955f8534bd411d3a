"""One answer over the version that its writer had before them, with its own version beside it: one statement.

So goes nearly every save. Where nothing is written, something else is the case (a first answer, the same text again,
another text meanwhile), and `saving.Pen` looks closer. A test holds what both leave behind against each other.
"""

from datetime import datetime
from functools import cache
from typing import Any

from kernel.asked_again import ask
from scrutiny.section11.answering.moment import Held
from scrutiny.section11.models.book import Answer

STATEMENT = """
WITH kept AS (
    UPDATE {answers} answer
    SET grade = %(grade)s, narrative = %(narrative)s, state = %(state)s, version = answer.version + 1,
        changed_at = %(now)s, changed_by = %(person)s, changed_role = %(role)s
    FROM {answers} before
    WHERE before.id = answer.id AND answer.assessment_id = %(assessment)s
        AND answer.statement = %(statement)s AND answer.area = %(area)s AND answer.version = %(seen)s
        AND (answer.grade, answer.narrative) <> (%(grade)s, %(narrative)s)
    RETURNING answer.*, before.grade AS grade_before, before.state AS state_before
), told AS (
    INSERT INTO {versions} (
        assessment_id, statement, area, grade, narrative, version, kept, how, saved_at, saved_by, saved_role
    )
    SELECT
        assessment_id, statement, area, grade, narrative, version, true, %(how)s, changed_at, changed_by, changed_role
    FROM kept
)
SELECT {columns}, grade_before, state_before FROM kept
"""


def write_over(assessment: Any, how: str, sent: Any, by: Any, now: datetime) -> tuple[Held, Any] | None:
    """What stood there and the answer that stands there now; None where nothing was written."""
    model = assessment.answers.model
    rows = ask(
        _statement(model, assessment.versions.model),
        {
            "assessment": assessment.pk, "statement": sent.statement, "area": sent.area, "seen": sent.seen_version,
            "grade": sent.grade, "narrative": sent.narrative, "state": Answer.State.ANSWERED.value, "how": how,
            "now": now, "person": by.pk, "role": by.role_title,
        },
    )  # fmt: skip
    for *row, grade, state in rows:
        answer = model.from_db("default", [each.attname for each in model._meta.concrete_fields], row)
        answer.assessment = assessment
        return Held(sent.statement, sent.area, grade, state), answer
    return None


@cache
def _statement(answers: type[Any], versions: type[Any]) -> str:
    columns = ", ".join(each.column for each in answers._meta.concrete_fields)
    return STATEMENT.format(answers=answers._meta.db_table, versions=versions._meta.db_table, columns=columns)
