"""Every organisation of the region."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from partnerships.decorators import signed_in
from partnerships.presenters.organisations import organisations_table
from partnerships.requests import PersonRequest
from partnerships.selectors import organisations_read_by

ROWS = 50


@signed_in
def organisations_list(request: PersonRequest) -> HttpResponse:
    """Those that the reader may see: their own, or all."""
    rows = organisations_read_by(request.user)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    if not page.paginator.count:
        raise Http404("No organisation of theirs")
    return render(request, "people/organisations.html", {"page": page, "table": organisations_table(page)})
