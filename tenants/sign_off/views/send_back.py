from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.permissions import can
from partnerships.requests import PartnershipRequest
from tenants.sign_off.forms import SendBackForm
from tenants.sign_off.models import Submission
from tenants.sign_off.selectors import submissions
from tenants.sign_off.submission_page import may_send_back
from tenants.sign_off.views.deciding import sent_back
from tenants.sign_off.views.submission import show


@permit(Permission.READ_PARTNERSHIP)
def send_return_back(request: PartnershipRequest, pk: Any) -> HttpResponse:
    """Send a prepared return back for changes; whoever prepared it may take it back the same way."""
    roles = {
        "may_approve": can(request.user, Permission.APPROVE_RETURN, request.partnership),
        "may_prepare": can(request.user, Permission.PREPARE_RETURN, request.partnership),
    }
    waiting = get_object_or_404(submissions(), pk=pk) if any(roles.values()) else None
    if waiting is None or not may_send_back(waiting, request.user.pk, **roles):
        raise PermissionDenied("This page is for approvers and for whoever prepared the return.")
    if request.method != "POST":
        return redirect("sign_off:submission", request.partnership.slug, waiting.pk)
    form = SendBackForm(request.POST)
    returned = sent_back(request, waiting, form)
    if returned is None:
        return show(request, waiting, send_back_form=form)
    messages.success(request, _done(request, returned))
    return redirect("sign_off:submission", request.partnership.slug, returned.pk)


def _done(request: PartnershipRequest, returned: Submission) -> str:
    if returned.prepared_by == request.user.pk:
        return "Taken back. Nothing was signed; you can change the figures and prepare the return again."
    return "Sent back for changes. Nothing was signed."
