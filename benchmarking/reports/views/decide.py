"""The coordinator's page of an issue: where it stands, what is said in it, and its next step."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Person
from accounts.permissions import Permission
from benchmarking.reports.actions import NotNow, take_step
from benchmarking.reports.forms import BackForm, FinalForm, SeenForm
from benchmarking.reports.issuing import differing
from benchmarking.reports.models import Issue
from benchmarking.reports.presenters.issue import (
    READERS,
    commentary_table,
    record_table,
    replies_table,
    way_of,
)
from benchmarking.reports.selectors import commentary_of, replies_of, sections_of, standing_issue
from benchmarking.reports.states import COMMENTED_IN, State
from benchmarking.reports.views.finding import issue_or_404
from partnerships.decorators import permit

FORMS: dict[State, type[SeenForm]] = {
    State.FACTUAL_CHECK: SeenForm,
    State.DRAFT: BackForm,
    State.FINAL: FinalForm,
}
DONE = {
    State.FACTUAL_CHECK: "The factual check is open. The partnerships' people can read this issue now.",
    State.DRAFT: "This issue is a draft again.",
    State.FINAL: "This issue is final. Its commentary is frozen.",
}


@permit(Permission.MANAGE_REPORTS)
def decide(request: HttpRequest, issue: uuid.UUID) -> HttpResponse:
    return show(request, issue_or_404(request.user, issue))


@permit(Permission.MANAGE_REPORTS)
def step(request: HttpRequest, issue: uuid.UUID, to: str) -> HttpResponse:
    """Take a step. Publishing has a page of its own."""
    found = issue_or_404(request.user, issue)
    if request.method != "POST":
        return redirect("reports:decide", issue=found.pk)
    state = State(to.replace("-", " "))
    form = FORMS[state](request.POST)
    if not form.is_valid():
        return show(request, found, **{_name(state): form})
    try:
        take_step(
            issue=found,
            to=state,
            seen=form.cleaned_data["seen"],
            reason=form.cleaned_data.get("reason", ""),
            embargo_until=form.embargo_until if isinstance(form, FinalForm) else None,
            by=cast(Person, request.user),
        )
    except NotNow as error:
        messages.warning(request, str(error))
        return redirect("reports:decide", issue=found.pk)
    messages.success(request, DONE[state])
    return redirect("reports:decide", issue=found.pk)


def show(request: HttpRequest, issue: Issue, **forms: Any) -> HttpResponse:
    sections = sections_of(issue.run)
    standing = standing_issue(issue.year) if issue.state.is_open else issue.corrects
    context = {
        "issue": issue,
        "seen": len(issue.taken),
        "way": way_of(issue),
        "readers": READERS.get(issue.state, ""),
        "overtaken": standing if standing != issue.corrects else None,
        "differing": differing(issue),
        "record": record_table(issue),
        "commentary": commentary_table(
            issue, sections, commentary_of(issue), may_write=issue.state in COMMENTED_IN
        ),
        "replies": replies_table(sections, replies_of(issue)),
        "state": issue.state.name,
        "back": BackForm(),
        "final": FinalForm(),
        "form": next(iter(forms.values()), None),
        **forms,
    }
    return render(request, "reports/decide.html", context)


def _name(state: State) -> str:
    return {State.DRAFT: "back", State.FINAL: "final"}.get(state, "form")
