"""One report, as a page. Every number links to where it comes from."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.permissions import Permission
from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.value import Value
from benchmarking.reports.building import build_report, superseded_since
from benchmarking.reports.html_output import report_context
from benchmarking.reports.outputs import OUTPUTS
from benchmarking.reports.presenters import downloads
from partnerships.decorators import permit
from partnerships.permissions import can


@permit(Permission.READ_BENCHMARKS)
def report(request: HttpRequest, run: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Run, pk=run)
    made = build_report(found)
    receipts = receipt_address if can(request.user, Permission.READ_RETURNS) else None
    superseded = superseded_since(found)
    context = {
        **report_context(made, value_address, receipts, superseded),
        "downloads": downloads(made, OUTPUTS),
        "superseded": len(superseded),
        "may_run": can(request.user, Permission.RUN_BENCHMARK),
    }
    return render(request, "reports/report.html", context)


def value_address(value: Value) -> str:
    """The figure's own page; what belongs to no return is explained on its indicator's page."""
    if value.figure_id:
        return reverse("indicators:figure", args=[value.figure_id])
    return reverse("benchmarks:indicator", args=[value.indicator])


def receipt_address(return_id: uuid.UUID) -> str:
    return reverse("returns:receipt", args=[return_id])
