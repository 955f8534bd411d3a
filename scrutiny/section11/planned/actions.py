"""Every change to what agencies plan. Each state it had is kept; who was late does not write over who was first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from audit_trail.actions import record
from kernel.errors import UserError
from scrutiny.section11.answering.actions import start
from scrutiny.section11.answering.errors import NotAnAnswer
from scrutiny.section11.answering.selectors import work_of
from scrutiny.section11.desk import Desk
from scrutiny.section11.evidence.selectors import library
from scrutiny.section11.models import Round
from scrutiny.section11.models.book import PlannedAction
from scrutiny.section11.planned.versions import write_version

State = PlannedAction.State


class ActionRefused(UserError):
    """The text says what is missing, or where the action is kept now."""


class ActionChanged(Exception):
    """Somebody else changed it meanwhile; nothing was written. `current` is what stands."""

    def __init__(self, current: Any) -> None:
        super().__init__("Somebody else changed this action while you were working on it.")
        self.current = current


@dataclass(frozen=True)
class Planned:
    what: str
    owner: str
    due_on: date


@transaction.atomic
def add_action(*, desk: Desk, round_: Round, statement: str, area: str, planned: Planned, by: Person) -> Any:
    """Beside a statement the agency is asked; also after it signed. Raises NotNow, NotAnAnswer and ActionRefused."""
    assessment = start(book=desk.book, round_=round_, organisation=desk.organisation, by=by)
    work = work_of(desk.book, round_, desk.organisation)
    if work is None or (statement, area) not in {each.key for each in work.questions}:
        raise NotAnAnswer("This is not asked of the agency in this round.")
    same = assessment.planned_actions.filter(statement=statement, area=area, what=planned.what)
    if same.filter(owner=planned.owner, due_on=planned.due_on).exclude(state=State.DROPPED).exists():
        raise ActionRefused("This action is planned already.")
    action = desk.book.planned_actions(
        assessment=assessment, statement=statement, area=area, what=planned.what, owner=planned.owner,
        due_on=planned.due_on, **_signature(by),
    )  # fmt: skip
    action.save(force_insert=True)
    _write_version(action, by)
    _note(desk, by, "plan action", action)
    return action


@transaction.atomic
def change_action(
    *,
    desk: Desk,
    pk: UUID,
    seen_version: int,
    planned: Planned,
    state: str,
    note: str,
    evidence: Collection[UUID],
    by: Person,
) -> Any:
    """Raises ActionChanged where somebody else was first, and ActionRefused. Saying what stands changes nothing."""
    action = desk.book.planned_actions.objects.select_for_update().get(
        pk=pk, assessment__organisation=desk.organisation.slug
    )
    if desk.book.planned_actions.objects.filter(carried_from=pk).exists():
        raise ActionRefused("This action was carried into a later round. Change it there.")
    if state == State.DROPPED and not note.strip():
        raise ActionRefused("Say why the action is dropped.")
    shown = set(action.evidence.values_list("pk", flat=True))
    allowed = shown | set(library(desk).filter(pk__in=evidence).values_list("pk", flat=True))
    wanted = set(evidence) & allowed
    text = {
        "what": planned.what,
        "owner": planned.owner,
        "due_on": planned.due_on,
        "state": state,
        "note": note.strip(),
    }
    same_text = all(getattr(action, name) == value for name, value in text.items())
    if same_text and wanted == shown:
        return action
    if action.version != seen_version:
        raise ActionChanged(action)
    action.done_on = _done_on(action, state)
    for name, value in {**text, **_signature(by)}.items():
        setattr(action, name, value)
    action.version += 1
    action.save()
    action.evidence.set(wanted)
    _write_version(action, by)
    _note(
        desk,
        by,
        "change action",
        action,
        state=state,
        version=action.version,
        evidence=sorted(map(str, wanted)),
    )
    return action


def _write_version(action: Any, by: Person) -> None:
    write_version(action, {"saved_at": action.changed_at, "saved_by": by.pk, "saved_role": by.role_title})


def _done_on(action: Any, state: str) -> date | None:
    if state != State.DONE:
        return None
    return action.done_on or timezone.localdate()


def _signature(by: Person) -> dict[str, Any]:
    return {"changed_at": timezone.now(), "changed_by": by.pk, "changed_role": by.role_title}


def _note(desk: Desk, by: Person, deed: str, action: Any, **detail: Any) -> None:
    record(
        by=by, action=deed, subject=f"{desk.organisation}: {action}", partnership=desk.chain,
        detail={"id": str(action.pk), "statement": action.statement, **detail},
    )  # fmt: skip
