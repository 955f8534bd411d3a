"""All indicators, by topic."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from benchmarking.benchmarks.presenters.definition import by_topic, topic_links
from benchmarking.indicators.catalogue import catalogue
from partnerships.decorators import permit


@permit(Permission.READ_BENCHMARKS)
def indicators(request: HttpRequest) -> HttpResponse:
    context = {
        "tables": by_topic(catalogue()),
        "topics": topic_links(catalogue()),
        "number": len(catalogue()),
    }
    return render(request, "benchmarks/indicators.html", context)
