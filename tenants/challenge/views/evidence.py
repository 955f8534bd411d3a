from uuid import UUID

from csp.decorators import csp_update
from django.http import Http404, HttpResponse

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from scrutiny.section11.books import SHARED
from scrutiny.section11.evidence.reading import evidence_bytes_for
from scrutiny.section11.evidence.views.file import as_download
from tenants.challenge.views.finding import round_here, signed_here
from tenants.self_assessment.books import LOCAL


# As for the agency itself: whatever the file holds has no origin and runs nothing.
@csp_update({"sandbox": True})
@permit(Permission.READ_RESPONSES, remember="open evidence")
def evidence(request: PartnershipRequest, audit: str, agency: str, number: int, pk: UUID) -> HttpResponse:
    """A file that signed answers name, of the newest signature or an earlier one. Who opened it is remembered, so that
    it is known whom to tell should it have to be removed."""
    response = signed_here(request, round_here(request, audit), agency)
    version = response.version(number)
    book = SHARED if response.shared else LOCAL
    found = version and evidence_bytes_for(book, organisation=agency, evidence=pk, signed=version.row)
    if not found:
        raise Http404("These answers name no such file")
    return as_download(found)
