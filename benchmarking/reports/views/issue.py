"""One issue, as a page. Every number links to where it comes from."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from benchmarking.benchmarks.audiences import Audience
from benchmarking.benchmarks.value import Value
from benchmarking.reports.building import superseded_since
from benchmarking.reports.files import edition_of, file_names
from benchmarking.reports.issuing import kept
from benchmarking.reports.models import Issue
from benchmarking.reports.outputs.html_output import report_context
from benchmarking.reports.presenters.issue import READERS, downloads, record_table, standing
from benchmarking.reports.reading import holds
from benchmarking.reports.states import REPLIED_IN, State
from benchmarking.reports.views.finding import issue_or_404
from partnerships.decorators import permit
from partnerships.permissions import can, memberships_of


@permit(Permission.READ_BENCHMARKS)
def issue(request: HttpRequest, issue: uuid.UUID) -> HttpResponse:
    found = issue_or_404(request.user, issue)
    reach = edition_of(request.user, found)
    made = kept(found, reach)
    superseded = superseded_since(found.run)
    receipts = receipt_address if can(request.user, Permission.READ_RETURNS) else None
    context = {
        **report_context(made, value_address, receipts, superseded),
        "downloads": downloads(found, file_names(found, reach, made.basis), "reports:download"),
        "superseded": len(superseded),
        "named": made.issue.named if made.issue and reach.audience == Audience.PARTNERS else (),
        **_around(request.user, found),
    }
    return render(request, "reports/issue.html", context)


def _around(person: Any, found: Issue) -> dict[str, Any]:
    """What stands around the report: its state, and what this person may do next."""
    now = timezone.now()
    open_to_replies = found.state in REPLIED_IN
    return {
        "issue": found,
        "standing": standing(found, now),
        "readers": READERS.get(found.state, ""),
        "embargoed": bool(found.is_published and not found.is_public(now)),
        "public": found.is_public(now),
        "newer": next(iter(found.superseded_by), None),
        "may_manage": can(person, Permission.MANAGE_REPORTS),
        "record": record_table(found) if holds(person, Permission.READ_DRAFT_REPORTS) else None,
        "reply_at": _replying(person) if open_to_replies else [],
        "is_open": found.state.is_open,
        "is_superseded": found.state == State.SUPERSEDED,
    }


def _replying(person: Any) -> list[Any]:
    """The partnerships for which the person may reply."""
    held = (m for m in memberships_of(person) if Permission.REPLY_TO_REPORT in m.role_class.permissions)
    return list({m.partnership_id: m.partnership for m in held}.values())


def value_address(value: Value) -> str:
    """The figure's own page; what belongs to no return is explained on its indicator's page."""
    if value.figure_id:
        return reverse("indicators:figure", args=[value.figure_id])
    return reverse("benchmarks:indicator", args=[value.indicator])


def receipt_address(return_id: uuid.UUID) -> str:
    return reverse("returns:receipt", args=[return_id])
