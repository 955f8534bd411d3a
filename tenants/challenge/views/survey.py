"""The partnership's side of the practitioner survey: one link for each agency."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from kernel.errors import UserError
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from scrutiny.section11.models import Round
from tenants.challenge.actions import close_survey, open_survey
from tenants.challenge.forms import OpenSurveyForm
from tenants.challenge.practitioners import surveys, views
from tenants.challenge.presenters.surveys import surveys_table
from tenants.challenge.responses import Response, responses
from tenants.challenge.views.finding import response_here, round_here

TIME_TO_REPLY = timedelta(days=21)
"""What is suggested; the partnership decides."""


@permit(Permission.RUN_SURVEY)
def survey_list(request: PartnershipRequest, audit: str) -> HttpResponse:
    round_ = round_here(request, audit)
    day = timezone.localdate()
    found, asked = responses(request.partnership, round_), surveys(round_)
    grades = max((len(each.content.grades) for each in found), default=0)
    context = {
        "partnership": request.partnership,
        "round": round_,
        "table": surveys_table(round_, found, asked, views(asked.values(), day, grades), day),
    }
    return render(request, "challenge/surveys.html", context)


@permit(Permission.RUN_SURVEY)
def open_one(request: PartnershipRequest, audit: str, agency: str) -> HttpResponse:
    """Open a survey, and show its link the one time that it can be shown."""
    round_ = round_here(request, audit)
    response = response_here(request, round_, agency)
    posted = request.method == "POST"
    suggested = max(round_.closes_on, timezone.localdate() + TIME_TO_REPLY)
    form = OpenSurveyForm(request.POST if posted else None, initial={"closes_on": suggested})
    context = _context(request, round_, response) | {"form": form}
    if posted and form.is_valid():
        try:
            opened = open_survey(**_about(request, round_, response), **form.cleaned_data, by=request.user)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            path = reverse("survey:reply", args=[request.partnership.slug, opened.secret])
            context |= {"address": request.build_absolute_uri(path), "survey": opened.survey}
            return render(request, "challenge/survey_opened.html", context)
    return render(request, "challenge/open_survey.html", context)


@permit(Permission.RUN_SURVEY)
def close_one(request: PartnershipRequest, audit: str, agency: str) -> HttpResponse:
    """Ask, and close a survey for good."""
    round_ = round_here(request, audit)
    response = response_here(request, round_, agency)
    if request.method == "POST":
        try:
            close_survey(**_about(request, round_, response), by=request.user)
            messages.success(request, f"The survey about {response.organisation} has closed.")
        except UserError as error:
            messages.error(request, str(error))
        return redirect("challenge:surveys", request.partnership.slug, round_.slug)
    return render(request, "challenge/close_survey.html", _context(request, round_, response))


def _about(request: PartnershipRequest, round_: Round, response: Response) -> dict[str, Any]:
    return {"partnership": request.partnership, "round_": round_, "organisation": response.organisation}


def _context(request: PartnershipRequest, round_: Round, response: Response) -> dict[str, Any]:
    return {"partnership": request.partnership, "round": round_, "response": response}
