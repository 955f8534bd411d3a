"""Sending what was ordered, letter by letter. It may be killed at any moment and run again, or run twice at once.

Each letter is a transaction: its row is locked, the rule is asked again, the letter leaves, the row says so. Who is
killed between the last two sends that one letter again, under the same number (see letter.message).
"""

import logging
from collections import Counter
from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from scrutiny.section11.models import Reminder
from scrutiny.section11.rounds.reminders.letter import message
from scrutiny.section11.rounds.reminders.recipients import day_to_name

log = logging.getLogger(__name__)


def send_waiting(*, site: str = "") -> Counter[str]:
    """Send every letter that waits. Returns how many ended in which state."""
    ended: Counter[str] = Counter()
    while state := _send_one(site):
        ended[state] += 1
    return ended


def try_failed_again() -> int:
    """Letters that could not be sent wait anew. Returns how many."""
    return Reminder.objects.filter(state=Reminder.State.FAILED).update(state=Reminder.State.WAITING)


@transaction.atomic
def _send_one(site: str) -> str:
    """The next letter that nobody else has in hand. Returns what became of it; empty: there is none."""
    waiting = Reminder.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        state=Reminder.State.WAITING
    )
    row = waiting.select_related("batch", "expected__organisation", "expected__round").order_by("pk").first()
    if row is None:
        return ""
    row.state, row.tried_at = _deliver(row, site), timezone.now()
    row.save(update_fields=["state", "tried_at"])
    return str(row.state)


def _deliver(row: Reminder, site: str) -> Reminder.State:
    person = Person.objects.filter(pk=row.person, is_active=True).first()
    last_day = day_to_name(row.expected, person, timezone.localdate()) if person else None
    if person is None or last_day is None:
        return Reminder.State.NOT_NEEDED
    try:
        message(row, person.email, last_day, site).send()
    except (OSError, SMTPException, ValueError) as error:
        log.warning("Reminder %s was not sent: %s", row.pk, type(error).__name__)
        return Reminder.State.FAILED
    return Reminder.State.SENT
