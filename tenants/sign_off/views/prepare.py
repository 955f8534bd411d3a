from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.permissions import Permission
from kernel.errors import UserError
from kernel.periods import Period
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from scrutiny.returns.payload import hash_of
from tenants.dataset.presenters import figures_table
from tenants.dataset.selectors import periods_with_figures
from tenants.sign_off.actions import prepare
from tenants.sign_off.difference import changes
from tenants.sign_off.forms import PeriodForm, PrepareForm
from tenants.sign_off.freeze import freeze
from tenants.sign_off.presenters import (
    changes_table,
    figures_of,
    receipt_address,
    sent_back_facts,
    submission_address,
)
from tenants.sign_off.standing import Stage, Stand, stand_of
from tenants.sign_off.tasks import in_sentence


@permit(Permission.PREPARE_RETURN)
def prepare_return(request: PartnershipRequest) -> HttpResponse:
    """Show what would be frozen for a period, and freeze it for a second person to approve."""
    periods = periods_with_figures()
    choice = PeriodForm(periods, request.GET or None)
    if not choice.is_valid():
        context = {"partnership": request.partnership, "form": choice, "periods": periods}
        return render(request, "sign_off/choose.html", context)
    period = Period.parse(choice.cleaned_data["period"])
    stand = stand_of(request.partnership, period)
    is_correction = stand.standing is not None
    if request.method != "POST":
        return _show(request, stand, None)
    form = PrepareForm(request.POST, is_correction=is_correction)
    if not form.is_valid():
        return _show(request, stand, form)
    try:
        prepared = prepare(
            partnership=request.partnership,
            period=period,
            reason=form.cleaned_data.get("reason", ""),
            seen_sha256=form.cleaned_data["seen_sha256"],
            by=request.user,
        )
    except UserError as error:
        return _not_prepared(request, stand_of(request.partnership, period), form, str(error))
    messages.success(request, "Prepared. A second person now has to check and approve this return.")
    return redirect(submission_address(request.partnership, prepared))


def _not_prepared(request: PartnershipRequest, stand: Stand, form: PrepareForm, why: str) -> HttpResponse:
    """A second click, or a second person, is led to the return that waits already."""
    if stand.submission is not None:
        messages.info(request, "This return is prepared already and waits for approval.")
        return redirect(submission_address(request.partnership, stand.submission))
    form.add_error(None, why)
    return _show(request, stand, form)


def _show(request: PartnershipRequest, stand: Stand, form: PrepareForm | None) -> HttpResponse:
    context: dict[str, Any] = {
        "partnership": request.partnership,
        "stand": stand,
        "label": in_sentence(stand.period),
        "is_correction": stand.standing is not None,
        "receipt_url": receipt_address(request.partnership, stand.standing) if stand.standing else "",
        "submission_url": submission_address(request.partnership, stand.submission)
        if stand.submission
        else "",
        "figures_url": reverse("dataset:figures", args=[request.partnership.slug]),
        "unchanged": stand.stage is Stage.SIGNED,
        "back": sent_back_facts(request.partnership, stand.sent_back) if stand.sent_back else None,
    }
    try:
        content = freeze(request.partnership, stand.period)
    except UserError as error:
        return render(request, "sign_off/prepare.html", context | {"cannot": str(error)})
    now = figures_of(content)
    context["table"] = figures_table("What will be signed", now)
    context["sha256"] = hash_of(content)
    if stand.standing is not None:
        context["changes"] = changes_table(changes(stand.standing.figures, now))
    initial = {"reason": stand.returned.reason if stand.returned else ""}
    context["form"] = form or PrepareForm(is_correction=stand.standing is not None, initial=initial)
    return render(request, "sign_off/prepare.html", context)
