"""The results of a round."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.permissions import Permission
from benchmarking.audit_results.presenters.page import page_of
from benchmarking.audit_results.presenters.silent import names_for
from benchmarking.audit_results.views.reading import the_round
from partnerships.decorators import permit
from partnerships.permissions import can


@permit(Permission.READ_BENCHMARKS)
def results(request: HttpRequest, round: str) -> HttpResponse:  # noqa: A002 - the address's word
    found, kept = the_round(request, round)
    if kept is None:
        return render(request, "audit_results/nothing.html", {"round": found})
    context = page_of(kept, may_read_returns=can(request.user, Permission.READ_RETURNS))
    return render(
        request,
        "audit_results/results.html",
        {
            "round": found,
            "csv_url": reverse("audit_results:csv", args=[found.slug]),
            "names": names_for(request.user, kept),
            **context,
        },
    )
