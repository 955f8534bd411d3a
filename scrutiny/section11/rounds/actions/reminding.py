"""Ordering reminders. The letters are rows first; a job sends them once the rows are stored."""

from django.db import transaction
from django.utils import timezone

from audit_trail.actions import Actor, record
from kernel.background import in_background
from scrutiny.section11.models import Reminder, ReminderBatch, Round
from scrutiny.section11.rounds.actions.opening import locked
from scrutiny.section11.rounds.errors import ChangedMeanwhile, NotPossible
from scrutiny.section11.rounds.reminders.recipients import fingerprint, letters_of, to_remind
from scrutiny.section11.rounds.reminders.sending import send_waiting


@transaction.atomic
def order_reminders(*, round_: Round, text: str, seen: str, by: Actor) -> ReminderBatch:
    """Write to exactly those whom the preview showed. `seen`: its fingerprint.

    Ordering the same again, as a double click does, gives the order that is there. Raises NotPossible where there is
    nobody to write to, ChangedMeanwhile where it would be others by now.
    """
    round_ = locked(round_)
    if not text.strip():
        raise NotPossible("Write what the letter says.")
    newest = round_.reminder_batches.order_by("-ordered_at").first()
    letters = letters_of(to_remind(round_, timezone.localdate()))
    if newest and _is_the_same(newest, text, seen, by):
        return newest
    if fingerprint(letters, newest) != seen:
        raise ChangedMeanwhile("Who has not signed has changed since you looked. Look at the letters again.")
    if not letters:
        raise NotPossible("There is nobody to write to.")
    batch = ReminderBatch.objects.create(
        round=round_,
        text=text.strip(),
        ordered_at=timezone.now(),
        ordered_by=by.pk,
        ordered_role=str(by.role_title),
    )
    Reminder.objects.bulk_create(
        Reminder(batch=batch, expected_id=expected, person=person) for expected, person in letters
    )
    agencies = len({expected for expected, _ in letters})
    record(
        by=by,
        action="order reminders",
        subject=round_.name,
        detail={"letters": len(letters), "agencies": agencies, "text": text.strip()},
    )
    transaction.on_commit(lambda: in_background(_send))
    return batch


def _is_the_same(batch: ReminderBatch, text: str, seen: str, by: Actor) -> bool:
    before = (
        batch.round.reminder_batches.filter(ordered_at__lt=batch.ordered_at).order_by("-ordered_at").first()
    )
    letters = [(each.expected_id, str(each.person)) for each in batch.reminders.all()]
    return (batch.text, batch.ordered_by) == (text.strip(), by.pk) and fingerprint(letters, before) == seen


def _send() -> None:
    send_waiting()
