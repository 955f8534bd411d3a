"""Returning answers for changes, moderating one, and releasing words."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from kernel.errors import UserError
from partnerships.context import in_region
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from scrutiny.independence.selectors import conflicts
from scrutiny.section11.models import Round
from tenants.challenge.actions import decide_releases, moderate, return_for_changes
from tenants.challenge.evidence import kept_of
from tenants.challenge.forms import ModerateForm, ReleaseForm, ReturnForm
from tenants.challenge.judged import Judged, judged, moderated_grades
from tenants.challenge.models import Survey
from tenants.challenge.practitioners import views
from tenants.challenge.presenters.reading import practitioners_said, reads_of
from tenants.challenge.released import released, releases
from tenants.challenge.responses import Response
from tenants.challenge.views.agency import survey_said
from tenants.challenge.views.finding import round_here, signed_here


@permit(Permission.CHALLENGE_RESPONSES)
def give_back(request: PartnershipRequest, audit: str, agency: str) -> HttpResponse:
    round_ = round_here(request, audit)
    response = signed_here(request, round_, agency)
    posted = request.method == "POST"
    form = ReturnForm(request.POST if posted else None, response=response)
    if posted and form.is_valid():
        try:
            return_for_changes(**_about(request, round_, response), **form.cleaned_data, by=request.user)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Returned to {response.organisation} for changes.")
            return redirect(_page(response, round_))
    return render(request, "challenge/give_back.html", _context(request, round_, response, form))


@permit(Permission.MODERATE_RESPONSES)
def moderate_answer(request: PartnershipRequest, audit: str, agency: str, statement: str) -> HttpResponse:
    round_ = round_here(request, audit)
    response = signed_here(request, round_, agency)
    if statement not in response.answers:
        raise Http404("The agency did not answer this statement")
    with in_region():
        ties = conflicts(request.user, response.organisation, timezone.localdate())
    found = judged(response, moderated_grades(round_, agency)[agency])
    posted = request.method == "POST"
    form = ModerateForm(request.POST if posted else None, response=response, statement=statement)
    if posted and form.is_valid():
        try:
            moderate(
                **_about(request, round_, response), statement=statement, **form.cleaned_data, by=request.user
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Recorded. It stands beside the agency's own grade.")
            return redirect(f"{_page(response, round_)}#statement-{statement}")
    reads = reads_of(round_, response, found, kept_of([response]), may_moderate=False)
    newest = found.get(statement, Judged()).newest
    read = next(each for each in reads if each.question.statement.id == statement)
    survey = Survey.objects.filter(round=round_.slug, organisation=agency).first()
    day = timezone.localdate()
    view = views([survey], day, len(response.content.grades)).get(agency) if survey else None
    context = _context(request, round_, response, form) | {
        "read": read,
        "practitioners": practitioners_said(response, view, read.question.standard.id),
        "survey_said": survey_said(survey, view is not None, day),
        "ties": [each.words for each in ties],
        "seen_moderation": str(newest.pk) if newest else "",
    }
    return render(request, "challenge/moderate.html", context)


@permit(Permission.RUN_SURVEY)
def release(request: PartnershipRequest, audit: str, agency: str) -> HttpResponse:
    """Tick what may go to the region; take the tick away to take it back."""
    round_ = round_here(request, audit)
    response = signed_here(request, round_, agency)
    current: Any = response.current
    stands = released(response, releases(round_, agency)[agency])
    posted = request.method == "POST"
    initial = {"narratives": list(stands.narratives), "actions": list(stands.actions)}
    form = ReleaseForm(request.POST if posted else None, response=response, version=current, initial=initial)
    if posted and form.is_valid():
        chosen = {name: form.cleaned_data.get(name, []) for name in ("narratives", "actions")}
        seen = form.cleaned_data["seen_sha256"]
        try:
            decide_releases(**_about(request, round_, response), **chosen, seen_sha256=seen, by=request.user)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Saved. What is ticked goes to the region with the next signed return.")
            return redirect(_page(response, round_))
    return render(request, "challenge/release.html", _context(request, round_, response, form))


def _about(request: PartnershipRequest, round_: Round, response: Response) -> dict[str, Any]:
    return {
        "partnership": request.partnership,
        "round_": round_,
        "organisation": response.organisation,
    }


def _context(request: PartnershipRequest, round_: Round, response: Response, form: Any) -> dict[str, Any]:
    return {
        "partnership": request.partnership,
        "round": round_,
        "response": response,
        "form": form,
        "agency_url": _page(response, round_),
        "seen_sha256": response.current.sha256 if response.current else "",
    }


def _page(response: Response, round_: Round) -> str:
    return reverse("challenge:agency", args=[response.area, round_.slug, response.organisation.slug])
