"""What became of reminders: how many letters, when, to how many agencies."""

from django.db.models import Count, Q, QuerySet

from scrutiny.section11.models import Reminder, ReminderBatch, Round


def batches_of(round_: Round) -> QuerySet[ReminderBatch]:
    """Each order, newest first, with its numbers: `letters`, `agencies`, `sent`, `waiting`, `not_needed`, `failed`."""
    states = {
        state.value: Count("reminders", filter=Q(reminders__state=state.value)) for state in Reminder.State
    }
    return (
        ReminderBatch.objects.filter(round=round_)
        .annotate(letters=Count("reminders"), agencies=Count("reminders__expected", distinct=True), **states)
        .order_by("-ordered_at")
    )
