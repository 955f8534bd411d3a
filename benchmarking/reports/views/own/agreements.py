"""Agreements on sharing that name the partnership, which its manager confirms."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from accounts.reauthentication import ask_again, is_fresh
from benchmarking.reports.actions import NotNow, answer_agreement
from benchmarking.reports.agreements import agreements_with, confirmed, holds_on
from benchmarking.reports.presenters.agreement import own_rows
from partnerships.decorators import permit
from partnerships.permissions import can
from partnerships.requests import PartnershipRequest

CONFIRM_AGAIN = "You have confirmed that it is you. Nothing is confirmed yet: please press the button again."


@permit(Permission.SEE_NAMED_VALUES)
def own_agreements(request: PartnershipRequest) -> HttpResponse:
    partnership, today = request.partnership, timezone.localdate()
    shown = [
        {
            "agreement": each,
            "rows": own_rows(each, partnership, today),
            "confirmed": partnership.pk in confirmed(each),
            "can_be_confirmed": holds_on(each, max(today, each.starts_on)),
        }
        for each in agreements_with(partnership)
    ]
    context = {
        "partnership": partnership,
        "agreements": shown,
        "may_confirm": can(request.user, Permission.CONFIRM_AGREEMENT, partnership),
    }
    return render(request, "reports/own/agreements.html", context)


@permit(Permission.CONFIRM_AGREEMENT)
def answer(request: PartnershipRequest, agreement: uuid.UUID, word: str) -> HttpResponse:
    """Confirm it, or take the confirmation back, by somebody who showed who they are a moment ago."""
    found = get_object_or_404(agreements_with(request.partnership), pk=agreement)
    page = reverse("replies:agreements", args=[request.partnership.slug])
    if request.method != "POST":
        return redirect(page)
    if not is_fresh(request):
        return ask_again(request, come_back_to=page, say=CONFIRM_AGAIN)
    try:
        answer_agreement(
            agreement=found, partnership=request.partnership, confirms=word == "confirm", by=request.user
        )
    except NotNow as error:
        messages.warning(request, str(error))
    else:
        messages.success(
            request, "Confirmed." if word == "confirm" else "Taken back. It names you no longer."
        )
    return redirect(page)
