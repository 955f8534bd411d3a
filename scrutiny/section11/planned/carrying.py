"""What is still to do goes on in the next round. The action of the round before stays there as it was."""

from collections.abc import Iterable
from typing import Any

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
    open_rows = previous.planned_actions.filter(state__in=STILL_TO_DO).order_by("due_on", "pk")
    rows = [row for row in open_rows if not assessment.planned_actions.filter(carried_from=row.pk).exists()]
    if not rows:
        return []
    editions = {
        each.pk: each.content
        for each in Edition.objects.filter(pk__in={previous.edition, assessment.edition})
    }
    today = editions[assessment.edition]
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
    action.evidence.set(row.evidence.all())
    write_version(action, {"saved_at": now, "saved_by": by.pk, "saved_role": by.role_title})
    return action
