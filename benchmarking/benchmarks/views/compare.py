"""Indicators, areas, a year and a comparator, as somebody chose them. The address is the state."""

from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.models import Person
from accounts.permissions import Permission
from benchmarking.benchmarks.choice import MOST_INDICATORS, Choice
from benchmarking.benchmarks.downloads import csv_of, note_of
from benchmarking.benchmarks.forms import CompareForm, yearly_indicators
from benchmarking.benchmarks.presenters.comparison import Comparison, comparisons_of
from benchmarking.benchmarks.presenters.one_indicator import one_indicator
from benchmarking.benchmarks.presenters.panel import chosen, topics
from benchmarking.benchmarks.presenters.several_indicators import several_indicators
from benchmarking.benchmarks.selectors import Benchmark, live_benchmark, views_of
from benchmarking.indicators.catalogue import catalogue
from partnerships.decorators import permit


@permit(Permission.READ_BENCHMARKS)
def compare(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    benchmark = live_benchmark(_known(asked))
    form = CompareForm(asked, benchmark.places, benchmark.years)
    panel = {"form": form, "topics": list(topics(form)), "most": MOST_INDICATORS}
    if not form.is_valid():
        return render(request, "benchmarks/compare_refused.html", panel, status=400)
    choice = form.choice
    wanted = asked.get("format", "")
    if wanted not in FILES and not _is_canonical(request, choice):
        return redirect(_address(choice))
    comparisons = comparisons_of(benchmark, choice)
    if not comparisons:
        definitions = [catalogue().get(slug) for slug in choice.indicators]
        return render(request, "benchmarks/compare_empty.html", panel | {"definitions": definitions})
    if wanted in FILES:
        return FILES[wanted](comparisons, request.build_absolute_uri(_address(choice)))
    return _page(request, benchmark, choice, comparisons, panel)


def _page(
    request: HttpRequest,
    benchmark: Benchmark,
    choice: Choice,
    comparisons: list[Comparison],
    panel: dict[str, Any],
) -> HttpResponse:
    there = {each.definition.slug for each in comparisons}
    context = panel | {
        "choice": choice,
        "selected": chosen(choice, benchmark.places),
        "unsigned": [catalogue().get(slug).short_name for slug in choice.indicators if slug not in there],
        "view_url": request.build_absolute_uri(_address(choice)),
        "csv_url": _address(choice, "csv"),
        "note_url": _address(choice, "note"),
        "save_url": f"{reverse('benchmarks:save_view')}?{choice.query}",
        "saved": views_of(cast(Person, request.user)),
        "national": benchmark.places.national,
    }
    if len(choice.indicators) == 1:
        return render(request, "benchmarks/compare.html", context | one_indicator(comparisons[0]))
    return render(
        request, "benchmarks/compare_several.html", context | several_indicators(comparisons, choice)
    )


def _asked(request: HttpRequest) -> QueryDict:
    """The address, or where it asks for nothing the first indicator."""
    asked = request.GET.copy()
    if not set(asked) - {"format"}:
        asked["indicator"] = yearly_indicators()[0].slug
    return asked


def _known(asked: QueryDict) -> list[str]:
    """The first of the indicators asked for that there are: what the page calculates, however many are asked for."""
    slugs = {each.slug for each in yearly_indicators()}
    return [slug for slug in dict.fromkeys(asked.getlist("indicator")) if slug in slugs][:MOST_INDICATORS]


def _is_canonical(request: HttpRequest, choice: Choice) -> bool:
    given = [(name, value) for name, values in request.GET.lists() for value in values if name != "format"]
    return not given or urlencode(given) == choice.query


def _address(choice: Choice, file: str = "") -> str:
    query = f"{choice.query}&format={file}" if file in FILES else choice.query
    return f"{reverse('benchmarks:compare')}?{query}"


def _csv(comparisons: list[Comparison], address: str) -> HttpResponse:
    return _file(csv_of(comparisons), f"{_name(comparisons)}.csv", "text/csv")


def _note(comparisons: list[Comparison], address: str) -> HttpResponse:
    return _file(note_of(comparisons, address), f"{_name(comparisons)}-note.txt", "text/plain")


def _name(comparisons: list[Comparison]) -> str:
    return comparisons[0].definition.slug if len(comparisons) == 1 else "comparison"


def _file(text: str, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=headers)


FILES = {"csv": _csv, "note": _note}
