"""One indicator: its definition in full, its newest values, and its history."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from benchmarking.benchmarks.presenters.compare import Comparison, newest_year
from benchmarking.benchmarks.presenters.definition import definition_rows, local_table, provenance_rows
from benchmarking.benchmarks.selectors import live_benchmark
from benchmarking.indicators.catalogue import UnknownIndicator, catalogue
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.selectors import figures_outside_series
from benchmarking.indicators.shown import show_all
from partnerships.decorators import permit


@permit(Permission.READ_BENCHMARKS)
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        definition = catalogue().get(slug)
    except UnknownIndicator as unknown:
        raise Http404(str(unknown)) from unknown
    outside = show_all(figures_outside_series(indicator=slug))
    context = {
        "definition": definition,
        "definition_rows": definition_rows(definition),
        "provenance_rows": provenance_rows(definition),
        "comparison": _comparison(definition),
        "local": local_table(outside) if outside else None,
    }
    return render(request, "benchmarks/indicator.html", context)


def _comparison(definition: Definition) -> Comparison | None:
    if definition.period == "any":
        return None
    benchmark = live_benchmark([definition.slug])
    newest = newest_year(benchmark)
    return None if newest is None else Comparison(benchmark, definition, year=newest)
