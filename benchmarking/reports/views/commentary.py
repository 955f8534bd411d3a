"""The coordinator's commentary on one section."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Person
from accounts.permissions import Permission
from benchmarking.reports.actions import NotNow, write_commentary
from benchmarking.reports.forms import CommentaryForm
from benchmarking.reports.hints import numbers_to_look_at
from benchmarking.reports.models import Commentary
from benchmarking.reports.selectors import sections_of
from benchmarking.reports.states import COMMENTED_IN
from benchmarking.reports.views.finding import issue_or_404
from partnerships.decorators import permit


@permit(Permission.MANAGE_REPORTS)
def commentary(request: HttpRequest, issue: uuid.UUID, about: str) -> HttpResponse:
    found = issue_or_404(request.user, issue)
    sections = dict(sections_of(found.run))
    if about not in sections:
        raise Http404("The report has no such section.")
    versions = list(Commentary.objects.filter(issue=found, about=about).order_by("-version"))
    newest = versions[0] if versions else None
    initial = {"text": newest.text if newest else "", "seen": newest.version if newest else 0}
    form = CommentaryForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            row = write_commentary(
                issue=found,
                about=about,
                text=text,
                seen=form.cleaned_data["seen"],
                by=cast(Person, request.user),
            )
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, f"Version {row.version} of the commentary on {sections[about]} is signed."
            )
            if said := numbers_to_look_at(text, found.run.definitions.values()):
                messages.warning(request, said)
            return redirect("reports:decide", issue=found.pk)
    context = {
        "issue": found,
        "section": sections[about],
        "form": form,
        "versions": versions,
        "may_write": found.state in COMMENTED_IN,
    }
    return render(request, "reports/commentary.html", context)
