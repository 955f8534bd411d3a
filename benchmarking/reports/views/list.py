"""Every report, newest first, and, for those who may, a button that runs the benchmark anew."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from benchmarking.benchmarks.selectors import runs
from benchmarking.reports.presenters import runs_table
from partnerships.decorators import permit
from partnerships.permissions import can


@permit(Permission.READ_BENCHMARKS)
def reports(request: HttpRequest) -> HttpResponse:
    found = runs()
    context = {
        "runs": found,
        "table": runs_table(found),
        "may_run": can(request.user, Permission.RUN_BENCHMARK),
    }
    return render(request, "reports/list.html", context)
