from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from scrutiny.returns.selectors import returns_of


@permit(Permission.READ_PARTNERSHIP)
def payload(request: PartnershipRequest, pk: Any) -> HttpResponse:
    """The signed text, byte for byte, so that anyone can recompute its hash."""
    signed = get_object_or_404(returns_of(request.partnership), pk=pk)
    response = HttpResponse(signed.payload.encode(), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="return-{signed.short_hash}.json"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
