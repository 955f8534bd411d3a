"""One indicator: its definition in full, its newest values, its history, and how good its data are."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import Permission
from benchmarking.benchmarks.presenters.comparison import Comparison, comparison_of
from benchmarking.benchmarks.presenters.definition import definition_rows, local_table, provenance_rows
from benchmarking.benchmarks.presenters.one_indicator import one_indicator
from benchmarking.benchmarks.presenters.quality import (
    corrections_table,
    missing_table,
    quality_rows,
    signed_table,
    standing_table,
)
from benchmarking.benchmarks.selectors import live_benchmark
from benchmarking.indicators.catalogue import UnknownIndicator, catalogue
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.selectors import figures_outside_series, signed_for_years
from benchmarking.indicators.shown import show_all
from partnerships.decorators import permit
from partnerships.permissions import can


@permit(Permission.READ_BENCHMARKS)
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        definition = catalogue().get(slug)
    except UnknownIndicator as unknown:
        raise Http404(str(unknown)) from unknown
    outside = show_all(figures_outside_series(indicator=slug))
    comparison = _comparison(definition)
    context = {
        "definition": definition,
        "definition_rows": definition_rows(definition),
        "provenance_rows": provenance_rows(definition),
        "local": local_table(outside) if outside else None,
    }
    if comparison is not None:
        may_read = can(request.user, Permission.READ_RETURNS)
        context |= one_indicator(comparison) | _quality(comparison, may_read=may_read)
    return render(request, "benchmarks/indicator.html", context)


def _comparison(definition: Definition) -> Comparison | None:
    if definition.period == "any":
        return None
    return comparison_of(live_benchmark([definition.slug]), definition)


def _quality(comparison: Comparison, *, may_read: bool) -> dict[str, Any]:
    figures = list(signed_for_years(comparison.definition.slug))
    today = timezone.localdate()
    tables = [
        standing_table(comparison),
        signed_table(figures, comparison),
        missing_table(comparison),
        corrections_table(figures, may_read=may_read),
    ]
    return {
        "quality_rows": quality_rows(comparison.definition, figures, comparison.years, today),
        "quality_tables": [table for table in tables if table],
    }
