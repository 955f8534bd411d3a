"""Every launched round."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from benchmarking.audit_results.selectors import rounds
from partnerships.decorators import permit


@permit(Permission.READ_BENCHMARKS)
def audits(request: HttpRequest) -> HttpResponse:
    return render(request, "audit_results/list.html", {"rounds": rounds()})
