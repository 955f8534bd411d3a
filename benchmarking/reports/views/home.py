"""The region's front page: who has signed what, the newest report, and where to go on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from benchmarking.benchmarks.presenters.overview import Overview
from partnerships.decorators import permit
from partnerships.permissions import can, memberships_of


@permit(Permission.READ_BENCHMARKS, otherwise="people:you")
def home(request: HttpRequest) -> HttpResponse:
    overview = Overview(may_read_returns=can(request.user, Permission.READ_RETURNS))
    own = {each.partnership.pk: each.partnership for each in memberships_of(request.user) if each.partnership}
    context = {
        "overview": overview,
        "own_partnerships": list(own.values()),
        "may_run": can(request.user, Permission.RUN_BENCHMARK),
    }
    return render(request, "reports/home.html", context)
