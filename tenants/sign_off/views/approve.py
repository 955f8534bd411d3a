from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.permissions import Permission
from accounts.reauthentication import ask_again, is_fresh
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from scrutiny.returns.models import Return
from tenants.sign_off.forms import ApproveForm
from tenants.sign_off.presenters import receipt_address
from tenants.sign_off.selectors import submissions
from tenants.sign_off.views.deciding import approved
from tenants.sign_off.views.submission import show

APPROVE_AGAIN = (
    "You have confirmed that it is you. Nothing is signed yet: check the figures and approve again."
)


@permit(Permission.APPROVE_RETURN)
def approve_return(request: PartnershipRequest, pk: Any) -> HttpResponse:
    """Sign what was shown, by somebody who showed who they are a moment ago.

    A second click, or a second approver, is led to the one receipt.
    """
    waiting = get_object_or_404(submissions(), pk=pk)
    page = reverse("sign_off:submission", args=[request.partnership.slug, waiting.pk])
    if request.method != "POST":
        return redirect(page)
    if not is_fresh(request):
        return ask_again(request, come_back_to=page, say=APPROVE_AGAIN)
    form = ApproveForm(request.POST)
    lodged = approved(request, waiting, form)
    if lodged is None:
        return show(request, waiting, approve_form=form)
    told(request, lodged)
    return redirect(receipt_address(request.partnership, lodged))


def told(request: PartnershipRequest, lodged: Return) -> None:
    if lodged.approved_by == request.user.pk:
        messages.success(request, "Approved. The return is signed and lodged with the region.")
    else:
        messages.info(request, "Somebody else approved this return before you did. This is its receipt.")
