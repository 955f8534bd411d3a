"""Every agency of a round: how far it is, and its grades counted."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.permissions import can
from partnerships.requests import PartnershipRequest
from tenants.challenge.judged import moderated_grades
from tenants.challenge.presenters import overview
from tenants.challenge.responses import responses
from tenants.challenge.views.finding import round_here


@permit(Permission.READ_RESPONSES)
def agencies(request: PartnershipRequest, audit: str) -> HttpResponse:
    round_ = round_here(request, audit)
    found, moderated = responses(request.partnership, round_), moderated_grades(round_)
    context = {
        "partnership": request.partnership,
        "round": round_,
        "facts": overview.facts(found, moderated),
        "table": overview.agencies_table(round_, found, moderated),
        "editions": overview.standards(round_, request.partnership.slug, found),
        "may_survey": can(request.user, Permission.RUN_SURVEY, request.partnership),
    }
    return render(request, "challenge/agencies.html", context)
