"""What one agency signed: as it stands, and what it signed before."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.permissions import can
from partnerships.requests import PartnershipRequest
from scrutiny.section11.returning import why_challenge_is_over
from tenants.challenge.evidence import kept_of
from tenants.challenge.judged import judged, moderated_grades
from tenants.challenge.models import Survey
from tenants.challenge.practitioners import views
from tenants.challenge.presenters.overview import requests_said
from tenants.challenge.presenters.reading import sections
from tenants.challenge.presenters.versions import changes, evidence_of, grades_table
from tenants.challenge.presenters.wording import counted, moment
from tenants.challenge.responses import Response
from tenants.challenge.views.finding import round_here, signed_here


@permit(Permission.READ_RESPONSES)
def agency(request: PartnershipRequest, audit: str, agency: str) -> HttpResponse:
    round_ = round_here(request, audit)
    response = signed_here(request, round_, agency)
    survey = Survey.objects.filter(round=round_.slug, organisation=agency).first()
    day = timezone.localdate()
    view = views([survey], day, len(response.content.grades)).get(agency) if survey else None
    over = why_challenge_is_over(round_, day)
    may_moderate = can(request.user, Permission.MODERATE_RESPONSES, request.partnership) and not over
    found = judged(response, moderated_grades(round_, agency)[agency])
    context = {
        "partnership": request.partnership,
        "round": round_,
        "response": response,
        "rows": _rows(response),
        "requests": list(requests_said(response)),
        "earlier": response.versions[:-1],
        "sections": sections(round_, response, found, view, kept_of([response]), may_moderate=may_moderate),
        "survey_said": survey_said(survey, view is not None, day),
        "over": over,
        "may_return": can(request.user, Permission.CHALLENGE_RESPONSES, request.partnership) and not over,
        "may_release": can(request.user, Permission.RUN_SURVEY, request.partnership),
    }
    return render(request, "challenge/agency.html", context)


@permit(Permission.READ_RESPONSES)
def earlier(request: PartnershipRequest, audit: str, agency: str, number: int) -> HttpResponse:
    """What was signed before, and what the agency changed when it signed next."""
    round_ = round_here(request, audit)
    response = signed_here(request, round_, agency)
    then, after = response.version(number), response.version(number + 1)
    if then is None or after is None:
        raise Http404("No such earlier answers")
    context = {
        "partnership": request.partnership,
        "round": round_,
        "response": response,
        "then": then,
        "after": after,
        "changes": list(changes(response, then, after)),
        "table": grades_table(response, then),
        "evidence": list(evidence_of(round_, response, then, kept_of([response]))),
        "then_said": f"{then.signed_role}, {moment(then.signed_at)}",
        "after_said": f"{after.signed_role}, {moment(after.signed_at)}",
    }
    return render(request, "challenge/earlier.html", context)


def _rows(response: Response) -> list[tuple[str, Any]]:
    signed = response.current
    assert signed is not None  # noqa: S101 - the page is of agencies that signed
    grades = [each["grade"] for each in response.answers.values()]
    return [
        ("Answers to", f"{response.content.name}, {response.expected.get_legal_basis_display()}"),
        ("Stage", response.stage.label),
        ("Signed by", f"{signed.signed_role}, {moment(signed.signed_at)}"),
        ("Its own grades", counted(response, grades)),
    ]


def survey_said(survey: Survey | None, shown: bool, day: date) -> str:
    if survey is None:
        return "Practitioners were not asked."
    if survey.is_open_on(day):
        return (
            f"Practitioners are being asked until {survey.closes_on:%-d %B %Y}. Results are shown after that."
        )
    if not shown:
        return "Fewer than five replies came from practitioners, so none of them are shown."
    last = timezone.localdate(survey.closed_at) if survey.closed_at else survey.closes_on
    return f"Practitioners were asked from {survey.opened_on:%-d %B %Y} to {last:%-d %B %Y}."
