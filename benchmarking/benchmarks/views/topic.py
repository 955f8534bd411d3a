"""The indicators of one topic, side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from accounts.permissions import Permission
from benchmarking.benchmarks.presenters.theme import together
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import TOPICS
from partnerships.decorators import permit


@permit(Permission.READ_BENCHMARKS)
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    found = next((each for each in TOPICS if slugify(each) == slug), None)
    if found is None:
        raise Http404("no such topic")
    definitions = [each for each in catalogue() if each.topic == found]
    context = {
        "topic": found,
        "number": len(definitions),
        **together(definitions, f"{found}: the newest figures"),
    }
    return render(request, "benchmarks/topic.html", context)
