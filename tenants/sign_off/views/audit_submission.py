"""A prepared audit return, and the decision on it."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import Permission
from accounts.reauthentication import ask_again, is_fresh
from kernel.errors import UserError
from partnerships.decorators import permit
from partnerships.permissions import can
from partnerships.requests import PartnershipRequest
from scrutiny.returns.models import Return
from scrutiny.returns.payload import hash_of
from tenants.sign_off.actions import content_again
from tenants.sign_off.audit_page import agencies_table, changed_since, shown
from tenants.sign_off.counting import count_again
from tenants.sign_off.forms import ApproveForm, SendBackForm
from tenants.sign_off.models import State, Submission
from tenants.sign_off.presenters import audit_address, receipt_address, steps_of, submission_rows
from tenants.sign_off.selectors import audit_submissions
from tenants.sign_off.submission_page import may_send_back
from tenants.sign_off.views.approve import told
from tenants.sign_off.views.audit import round_of
from tenants.sign_off.views.deciding import approved, sent_back

APPROVE_AGAIN = (
    "You have confirmed that it is you. Nothing is signed yet: check the return and approve again."
)
CONFIRM = "I have checked this return and approve it as the partnership's"
CONFIRM_FIRST = "Confirm that you have checked the return"


def approve_form(*args: Any) -> ApproveForm:
    form = ApproveForm(*args)
    form.fields["confirm"].label = CONFIRM
    form.fields["confirm"].error_messages["required"] = CONFIRM_FIRST
    return form


@permit(Permission.FOLLOW_AUDIT)
def audit_submission(request: PartnershipRequest, audit: str, pk: Any) -> HttpResponse:
    return _show(request, _submission(request, audit, pk))


@permit(Permission.APPROVE_RETURN)
def approve_audit(request: PartnershipRequest, audit: str, pk: Any) -> HttpResponse:
    """Sign what was shown, by somebody who showed who they are a moment ago."""
    waiting = _submission(request, audit, pk)
    page = audit_address(request.partnership, waiting)
    if request.method != "POST":
        return redirect(page)
    if not is_fresh(request):
        return ask_again(request, come_back_to=page, say=APPROVE_AGAIN)
    form = approve_form(request.POST)
    lodged = approved(request, waiting, form)
    if lodged is None:
        return _show(request, waiting, approving=form)
    count_again(waiting.round)
    told(request, lodged)
    return redirect(receipt_address(request.partnership, lodged))


@permit(Permission.FOLLOW_AUDIT)
def send_audit_back(request: PartnershipRequest, audit: str, pk: Any) -> HttpResponse:
    """Send it back for changes; whoever prepared it may take it back the same way."""
    roles = _roles(request)
    if not any(roles.values()):
        raise PermissionDenied("This page is for approvers and for whoever prepared the return.")
    waiting = _submission(request, audit, pk)
    if not may_send_back(waiting, request.user.pk, **roles):
        raise Http404("Somebody else prepared this return, and takes it back")
    page = audit_address(request.partnership, waiting)
    if request.method != "POST":
        return redirect(page)
    form = SendBackForm(request.POST)
    if sent_back(request, waiting, form) is None:
        return _show(request, waiting, sending=form)
    messages.success(request, "Sent back. Nothing was signed.")
    return redirect(page)


def _submission(request: PartnershipRequest, audit: str, pk: Any) -> Submission:
    return get_object_or_404(audit_submissions(round_of(request, audit)), pk=pk)


def _roles(request: PartnershipRequest) -> dict[str, bool]:
    return {
        "may_approve": can(request.user, Permission.APPROVE_RETURN, request.partnership),
        "may_prepare": can(request.user, Permission.PREPARE_AUDIT_RETURN, request.partnership),
    }


def _show(
    request: PartnershipRequest,
    submission: Submission,
    *,
    approving: ApproveForm | None = None,
    sending: SendBackForm | None = None,
) -> HttpResponse:
    partnership, roles = request.partnership, _roles(request)
    corrected = Return.objects.filter(pk=submission.supersedes).first() if submission.supersedes else None
    content = json.loads(submission.content)
    rows = shown(content)
    waits = submission.state == State.PREPARED
    lodged = Return.objects.filter(pk=submission.return_id).first() if submission.return_id else None
    context = roles | {
        "partnership": partnership,
        "round": round_of(request, submission.round),
        "submission": submission,
        "rows": submission_rows(partnership, submission, corrected),
        "steps": steps_of(submission),
        "agencies": rows,
        "table": agencies_table(rows),
        "changes": changed_since(corrected.content, content) if corrected else None,
        "waits": waits,
        "sent_back": submission.state == State.SENT_BACK,
        "stale": waits and _changed_since(request, submission),
        "mine": submission.prepared_by == request.user.pk,
        "may_send_back": may_send_back(submission, request.user.pk, **roles),
        "receipt_url": receipt_address(partnership, lodged) if lodged else "",
        "approve_form": approving or approve_form(),
        "send_back_form": sending or SendBackForm(),
        "form": approving or sending,
    }
    return render(request, "sign_off/audit_submission.html", context)


def _changed_since(request: PartnershipRequest, submission: Submission) -> bool:
    try:
        return hash_of(content_again(submission, request.partnership)) != submission.content_sha256
    except UserError:
        return True
