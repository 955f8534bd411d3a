"""Reads of submissions."""

from django.db.models import QuerySet

from kernel.periods import Period
from partnerships.models import Partnership
from scrutiny.returns.selectors import returns_of
from tenants.sign_off.models import State, Submission


def submissions() -> QuerySet[Submission]:
    return Submission.objects.all()


def waiting() -> QuerySet[Submission]:
    """Those that wait for a second person."""
    return Submission.objects.filter(state=State.PREPARED)


def sent_back() -> QuerySet[Submission]:
    """Those that were sent back for changes, newest first."""
    return Submission.objects.filter(state=State.SENT_BACK)


def newest(period: Period | None = None) -> QuerySet[Submission]:
    """The newest submission of each period, or of one, whatever became of it."""
    rows = submissions()
    if period is not None:
        rows = rows.filter(period_start=period.start, period_end=period.end)
    return rows.order_by("period_start", "period_end", "-prepared_at").distinct("period_start", "period_end")


def unsigned_periods(partnership: Partnership, periods: list[Period]) -> list[Period]:
    """Those of the periods for which the partnership has signed no return and prepared none."""
    signed = {row.period for row in returns_of(partnership)}
    return [period for period in periods if period not in signed | {row.period for row in waiting()}]
