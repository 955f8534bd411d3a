"""One number of the results: what it is made of, and the signed returns behind it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from benchmarking.audit_results.presenters.cell import cell_page
from benchmarking.audit_results.rows import Level
from benchmarking.audit_results.views.reading import the_round
from partnerships.decorators import permit
from partnerships.permissions import can


@permit(Permission.READ_BENCHMARKS)
def cell(
    request: HttpRequest,
    round: str,  # noqa: A002 - the address's word
    variant: str,
    standard: str,
    level: str,
    group: str,
) -> HttpResponse:
    found, kept = the_round(request, round)
    if kept is None or level not in list(Level):
        raise Http404("there is no such number")
    context = cell_page(
        kept,
        variant,
        standard,
        Level(level),
        group,
        may_read_returns=can(request.user, Permission.READ_RETURNS),
    )
    if context is None:
        raise Http404("there is no such number")
    return render(request, "audit_results/cell.html", {"round": found, **context})
