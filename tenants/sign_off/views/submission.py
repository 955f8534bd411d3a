from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from tenants.sign_off.forms import ApproveForm, SendBackForm
from tenants.sign_off.models import Submission
from tenants.sign_off.selectors import submissions
from tenants.sign_off.submission_page import submission_context


@permit(Permission.READ_PARTNERSHIP)
def submission(request: PartnershipRequest, pk: Any) -> HttpResponse:
    """What was prepared, exactly; and for those who may, the decision on it."""
    return show(request, get_object_or_404(submissions(), pk=pk))


def show(
    request: PartnershipRequest,
    waiting: Submission,
    *,
    approve_form: ApproveForm | None = None,
    send_back_form: SendBackForm | None = None,
) -> HttpResponse:
    context = submission_context(request, waiting) | {
        "approve_form": approve_form or ApproveForm(),
        "send_back_form": send_back_form or SendBackForm(),
        "form": approve_form or send_back_form,
    }
    return render(request, "sign_off/submission.html", context)
