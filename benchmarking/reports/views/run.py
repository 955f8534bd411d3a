"""Run the benchmark anew over the returns that stand today."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.models import Person
from accounts.permissions import Permission
from benchmarking.benchmarks.actions import NothingToBenchmark, run_benchmark
from benchmarking.benchmarks.selectors import runs
from partnerships.decorators import permit


@permit(Permission.RUN_BENCHMARK)
@require_POST
def run(request: HttpRequest) -> HttpResponse:
    before = {each.pk for each in runs()}
    try:
        found = run_benchmark(year=None, by=cast(Person, request.user))
    except NothingToBenchmark as error:
        messages.warning(request, str(error))
        return redirect("reports:list")
    if found.pk in before:
        messages.info(request, "Nothing has changed since this report was made, so no new one is needed.")
    else:
        messages.success(request, f"The benchmark for {found.year} was run. This is its report.")
    return redirect("reports:report", run=found.pk)
