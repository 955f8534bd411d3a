"""An issue as a file: as it was published, or made from the draft. Nothing on disk is read."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse

from accounts.permissions import Permission
from benchmarking.reports.files import edition_of, file_of
from benchmarking.reports.models import Issue
from benchmarking.reports.reading import Reach
from benchmarking.reports.views.finding import issue_or_404
from partnerships.decorators import permit


@permit(Permission.READ_BENCHMARKS)
def download(request: HttpRequest, issue: uuid.UUID, name: str) -> HttpResponse:
    found = issue_or_404(request.user, issue)
    return attachment(found, edition_of(request.user, found), name)


def attachment(issue: Issue, reach: Reach, name: str) -> HttpResponse:
    """Raises Http404 where the issue has no such file for this audience."""
    found = file_of(issue, reach, name)
    if found is None:
        raise Http404("This report has no such file.")
    content, content_type = found
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-cache",
        },
    )
