"""Every report, newest first, and, for those who may, a button that runs the benchmark anew."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from benchmarking.benchmarks.selectors import runs_with_inputs
from benchmarking.reports.building import count_superseded
from benchmarking.reports.presenters import runs_table
from partnerships.decorators import permit
from partnerships.permissions import can
from scrutiny.returns.selectors import lodged_after


@permit(Permission.READ_BENCHMARKS)
def reports(request: HttpRequest) -> HttpResponse:
    found = list(runs_with_inputs())
    context = {
        "runs": found,
        "table": runs_table(found, count_superseded(found)),
        "signed_since": lodged_after(found[0].created_at) if found else 0,
        "may_run": can(request.user, Permission.RUN_BENCHMARK),
    }
    return render(request, "reports/list.html", context)
