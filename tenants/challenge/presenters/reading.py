"""One answer as the panel reads it: what the agency said, and what others saw."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from scrutiny.returns.audit_payload import PractitionersView
from scrutiny.section11.models import Round
from scrutiny.section11.models.book import PlannedAction
from scrutiny.section11.questions import Question
from scrutiny.section11.signed import evidence_of
from tenants.challenge.evidence import Kept
from tenants.challenge.judged import Judged
from tenants.challenge.models import ModeratedGrade
from tenants.challenge.presenters.evidence import Piece, pieces
from tenants.challenge.presenters.wording import grade_tag, moment
from tenants.challenge.responses import Answer, Response, Version

STATES = dict(PlannedAction.State.choices)


@dataclass(frozen=True)
class Planned:
    """What the agency will do about it. `facts`: by whom, when, and how far it is."""

    what: str
    facts: str
    note: str
    evidence: tuple[Piece, ...]


@dataclass(frozen=True)
class Read:
    """One statement with the agency's answer. `moderate_url` empty for those who may not."""

    question: Question
    response: Response
    answer: Answer | None
    judged: Judged
    evidence: tuple[Piece, ...] = ()
    planned: tuple[Planned, ...] = ()
    moderate_url: str = ""

    @property
    def anchor(self) -> str:
        return f"statement-{self.question.statement.id}"

    @property
    def grade(self) -> dict[str, str] | None:
        return grade_tag(self.response, self.answer["grade"]) if self.answer else None

    @property
    def signed_said(self) -> str:
        version = self.response.current
        return f"Signed by {version.signed_role}, {moment(version.signed_at)}" if version else ""

    @property
    def meaning(self) -> str:
        """What the grade says of this statement, in the edition's words."""
        return self.question.statement.grades.get(self.answer["grade"], "") if self.answer else ""

    @property
    def moderated(self) -> dict[str, Any] | None:
        """The grade that counts, or else the newest, which an earlier version of the answer was given."""
        newest = self.judged.newest
        return self._said(newest) if newest else None

    @property
    def earlier(self) -> list[dict[str, Any]]:
        """What was recorded before, newest first."""
        return [self._said(each) for each in reversed(self.judged.history[:-1])]

    def _said(self, row: ModeratedGrade) -> dict[str, Any]:
        return {
            "tag": grade_tag(self.response, row.grade),
            "by": row.moderated_role,
            "at": moment(row.moderated_at),
            "own": self.response.grade_name(row.self_grade),
            "reason": row.reason,
        }


@dataclass(frozen=True)
class Section:
    """A standard, its practitioners' view in words, and its statements."""

    number: int
    standard: Any
    practitioners: str
    reads: tuple[Read, ...]


def sections(
    round_: Round,
    response: Response,
    judged: dict[str, Judged],
    view: PractitionersView | None,
    kept: Kept,
    *,
    may_moderate: bool,
) -> list[Section]:
    numbers = {each.id: place for place, each in enumerate(response.content.standards, start=1)}
    reads = list(reads_of(round_, response, judged, kept, may_moderate=may_moderate))
    return [
        Section(
            numbers[standard.id],
            standard,
            practitioners_said(response, view, standard.id),
            tuple(each for each in reads if each.question.standard.id == standard.id),
        )
        for standard in response.standards
    ]


def reads_of(
    round_: Round, response: Response, judged: dict[str, Judged], kept: Kept, *, may_moderate: bool
) -> Iterator[Read]:
    for question in response.questions:
        statement, version = question.statement.id, response.current
        answer = response.answers.get(statement)
        evidence, planned = (
            _beside(round_, response, version, answer, kept) if version and answer else ((), ())
        )
        place = [response.area, round_.slug, response.organisation.slug, statement]
        yield Read(
            question,
            response,
            answer,
            judged.get(statement, Judged()),
            evidence,
            planned,
            reverse("challenge:moderate", args=place) if may_moderate and answer else "",
        )


def _beside(
    round_: Round, response: Response, version: Version, answer: Answer, kept: Kept
) -> tuple[tuple[Piece, ...], tuple[Planned, ...]]:
    def read(named: list[dict[str, Any]]) -> tuple[Piece, ...]:
        return tuple(pieces(round_, response, version, named, kept))

    planned = (
        Planned(
            each["what"],
            f"{each['owner']}, due {_day(each['due_on'])}: {STATES.get(each['state'], each['state']).lower()}",
            each["note"],
            read(evidence_of(each)),
        )
        for each in answer["actions"]
    )
    return read(answer["evidence"]), tuple(planned)


def practitioners_said(response: Response, view: PractitionersView | None, standard: str) -> str:
    """What practitioners chose, in words; empty where nothing may be shown."""
    if view is None or standard not in view.grades:
        return ""
    *grades, cannot_say = view.grades[standard]
    names = [each.name.lower() for each in response.content.grades]
    parts = [f"{number} said {name}" for name, number in zip(names, grades, strict=True) if number]
    if cannot_say:
        parts.append(f"{cannot_say} could not say")
    return f"Of {view.replies} practitioners who replied, {', '.join(parts)}."


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%-d %B %Y}"
