"""Publishing an issue, and a page that says how far it is. No script: it is looked at again by a link."""

import uuid
from functools import partial
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from accounts.permissions import Permission
from accounts.reauthentication import ask_again, is_fresh
from benchmarking.reports.actions import NotNow, begin_publishing, work
from benchmarking.reports.actions.publishing import parts_of_the_work
from benchmarking.reports.forms import PublishForm
from benchmarking.reports.models import Attempt, Issue
from benchmarking.reports.states import State
from benchmarking.reports.views.finding import issue_or_404
from kernel.background import in_background
from partnerships.decorators import permit

PUBLISH_AGAIN = (
    "You have confirmed that it is you. Nothing is published yet: read the page and publish again."
)
LOOK_AGAIN = 5  # seconds


@permit(Permission.MANAGE_REPORTS)
def publish(request: HttpRequest, issue: uuid.UUID) -> HttpResponse:
    found = issue_or_404(request.user, issue)
    page = reverse("reports:publish", args=[found.pk])
    if request.method != "POST":
        return _show(request, found, PublishForm(initial={"seen": len(found.taken)}))
    if not is_fresh(request):
        return ask_again(request, come_back_to=page, say=PUBLISH_AGAIN)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    seen = form.cleaned_data["seen"]
    try:
        attempt = begin_publishing(issue=found, seen=seen)
    except NotNow as error:
        form.add_error(None, str(error))
        return _show(request, found, form)
    in_background(partial(work, issue=found, token=attempt.token, seen=seen, by=cast(Person, request.user)))
    return redirect(page)


def _show(request: HttpRequest, issue: Issue, form: PublishForm) -> HttpResponse:
    attempt = None if issue.is_published else Attempt.objects.filter(issue=issue).first()
    alive = attempt is not None and attempt.is_alive(timezone.now())
    context = {
        "issue": issue,
        "form": form,
        "is_final": issue.state == State.FINAL,
        "attempt": attempt,
        "alive": alive,
        "died": attempt is not None and attempt.ended_at is None and not alive,
        "parts": _parts(attempt.done) if attempt is not None and alive else [],
        "watch": alive and request.GET.get("watch") == "on",
    }
    response = render(request, "reports/publish.html", context)
    if context["watch"]:
        response["Refresh"] = str(
            LOOK_AGAIN
        )  # only where the person asked for it, and the page says how to stop it
    return response


def _parts(done: int) -> list[dict[str, str]]:
    return [
        {"text": text, "state": "done" if place < done else "current" if place == done else "todo"}
        for place, text in enumerate(parts_of_the_work())
    ]
