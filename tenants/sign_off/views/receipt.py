from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from scrutiny.returns.presenters import is_audit
from scrutiny.returns.selectors import returns_of
from tenants.sign_off.audit_page import agencies_table, shown
from tenants.sign_off.presenters import receipt_address, receipt_rows, signed_table
from tenants.sign_off.selectors import submissions


@permit(Permission.READ_PARTNERSHIP)
def receipt(request: PartnershipRequest, pk: Any) -> HttpResponse:
    """Proof of a lodged return: what was signed, by whom, and its hash."""
    partnership = request.partnership
    signed = get_object_or_404(returns_of(partnership).select_related("partnership__area"), pk=pk)
    newer = getattr(signed, "superseded_by", None)
    agencies = shown(signed.content) if is_audit(signed) else []
    context = {
        "partnership": partnership,
        "signed": signed,
        "rows": receipt_rows(signed, submissions().filter(pk=signed.submission).first()),
        "table": agencies_table(agencies) if is_audit(signed) else signed_table(signed),
        "agencies": agencies,
        "newer": newer,
        "newer_url": receipt_address(partnership, newer) if newer else "",
        "older": signed.supersedes,
        "older_url": receipt_address(partnership, signed.supersedes) if signed.supersedes else "",
    }
    return render(request, "sign_off/receipt.html", context)
