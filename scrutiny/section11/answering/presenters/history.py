"""All that was ever saved for a question: who wrote what, when and how."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scrutiny.section11.answering.presenters.wording import HOW, at, grade_name
from scrutiny.section11.answering.selectors import Work


@dataclass(frozen=True)
class Past:
    pk: int
    title: str
    grade: str
    narrative: str
    who: str
    when: str
    how: str
    kept: bool
    stands: bool
    """Whether it says what is stored now: then there is nothing to put back."""
    is_now: bool


def history(work: Work, rows: Iterable[Any], answer: Any) -> list[Past]:
    """Newest first."""
    return [_past(work, each, answer) for each in reversed(list(rows))]


def _past(work: Work, row: Any, answer: Any) -> Past:
    same = answer is not None and (answer.grade, answer.narrative) == (row.grade, row.narrative)
    return Past(
        pk=row.pk,
        title=f"Version {row.version}" if row.kept else f"Set aside, beside version {row.version}",
        grade=grade_name(work.content, row.grade),
        narrative=row.narrative,
        who=row.saved_role,
        when=at(row.saved_at),
        how=HOW.get(row.how, row.how),
        kept=row.kept,
        stands=same,
        is_now=row.kept and answer is not None and row.version == answer.version,
    )
