"""Agreements on sharing, as the coordinator keeps them."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.models import Person
from accounts.permissions import Permission
from benchmarking.reports.actions import NotNow, end_agreement, record_agreement
from benchmarking.reports.agreements import agreements
from benchmarking.reports.forms import AgreementForm, EndAgreementForm
from benchmarking.reports.presenters.agreement import agreement_rows
from partnerships.decorators import permit


@permit(Permission.MANAGE_REPORTS)
def list_agreements(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    shown = [(each, agreement_rows(each, today)) for each in agreements()]
    return render(request, "reports/agreements.html", {"agreements": shown})


@permit(Permission.MANAGE_REPORTS)
def record(request: HttpRequest) -> HttpResponse:
    form = AgreementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            record_agreement(**form.cleaned_data, by=cast(Person, request.user))
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Recorded. It holds for each partnership once its manager confirms it.")
            return redirect("reports:agreements")
    return render(request, "reports/agreement_record.html", {"form": form})


@permit(Permission.MANAGE_REPORTS)
def end(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(agreements(), pk=agreement)
    form = EndAgreementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            end_agreement(agreement=found, reason=form.cleaned_data["reason"], by=cast(Person, request.user))
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Ended. Nothing is named under it from now on.")
            return redirect("reports:agreements")
    rows = agreement_rows(found, timezone.localdate())
    return render(request, "reports/agreement_end.html", {"agreement": found, "rows": rows, "form": form})
