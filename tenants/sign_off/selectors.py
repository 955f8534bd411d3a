"""Reads of submissions."""

from django.db.models import QuerySet

from kernel.periods import Period
from partnerships.models import Partnership
from scrutiny.returns.models import Kind
from scrutiny.returns.selectors import returns_of
from scrutiny.section11.models import Round
from tenants.sign_off.models import State, Submission


def submissions(kind: Kind = Kind.FIGURES) -> QuerySet[Submission]:
    return Submission.objects.filter(kind=kind)


def waiting(kind: Kind = Kind.FIGURES) -> QuerySet[Submission]:
    """Those that wait for a second person."""
    return submissions(kind).filter(state=State.PREPARED)


def sent_back() -> QuerySet[Submission]:
    """Of figures: those that were sent back for changes, newest first."""
    return submissions().filter(state=State.SENT_BACK)


def audit_submissions(round_: Round) -> QuerySet[Submission]:
    """Of an audit round, newest first."""
    return submissions(Kind.SECTION_11).filter(round=round_.slug)


def newest(period: Period | None = None) -> QuerySet[Submission]:
    """The newest submission of figures of each period, or of one, whatever became of it."""
    rows = submissions()
    if period is not None:
        rows = rows.filter(period_start=period.start, period_end=period.end)
    return rows.order_by("period_start", "period_end", "-prepared_at").distinct("period_start", "period_end")


def unsigned_periods(partnership: Partnership, periods: list[Period]) -> list[Period]:
    """Those of the periods for which the partnership has signed no return of figures and prepared none."""
    signed = {row.period for row in returns_of(partnership).filter(kind=Kind.FIGURES)}
    return [period for period in periods if period not in signed | {row.period for row in waiting()}]
