"""What is still to do goes on in the next round. The action of the round before stays there as it was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import Person
from scrutiny.frameworks.content import Content
from scrutiny.frameworks.models import Edition
from scrutiny.section11.planned.due import STILL_TO_DO
from scrutiny.section11.planned.versions import write_version
from scrutiny.section11.progress import Key
from scrutiny.section11.questions import questions


def carry_actions(previous: Any, assessment: Any, by: Person) -> list[Any]:
    """Call it where the agency starts to answer, inside that transaction. `previous`: its assessment of the round
    before, or None. Every open action of it goes on, each once: calling again carries what is left.
    """
    if previous is None:
        return []
    return _carry(
        previous.planned_actions.filter(state__in=STILL_TO_DO).order_by("due_on", "pk"), assessment, by
    )


def carry_signed_actions(content: dict[str, Any], assessment: Any, by: Person) -> list[Any]:
    """The same from answers that were signed in another book, as they stood when they were signed. What concerns an area
    that the agency does not answer for any more stays behind, and so does the evidence."""
    here = ("", *assessment.areas)
    rows = [
        _as_signed(answer, each)
        for answer in content["answers"]
        for each in answer["actions"]
        if answer["area"] in here and each["state"] in STILL_TO_DO
    ]
    return _carry(rows, assessment, by)


@dataclass(frozen=True)
class Signed:
    """A planned action as a signed text holds it."""

    pk: UUID
    statement: str
    area: str
    what: str
    owner: str
    due_on: date
    state: str
    note: str


def _as_signed(answer: dict[str, Any], action: dict[str, Any]) -> Signed:
    return Signed(
        UUID(action["id"]), answer["statement"], answer["area"], action["what"], action["owner"],
        date.fromisoformat(action["due_on"]), action["state"], action["note"],
    )  # fmt: skip


def _carry(open_rows: Iterable[Any], assessment: Any, by: Person) -> list[Any]:
    there = set(assessment.planned_actions.values_list("carried_from", flat=True))
    rows = [row for row in open_rows if row.pk not in there]
    if not rows:
        return []
    today = Edition.objects.get(pk=assessment.edition).content
    asked = {each.key for each in questions(today, assessment.kind, assessment.areas)}
    return [
        _carried(row, assessment, key, by)
        for row in rows
        for key in places((row.statement, row.area), today, asked, assessment.areas)
    ]


def places(key: Key, today: Content, asked: Iterable[Key], areas: list[str]) -> list[Key]:
    """Where an action goes: beside the same statement, or the first one made of it.

    It is never shown to more partnerships than before: an action of one area stays with that area, one of all areas
    goes to each where the statement is asked by area now. What is asked no more keeps its place, on the board alone.
    """
    statement, area = key
    for candidate in _made_of(statement, today):
        keys = [each for each in asked if each[0] == candidate]
        fitting = [each for each in keys if area in ("", each[1]) or (not each[1] and areas == [area])]
        if fitting:
            return sorted(fitting, key=lambda each: areas.index(each[1]) if each[1] else -1)
    return [key]


def _made_of(statement: str, today: Content) -> list[str]:
    named = [
        each.statement.id
        for each in today
        if each.statement.change and statement in each.statement.change.earlier
    ]
    same = [statement] if statement in today.placed else []
    return list(dict.fromkeys([*same, *named]))


def _carried(row: Any, assessment: Any, key: Key, by: Person) -> Any:
    statement, area = key
    now = timezone.now()
    action = assessment.planned_actions.model(
        assessment=assessment, statement=statement, area=area, what=row.what, owner=row.owner, due_on=row.due_on,
        state=row.state, note=row.note, carried_from=row.pk,
        changed_at=now, changed_by=by.pk, changed_role=by.role_title,
    )  # fmt: skip
    action.save(force_insert=True)
    if not isinstance(row, Signed):
        action.evidence.set(row.evidence.all())
    write_version(action, {"saved_at": now, "saved_by": by.pk, "saved_role": by.role_title})
    return action
