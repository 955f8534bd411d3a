"""Remove a saved view. Nothing else goes with it: the address still shows the same."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Person
from accounts.permissions import Permission
from benchmarking.benchmarks.selectors import view_of
from benchmarking.benchmarks.view_actions import remove_view
from partnerships.decorators import permit


@permit(Permission.READ_BENCHMARKS)
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    by = cast(Person, request.user)
    view = view_of(by, pk)
    if view is None:
        raise Http404("no such view of yours")
    if request.method != "POST":
        return render(request, "benchmarks/remove_view.html", {"view": view})
    remove_view(view=view, by=by)
    messages.success(request, f"The view “{view.name}” is removed.")
    return redirect("benchmarks:views")
