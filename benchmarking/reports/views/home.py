"""The region's front page: who has signed what, the newest report, and where to go on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import Permission
from benchmarking.audit_results.presenters.newest import newest_audit
from benchmarking.benchmarks.presenters.overview import Overview
from benchmarking.reports.presenters.issue import standing
from benchmarking.reports.reading import readable
from benchmarking.reports.selectors import issues
from partnerships.decorators import permit
from partnerships.permissions import can, memberships_of


@permit(Permission.READ_BENCHMARKS, otherwise="people:you")
def home(request: HttpRequest) -> HttpResponse:
    newest = next(iter(readable(request.user, issues())), None)
    overview = Overview(
        may_read_returns=can(request.user, Permission.READ_RETURNS), run=newest.run if newest else None
    )
    own = {each.partnership.pk: each.partnership for each in memberships_of(request.user) if each.partnership}
    context = {
        "overview": overview,
        "issue": newest,
        "standing": standing(newest, timezone.now()) if newest else "",
        "audit": newest_audit(request.user, timezone.localdate()),
        "own_partnerships": list(own.values()),
        "may_prepare": can(request.user, Permission.MANAGE_REPORTS),
    }
    return render(request, "reports/home.html", context)
