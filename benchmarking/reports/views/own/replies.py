"""A partnership's right of reply, on its own pages: what it is written to is read in the region, the reply inside."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.permissions import Permission
from accounts.reauthentication import ask_again, is_fresh
from benchmarking.reports.actions import NotNow, sign_reply
from benchmarking.reports.forms import ReplyForm
from benchmarking.reports.hints import numbers_to_look_at
from benchmarking.reports.models import Issue, Reply
from benchmarking.reports.presenters.issue import own_replies_table
from benchmarking.reports.reading import may_read, readable
from benchmarking.reports.selectors import issues, sections_of
from benchmarking.reports.states import REPLIED_IN
from partnerships.context import in_region
from partnerships.decorators import permit
from partnerships.permissions import can
from partnerships.requests import PartnershipRequest

SIGN_AGAIN = "You have confirmed that it is you. Nothing is signed yet: write your reply and sign it."


@permit(Permission.READ_FACTUAL_CHECK)
def replies(request: PartnershipRequest) -> HttpResponse:
    """The issues that take replies now."""
    with in_region():
        found = [each for each in readable(request.user, issues()) if each.state in REPLIED_IN]
    context = {
        "partnership": request.partnership,
        "issues": found,
        "may_reply": can(request.user, Permission.REPLY_TO_REPORT, request.partnership),
    }
    return render(request, "reports/own/replies.html", context)


@permit(Permission.READ_FACTUAL_CHECK)
def sections(request: PartnershipRequest, issue: uuid.UUID) -> HttpResponse:
    """One issue, section by section, with what the partnership signed."""
    found, names = _open_issue(request, issue)
    partnership = request.partnership
    rows = Reply.objects.filter(issue=found, partnership=partnership).order_by("version")
    may_reply = can(request.user, Permission.REPLY_TO_REPORT, partnership)
    newest = {row.about: row for row in rows}
    context = {
        "partnership": partnership,
        "issue": found,
        "table": own_replies_table(partnership.slug, found, names, newest, may_reply=may_reply),
        "may_reply": may_reply,
    }
    return render(request, "reports/own/sections.html", context)


@permit(Permission.REPLY_TO_REPORT)
def reply(request: PartnershipRequest, issue: uuid.UUID, about: str) -> HttpResponse:
    """Sign the reply to one section, by somebody who showed who they are a moment ago."""
    found, names = _open_issue(request, issue)
    if about not in dict(names):
        raise Http404("The report has no such section.")
    here = reverse("replies:reply", args=[request.partnership.slug, found.pk, about])
    if not is_fresh(request):  # asked before anything is typed, so that no text is lost on the way
        return ask_again(request, come_back_to=here, say=SIGN_AGAIN)
    rows = Reply.objects.filter(issue=found, partnership=request.partnership, about=about)
    versions = list(rows.order_by("-version"))
    newest = versions[0] if versions else None
    initial = {"text": newest.text if newest else "", "seen": newest.version if newest else 0}
    form = ReplyForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and _sign(request, found, about, form):
        return redirect("replies:sections", request.partnership.slug, found.pk)
    context = {
        "partnership": request.partnership,
        "issue": found,
        "section": dict(names)[about],
        "form": form,
        "versions": versions,
    }
    return render(request, "reports/own/reply.html", context)


def _sign(request: PartnershipRequest, issue: Issue, about: str, form: ReplyForm) -> bool:
    """Whether it is signed; otherwise the form says why not."""
    text = form.cleaned_data["text"]
    try:
        row = sign_reply(
            issue=issue, partnership=request.partnership, about=about, text=text,
            seen=form.cleaned_data["seen"], by=request.user,
        )  # fmt: skip
    except NotNow as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, f"Version {row.version} of your reply is signed.")
    if said := numbers_to_look_at(text, issue.run.definitions.values()):
        messages.warning(request, said)
    return True


def _open_issue(request: PartnershipRequest, pk: uuid.UUID) -> tuple[Issue, list[tuple[str, Any]]]:
    """An issue that takes replies, with its sections. Read in the region: a partnership's role knows neither."""
    with in_region():
        found = issues().filter(pk=pk).first()
        if found is None or found.state not in REPLIED_IN or not may_read(request.user, found):
            raise Http404("There is no such issue.")
        return found, sections_of(found.run)
