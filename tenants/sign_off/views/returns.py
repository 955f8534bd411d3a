from django.http import HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.permissions import can
from partnerships.requests import PartnershipRequest
from scrutiny.returns.selectors import returns_of
from tenants.sign_off.presenters import returned_table, returns_table
from tenants.sign_off.selectors import sent_back


@permit(Permission.READ_PARTNERSHIP)
def returns(request: PartnershipRequest) -> HttpResponse:
    """Every return the partnership signed, and what was sent back on the way."""
    partnership = request.partnership
    signed, returned = list(returns_of(partnership)), list(sent_back())
    context = {
        "partnership": partnership,
        "table": returns_table(partnership, signed) if signed else None,
        "returned": returned_table(partnership, returned) if returned else None,
        "may_prepare": can(request.user, Permission.PREPARE_RETURN, partnership),
    }
    return render(request, "sign_off/returns.html", context)
