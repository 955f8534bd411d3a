"""Give a saved view another name."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Person
from accounts.permissions import Permission
from benchmarking.benchmarks.forms import NameForm
from benchmarking.benchmarks.selectors import view_of
from benchmarking.benchmarks.view_actions import CannotSaveView, rename_view
from partnerships.decorators import permit


@permit(Permission.READ_BENCHMARKS)
def rename(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    by = cast(Person, request.user)
    view = view_of(by, pk)
    if view is None:
        raise Http404("no such view of yours")
    form = NameForm(request.POST) if request.method == "POST" else NameForm(initial={"name": view.name})
    if request.method == "POST" and form.is_valid():
        try:
            renamed = rename_view(view=view, name=form.cleaned_data["name"], by=by)
        except CannotSaveView as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, f"The view is called “{renamed.name}” now.")
            return redirect("benchmarks:views")
    return render(request, "benchmarks/rename_view.html", {"form": form, "view": view})
