from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.permissions import Permission
from kernel.errors import UserError
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from scrutiny.returns.models import Return
from tenants.sign_off.actions import approve
from tenants.sign_off.forms import ApproveForm
from tenants.sign_off.models import State
from tenants.sign_off.presenters import receipt_address
from tenants.sign_off.selectors import submissions
from tenants.sign_off.views.submission import show


@permit(Permission.APPROVE_RETURN)
def approve_return(request: PartnershipRequest, pk: Any) -> HttpResponse:
    """Sign what was shown. A second click, or a second approver, is led to the one receipt."""
    waiting = get_object_or_404(submissions(), pk=pk)
    if request.method != "POST":
        return redirect("sign_off:submission", request.partnership.slug, waiting.pk)
    form = ApproveForm(request.POST)
    if not form.is_valid() and waiting.state == State.PREPARED:
        return show(request, waiting, approve_form=form)
    try:
        lodged = approve(
            partnership=request.partnership,
            submission_id=waiting.pk,
            seen_sha256=form.cleaned_data.get("seen_sha256", ""),
            by=request.user,
        )
    except UserError as error:
        waiting.refresh_from_db()
        form.add_error(None, str(error))
        return show(request, waiting, approve_form=form)
    _tell(request, lodged)
    return redirect(receipt_address(request.partnership, lodged))


def _tell(request: PartnershipRequest, lodged: Return) -> None:
    if lodged.approved_by == request.user.pk:
        messages.success(request, "Approved. The return is signed and lodged with the region.")
    else:
        messages.info(request, "Somebody else approved this return before you did. This is its receipt.")
