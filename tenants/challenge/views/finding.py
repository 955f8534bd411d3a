"""What addresses of the challenge name: a round the partnership takes part in, and an agency expected in it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from partnerships.requests import PartnershipRequest
from scrutiny.section11.models import Round
from tenants.challenge.responses import Response, response_of, rounds_of


def round_here(request: PartnershipRequest, slug: str) -> Round:
    return get_object_or_404(rounds_of(request.partnership), slug=slug)


def response_here(request: PartnershipRequest, round_: Round, agency: str) -> Response:
    """Read anew; missing where the agency is not expected for this partnership."""
    found = response_of(request.partnership, round_, agency)
    if found is None:
        raise Http404("No such agency in this round")
    return found


def signed_here(request: PartnershipRequest, round_: Round, agency: str) -> Response:
    found = response_here(request, round_, agency)
    if found.current is None:
        raise Http404("This agency has signed no answers")
    return found
