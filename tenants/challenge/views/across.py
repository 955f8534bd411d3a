"""Reading across: one standard or one statement, all agencies side by side."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from tenants.challenge.evidence import kept_of
from tenants.challenge.judged import judged, moderated_grades
from tenants.challenge.presenters import across
from tenants.challenge.presenters.reading import Read, reads_of
from tenants.challenge.responses import responses
from tenants.challenge.views.finding import round_here


@permit(Permission.READ_RESPONSES)
def standard(request: PartnershipRequest, audit: str, standard: str) -> HttpResponse:
    round_ = round_here(request, audit)
    found = across.tables(round_, standard, responses(request.partnership, round_), moderated_grades(round_))
    if not found:
        raise Http404("No such standard in this round")
    context = {
        "partnership": request.partnership,
        "round": round_,
        "title": found[0]["standard"].title,
        "editions": found,
    }
    return render(request, "challenge/standard.html", context)


@permit(Permission.READ_RESPONSES)
def statement(request: PartnershipRequest, audit: str, statement: str) -> HttpResponse:
    round_ = round_here(request, audit)
    moderated = moderated_grades(round_)
    reads: list[Read] = []
    found = responses(request.partnership, round_)
    kept = kept_of(found)
    for response in found:
        here = judged(response, moderated.get(response.organisation.slug, []))
        mine = reads_of(round_, response, here, kept, may_moderate=False)
        reads += [each for each in mine if each.question.statement.id == statement]
    if not reads:
        raise Http404("No such statement in this round")
    context: dict[str, Any] = {
        "partnership": request.partnership,
        "round": round_,
        "text": reads[0].question.statement.text,
        "standard": reads[0].question.standard,
        "reads": [each for each in reads if each.answer],
        "silent": [each.response.organisation.name for each in reads if not each.answer],
    }
    return render(request, "challenge/statement.html", context)
