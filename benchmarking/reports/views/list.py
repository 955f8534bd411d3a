"""Every issue that the person may read, newest first, and for the coordinator the way to another."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import Permission
from benchmarking.reports.building import count_superseded
from benchmarking.reports.presenters.issue import issues_table
from benchmarking.reports.reading import readable
from benchmarking.reports.selectors import issues
from partnerships.decorators import permit
from partnerships.permissions import can
from scrutiny.returns.selectors import lodged_after


@permit(Permission.READ_BENCHMARKS)
def reports(request: HttpRequest) -> HttpResponse:
    found = readable(request.user, issues())
    newest = max((issue.run.created_at for issue in found), default=None)
    superseded = count_superseded([issue.run for issue in found])
    context = {
        "any": bool(found),
        "table": issues_table(found, superseded, timezone.now()),
        "signed_since": lodged_after(newest) if newest else 0,
        "may_manage": can(request.user, Permission.MANAGE_REPORTS),
    }
    return render(request, "reports/list.html", context)
