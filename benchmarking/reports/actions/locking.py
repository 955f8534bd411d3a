"""One step at a time among the issues of a year. The triggers of migration 0002 take the same lock."""

from django.db import connection

from benchmarking.reports.models import Issue
from benchmarking.reports.selectors import issues

LOCK = 20_414


def lock_year(year: int) -> None:
    """Wait for whoever works on an issue of the year, and hold the others until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, year])


def locked(issue: Issue) -> Issue:
    """The issue as it stands, and stays until this transaction ends."""
    lock_year(issue.year)
    return issues().get(pk=issue.pk)
