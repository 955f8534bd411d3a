from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.remembering import say_what_is_read
from partnerships.requests import PartnershipRequest
from scrutiny.returns.presenters import in_the_trail
from scrutiny.returns.selectors import returns_of


@permit(Permission.READ_PARTNERSHIP, remember="download signed text")
def payload(request: PartnershipRequest, pk: Any) -> HttpResponse:
    """The signed text, byte for byte, so that anyone can recompute its hash."""
    signed = get_object_or_404(returns_of(request.partnership), pk=pk)
    say_what_is_read(request, in_the_trail(signed))
    response = HttpResponse(signed.payload.encode(), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="return-{signed.short_hash}.json"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
