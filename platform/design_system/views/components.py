"""One page that shows every component, with the content of real pages: for whoever builds or reviews one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from design_system import showcase


def components(request: HttpRequest) -> HttpResponse:
    form = showcase.ExampleForm(request.GET) if "name" in request.GET else showcase.ExampleForm()
    context = showcase.content() | {"form": form, "filter_form": showcase.ExampleFilter(request.GET or None)}
    return render(request, "design_system/components.html", context)
