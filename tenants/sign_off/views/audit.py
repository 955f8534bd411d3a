"""A partnership's audit return: what it would say, and freezing it for a second person."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.permissions import Permission
from kernel.errors import UserError
from partnerships.decorators import permit
from partnerships.permissions import can
from partnerships.requests import PartnershipRequest
from scrutiny.returns.payload import hash_of
from scrutiny.section11.models import Round
from tenants.challenge.responses import rounds_of
from tenants.sign_off.actions import prepare_audit, says_the_same
from tenants.sign_off.audit_content import cautions, freeze_audit, gather, period_of, standing_audit
from tenants.sign_off.audit_page import agencies_table, changed_since, shown
from tenants.sign_off.forms import PrepareForm
from tenants.sign_off.models import State
from tenants.sign_off.presenters import audit_address, audit_rows, receipt_address
from tenants.sign_off.selectors import audit_submissions


@permit(Permission.FOLLOW_AUDIT)
def audit(request: PartnershipRequest, audit: str) -> HttpResponse:
    """Where the return stands; and for those who prepare it, exactly what would be frozen."""
    round_ = round_of(request, audit)
    standing = standing_audit(request.partnership, round_)
    form = PrepareForm(request.POST if request.method == "POST" else None, is_correction=standing is not None)
    may_prepare = can(request.user, Permission.PREPARE_AUDIT_RETURN, request.partnership)
    if request.method == "POST" and may_prepare and form.is_valid():
        try:
            prepared = prepare_audit(
                partnership=request.partnership,
                round_=round_,
                reason=form.cleaned_data.get("reason", ""),
                seen_sha256=form.cleaned_data["seen_sha256"],
                by=request.user,
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Prepared. A second person now has to check and approve this return.")
            return redirect(audit_address(request.partnership, prepared))
    return _show(request, round_, standing, form, may_prepare=may_prepare)


def round_of(request: PartnershipRequest, slug: str) -> Round:
    return get_object_or_404(rounds_of(request.partnership), slug=slug)


def _show(
    request: PartnershipRequest, round_: Round, standing: Any, form: PrepareForm, *, may_prepare: bool
) -> HttpResponse:
    partnership = request.partnership
    history = list(audit_submissions(round_).defer("content"))
    waiting = next((each for each in history if each.state == State.PREPARED), None)
    context: dict[str, Any] = {
        "partnership": partnership,
        "round": round_,
        "form": form,
        "standing": standing,
        "receipt_url": receipt_address(partnership, standing) if standing else "",
        "waiting_url": audit_address(partnership, waiting) if waiting else "",
        "history": audit_rows(partnership, history) if history else None,
        "may_prepare": may_prepare,
    }
    if may_prepare and waiting is None:
        context |= _would_be_signed(request, round_, standing)
    return render(request, "sign_off/audit.html", context)


def _would_be_signed(request: PartnershipRequest, round_: Round, standing: Any) -> dict[str, Any]:
    day = timezone.localdate()
    gathered = gather(request.partnership, round_, day)
    told = {"cautions": list(cautions(gathered, day))}
    try:
        period = standing.period if standing else period_of(round_)
        content = freeze_audit(request.partnership, round_, period, gathered)
    except UserError as error:
        return told | {"cannot": str(error)}
    rows = shown(content)
    found = told | {"agencies": rows, "table": agencies_table(rows), "sha256": hash_of(content)}
    if standing is not None:
        found |= {
            "unchanged": says_the_same(standing, content),
            "changes": changed_since(standing.content, content),
        }
    return found
