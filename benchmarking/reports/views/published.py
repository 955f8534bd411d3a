"""Published reports, open to everybody once their embargo is over. Nothing here knows of any other issue."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from benchmarking.reports.files import file_names
from benchmarking.reports.issuing import kept_as_published
from benchmarking.reports.models import Issue
from benchmarking.reports.outputs.html_output import report_context
from benchmarking.reports.presenters import nowhere
from benchmarking.reports.presenters.issue import downloads, hashes_table, newer_among, public_table
from benchmarking.reports.reading import EVERYBODY
from benchmarking.reports.selectors import public_issues
from benchmarking.reports.views.download import attachment
from partnerships.decorators import open_to_all


@open_to_all
def published(request: HttpRequest) -> HttpResponse:
    found = public_issues(timezone.now())
    return render(request, "reports/published/list.html", _page(any=bool(found), table=public_table(found)))


@open_to_all
def published_issue(request: HttpRequest, issue: uuid.UUID) -> HttpResponse:
    """The public twin as it was published: nothing in it leads to where one has to sign in."""
    found, shown = _public_issue(issue)
    made = kept_as_published(found, EVERYBODY)
    files = found.outputs.filter(audience=EVERYBODY.audience).defer("content")
    context = _page(
        **report_context(made, nowhere),
        issue=found,
        newer=newer_among(found, [each.pk for each in shown]),
        downloads=downloads(found, file_names(found, EVERYBODY, made.basis), "published:download"),
        hashes=hashes_table(list(files)),
    )
    return render(request, "reports/published/issue.html", context)


@open_to_all
def published_file(request: HttpRequest, issue: uuid.UUID, name: str) -> HttpResponse:
    found, _ = _public_issue(issue)
    return attachment(found, EVERYBODY, name)


def _public_issue(pk: uuid.UUID) -> tuple[Issue, list[Issue]]:
    """The issue among all that are public. What is not looks like what does not exist."""
    shown = public_issues(timezone.now())
    found = next((issue for issue in shown if issue.pk == pk), None)
    if found is None:
        raise Http404("There is no such report.")
    return found, shown


def _page(**context: Any) -> dict[str, Any]:
    """A visitor's home is the list of what they may read."""
    return {"home_url": reverse("published:list"), **context}
