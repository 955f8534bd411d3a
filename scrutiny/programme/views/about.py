"""Pages about the service itself. They show nobody's data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kernel.symbols import Symbol
from partnerships.decorators import open_to_all


@open_to_all
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "programme/accessibility.html")


@open_to_all
def how_this_works(request: HttpRequest) -> HttpResponse:
    return render(request, "programme/how_this_works.html", {"symbols": list(Symbol), "steps": STEPS})


@open_to_all
def sources(request: HttpRequest) -> HttpResponse:
    return render(request, "programme/sources.html")


STEPS = [
    {"text": "Draft", "state": "", "note": "A partnership enters its figures. Nobody else sees them."},
    {"text": "Sign-off", "state": "", "note": "One person prepares, another approves."},
    {"text": "Return", "state": "", "note": "Signed, fingerprinted and lodged. It cannot be changed."},
    {"text": "Benchmark", "state": "", "note": "Worked out from signed returns alone."},
]
