"""Last round's signed answers, as suggestions for this one. They are to be confirmed, never done."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import Person
from scrutiny.frameworks import suggesting
from scrutiny.frameworks.content import Change, Content
from scrutiny.frameworks.models import Edition
from scrutiny.frameworks.suggesting import EditionMapping, Suggestion
from scrutiny.section11.answering.saving import Pen, Sent
from scrutiny.section11.answering.selectors import Work, previous_signed
from scrutiny.section11.models.book import Answer
from scrutiny.section11.questions import Question


@dataclass(frozen=True)
class CarriedIn:
    """`round_slug`: the round in which it was signed."""

    round_slug: str
    question: Question
    grade: str
    narrative: str
    why: str


def carried_in(work: Work, brought: dict[str, Any] | None = None) -> Iterator[CarriedIn]:
    """What can be carried in from the newest signed answers of the round before, question by question.

    `brought`: signed answers that the agency carried here itself; otherwise those that can be read from here.
    """
    before = brought or signed_before(work)
    if before is None:
        return
    edition = Edition.objects.filter(sha256=before["edition"]).first()
    mapping = _mapping(work, edition) if edition else None
    if edition is None or mapping is None:
        return
    for question, suggestion in _suggestions(work, before, edition.content, mapping):
        grade = work.content.grades[suggestion.grade].slug if suggestion.grade is not None else ""
        narrative = "\n\n".join(passage.text for passage in suggestion.passages)
        yield CarriedIn(before["round"], question, grade, narrative, suggestion.why)


def put_in(assessment: Any, found: Iterable[CarriedIn], by: Person) -> int:
    """How many were put in. The caller holds the assessment, or has just made it."""
    now, pen = timezone.now(), Pen(assessment, "carried in", by)
    answers, versions = [], []
    for each in found:
        statement, area = each.question.key
        answers.append(
            assessment.answers.model(
                assessment=assessment, statement=statement, area=area, grade=each.grade,
                narrative=each.narrative, state=Answer.State.TO_CONFIRM, carried_from=each.round_slug,
                why_to_confirm=each.why, changed_at=now, changed_by=by.pk, changed_role=by.role_title,
            )
        )  # fmt: skip
        versions.append(pen.version(Sent(statement, area, each.grade, each.narrative, 0), 1, now))
    assessment.answers.model.objects.bulk_create(answers)
    assessment.versions.model.objects.bulk_create(versions)
    return len(answers)


def signed_before(work: Work) -> dict[str, Any] | None:
    """The content that selectors.previous_signed finds."""
    signed = previous_signed(work)
    found: dict[str, Any] | None = json.loads(signed.canonical) if signed else None
    return found


def _mapping(work: Work, edition: Edition) -> EditionMapping | None:
    """From today's statements to those answered last time; None where the editions do not follow one another."""
    today = work.expected.edition.edition
    if today.pk == edition.pk:
        same = {
            each.statement.id: Change(kind="unchanged", earlier=(each.statement.id,))
            for each in today.content
        }
        return EditionMapping(changes=same)
    if today.follows_id == edition.pk:
        return suggesting.mapping_of(today.content, edition.content)
    return None


def _suggestions(
    work: Work, before: dict[str, Any], content: Content, mapping: EditionMapping
) -> Iterator[tuple[Question, Suggestion]]:
    """Each area by itself: what was answered for all areas, and what for this one."""
    position = {grade.slug: index for index, grade in enumerate(content.grades)}
    found = {
        area: suggesting.suggest(
            {
                each["statement"]: suggesting.Answer(position.get(each["grade"]), each["narrative"])
                for each in before["answers"]
                if each["area"] in ("", area)
            },
            mapping,
        )
        for area in ("", *work.areas)
    }
    for question in work.questions:
        suggestion = found[question.area].get(question.statement.id)
        if suggestion is not None and question.key not in work.by_key:
            yield question, suggestion
