"""One indicator, all areas, all years."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from accounts.permissions import Permission
from benchmarking.benchmarks.forms import CompareForm, yearly_indicators
from benchmarking.benchmarks.presenters.compare import Comparison, newest_year
from benchmarking.benchmarks.selectors import Benchmark, live_benchmark
from benchmarking.benchmarks.tidy import csv_text, tidy_rows
from partnerships.decorators import permit


@permit(Permission.READ_BENCHMARKS)
def compare(request: HttpRequest) -> HttpResponse:
    asked = request.GET.copy()
    asked.setdefault("indicator", yearly_indicators()[0].slug)
    definition = next((each for each in yearly_indicators() if each.slug == asked["indicator"]), None)
    benchmark = live_benchmark([definition.slug] if definition else [])
    form = CompareForm(asked, benchmark)
    if not form.is_valid() or definition is None:
        return render(request, "benchmarks/compare_refused.html", {"form": form}, status=400)
    newest = newest_year(benchmark)
    if newest is None:
        context = {"form": form, "definition": definition}
        return render(request, "benchmarks/compare_empty.html", context)
    wanted, since = form.cleaned_data["year"], form.cleaned_data["since"]
    year = wanted if wanted in benchmark.years else newest
    comparison = Comparison(
        benchmark,
        definition,
        year=year,
        areas=tuple(form.cleaned_data["area"]),
        since=since if since is not None and since <= benchmark.years[-1] else None,
    )
    if asked.get("format") == "csv":
        return _csv(comparison)
    context = {
        "form": form,
        "definition": definition,
        "comparison": comparison,
        "not_there": wanted if wanted not in (None, year) else None,
        "csv_url": f"?{_with(asked, format='csv')}",
        "selected": _selected(asked, benchmark),
    }
    return render(request, "benchmarks/compare.html", context)


def _csv(comparison: Comparison) -> HttpResponse:
    text = csv_text(tidy_rows(comparison.shown))
    name = f"{comparison.definition.slug}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _with(asked: QueryDict, **changes: str) -> str:
    query = asked.copy()
    for name, value in changes.items():
        query[name] = value
    return query.urlencode()


def _selected(asked: QueryDict, benchmark: Benchmark) -> list[dict[str, Any]]:
    """The chosen areas, each with the address of this page without it."""
    names = {place.key: place.short_name for place in benchmark.places.areas}
    chosen = asked.getlist("area")
    items = []
    for key in chosen:
        query = asked.copy()
        query.setlist("area", [other for other in chosen if other != key])
        items.append({"text": names[key], "href": f"{reverse('benchmarks:compare')}?{query.urlencode()}"})
    return items
