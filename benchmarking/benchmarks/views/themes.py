"""The themes of the region's scrutiny, and the indicators that speak to each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import Permission
from benchmarking.benchmarks.presenters.theme import themes_table, together
from benchmarking.benchmarks.themes import definitions_of
from partnerships.decorators import permit
from scrutiny.programme.selectors import themes as all_themes


@permit(Permission.READ_BENCHMARKS)
def themes(request: HttpRequest) -> HttpResponse:
    found = list(all_themes())
    return render(request, "benchmarks/themes.html", {"table": themes_table(found) if found else None})


@permit(Permission.READ_BENCHMARKS)
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(all_themes(), slug=slug)
    definitions = definitions_of(found.indicators)
    context = {
        "theme": found,
        "number": len(definitions),
        **together(definitions, f"{found.name}: the newest figures"),
    }
    return render(request, "benchmarks/theme.html", context)
