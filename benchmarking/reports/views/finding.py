"""An issue that the person may read, or nothing."""

import uuid
from typing import Any

from django.http import Http404

from benchmarking.reports.models import Issue
from benchmarking.reports.reading import may_read
from benchmarking.reports.selectors import issues


def issue_or_404(person: Any, pk: uuid.UUID) -> Issue:
    """An issue in a state that is not theirs to read looks like one that does not exist."""
    issue = issues().filter(pk=pk).first()
    if issue is None or not may_read(person, issue):
        raise Http404("There is no such issue.")
    return issue
