"""The region: its areas, bodies, workstreams and themes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.selectors import areas
from scrutiny.programme import presenters
from scrutiny.programme.selectors import organisations, themes, workstreams_by_document


@permit(Permission.READ_BENCHMARKS)
def region(request: HttpRequest) -> HttpResponse:
    area_rows = list(areas())
    context = {
        "areas_table": presenters.areas_table(area_rows),
        "organisation_tables": list(presenters.organisation_tables(organisations(), len(area_rows))),
        "workstream_lists": workstreams_by_document(),
        "themes": themes(),
    }
    return render(request, "programme/region.html", context)
