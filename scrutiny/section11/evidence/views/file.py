from uuid import UUID

from csp.decorators import csp_update
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from accounts.permissions import Permission
from partnerships.requests import PersonRequest
from scrutiny.section11.desk import Desk, at_desk
from scrutiny.section11.evidence.reading import EvidenceFile, file_of
from scrutiny.section11.evidence.selectors import the_item


# The site's own policy, and beyond it: whatever the file holds has no origin and runs nothing.
@csp_update({"sandbox": True})
@at_desk(Permission.ANSWER_AUDIT)
def file(request: PersonRequest, desk: Desk, pk: UUID) -> HttpResponse:
    """The file itself, to be saved: never shown by the browser under the site's own name."""
    found = file_of(the_item(desk, pk))
    if found is None:
        raise Http404("There is no such file.")
    return as_download(found)


def as_download(found: EvidenceFile) -> HttpResponse:
    """For every place that hands out somebody's file."""
    response: HttpResponse = HttpResponse(found.data, content_type=found.content_type)
    response["Content-Disposition"] = content_disposition_header(True, found.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
