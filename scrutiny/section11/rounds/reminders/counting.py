"""What became of reminders: how many letters, when, to how many agencies."""

from django.db.models import Count, Q, QuerySet

from partnerships.models import Partnership
from scrutiny.section11.models import Reminder, ReminderBatch, Round


def batches_of(round_: Round, partnership: Partnership | None = None) -> QuerySet[ReminderBatch]:
    """Each order, newest first, with its numbers: `letters`, `agencies`, `sent`, `waiting`, `not_needed`, `failed`.

    Of a partnership: orders of the region and its own, with the letters to agencies that answer to it, and no others.
    """
    states = {
        state.value: Count("reminders", filter=Q(reminders__state=state.value)) for state in Reminder.State
    }
    rows = ReminderBatch.objects.filter(round=round_)
    if partnership is not None:
        # In one filter with what is counted below, so that both speak of the same letters.
        rows = rows.filter(
            Q(partnership=None) | Q(partnership=partnership),
            reminders__expected__areas__partnership=partnership,
        )
    return rows.annotate(
        letters=Count("reminders"), agencies=Count("reminders__expected", distinct=True), **states
    ).order_by("-ordered_at")
