"""The views of the compare page that somebody saved."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Person
from accounts.permissions import Permission
from benchmarking.benchmarks.presenters.saved_views import views_table
from benchmarking.benchmarks.selectors import places_today, views_of
from benchmarking.benchmarks.view_actions import MOST_VIEWS
from partnerships.decorators import permit


@permit(Permission.READ_BENCHMARKS)
def saved_views(request: HttpRequest) -> HttpResponse:
    found = views_of(cast(Person, request.user))
    context = {
        "number": len(found),
        "most": MOST_VIEWS,
        "table": views_table(found, places_today()) if found else None,
    }
    return render(request, "benchmarks/views.html", context)
