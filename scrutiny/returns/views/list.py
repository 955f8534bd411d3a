"""Every signed return of the region."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.selectors import open_partnerships
from scrutiny.returns import presenters
from scrutiny.returns.forms import ReturnsFilter
from scrutiny.returns.selectors import all_returns

ROWS = 30


@permit(Permission.READ_RETURNS)
def returns(request: HttpRequest) -> HttpResponse:
    form = ReturnsFilter(request.GET, list(open_partnerships()))
    rows = all_returns().defer("payload", "supersedes__payload", "superseded_by__payload")
    valid = form.is_valid()
    if slug := form.cleaned_data.get("partnership"):
        rows = rows.filter(partnership__slug=slug)
    if kind := form.cleaned_data.get("kind"):
        rows = rows.filter(kind=kind)
    if state := form.cleaned_data.get("state"):
        rows = rows.filter(superseded_by__isnull=state == "standing")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "table": presenters.table(page)}
    return render(request, "returns/list.html", context, status=200 if valid else 400)
