"""What changed since the edition before."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from partnerships.decorators import signed_in
from scrutiny.frameworks.addresses import the_edition
from scrutiny.frameworks.comparing import compare
from scrutiny.frameworks.selectors import lineage_of


@signed_in
def changes(request: HttpRequest, framework: str, variant: str, label: str) -> HttpResponse:
    found = the_edition(framework, variant, label)
    lineage = lineage_of(found)
    if len(lineage) < 2:
        raise Http404("There is no edition before this one.")
    before = lineage[1]
    comparison = compare(found.content, before.content)
    context = {"edition": found, "before": before, "comparison": comparison, "content": found.content}
    return render(request, "frameworks/changes.html", context)
