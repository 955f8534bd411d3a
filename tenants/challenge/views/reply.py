"""Where a practitioner replies. Open to whoever has the link; nothing is asked and nothing kept of who that is.

The address names the area by another word than `partnership`, on which the middleware would enter it and ask for a
sign-in. The view enters by itself, for reading the survey and for keeping the reply, and for nothing else.
"""

import secrets

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kernel.canonical import sha256_hex
from kernel.errors import UserError
from partnerships.context import inside
from partnerships.decorators import open_to_all
from partnerships.models import Partnership
from partnerships.selectors import open_partnerships
from scrutiny.section11.models import Round
from tenants.challenge.actions import reply
from tenants.challenge.actions.survey import TEN_MINUTES, TooMany, count_reply
from tenants.challenge.forms import ReplyForm
from tenants.challenge.models import Survey
from tenants.challenge.responses import Response, response_of

WRONG = "This link does not lead to a survey. Check that you have copied all of it, or ask whoever sent it to you."


@open_to_all
def reply_to_survey(request: HttpRequest, area: str, secret: str) -> HttpResponse:
    partnership = open_partnerships().filter(slug=area).first()
    survey = _survey(partnership, secret) if partnership else None
    if partnership is None or survey is None:
        return _says(request, "There is no such survey", WRONG, status=404)
    if not survey.is_open_on(timezone.localdate()):
        last = timezone.localdate(survey.closed_at) if survey.closed_at else survey.closes_on
        return _says(
            request, "This survey has closed", f"It took replies until {last:%-d %B %Y}.", status=410
        )
    response = _response(partnership, survey)
    form = ReplyForm(request.POST if request.method == "POST" else None, response=response)
    if request.method == "POST" and form.is_valid():
        return _kept(request, partnership, survey, form)
    context = {
        "form": form,
        "organisation": response.organisation,
        "partnership": partnership,
        "survey": survey,
        "once": request.POST.get("once") or secrets.token_hex(16),
    }
    return _not_kept(render(request, "challenge/survey.html", context))


def _kept(request: HttpRequest, partnership: Partnership, survey: Survey, form: ReplyForm) -> HttpResponse:
    """A form that is sent twice, by a second click or by loading the thanks again, is kept once."""
    sent_before = f"survey-form:{sha256_hex(request.POST.get('once', '')[:64])}"
    if cache.add(sent_before, True, TEN_MINUTES):
        try:
            count_reply(survey)
            with inside(partnership):
                reply(survey=survey, grades=form.grades)
        except Exception as error:
            cache.delete(sent_before)  # nothing was kept: it may be sent again
            if not isinstance(error, UserError):
                raise
            status = 429 if isinstance(error, TooMany) else 410
            return _says(request, "Your reply was not kept", str(error), status=status)
    return _says(request, "Thank you", "Your reply was kept. It cannot be traced to you, nor changed.")


def _survey(partnership: Partnership, secret: str) -> Survey | None:
    with inside(partnership):
        return Survey.objects.filter(secret_sha256=sha256_hex(secret)).first()


def _response(partnership: Partnership, survey: Survey) -> Response:
    with inside(partnership):
        found = response_of(partnership, Round.objects.get(slug=survey.round), survey.organisation)
    if found is None:
        raise LookupError(f"the survey {survey.pk} is about an agency that is not expected")
    return found


def _says(request: HttpRequest, title: str, words: str, status: int = 200) -> HttpResponse:
    page = render(request, "challenge/survey_says.html", {"title": title, "words": words}, status=status)
    return _not_kept(page)


def _not_kept(response: HttpResponse) -> HttpResponse:
    """No shared computer keeps the page, nor search engines the link."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
