"""A person's own ties: declare them, and say when they ended."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kernel.errors import UserError
from partnerships.decorators import signed_in
from partnerships.requests import PersonRequest
from scrutiny.independence.actions import declare, end_interest
from scrutiny.independence.forms import DeclareForm, EndForm
from scrutiny.independence.presenters import own_table
from scrutiny.independence.selectors import interests_of, reads_register


@signed_in
def own(request: PersonRequest) -> HttpResponse:
    form = DeclareForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = declare(**form.cleaned_data, by=request.user)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Declared: your tie to {row.organisation}.")
            return redirect("independence:own")
    rows = list(interests_of(request.user))
    context = {
        "form": form,
        "table": own_table(rows) if rows else None,
        "reads_register": reads_register(request.user),
    }
    return render(request, "independence/own.html", context)


@signed_in
def end(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(interests_of(request.user), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            end_interest(interest=row, ends_on=form.cleaned_data["ends_on"], by=request.user)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Your tie to {row.organisation} has ended. It stays in the register.")
            return redirect("independence:own")
    return render(request, "independence/end.html", {"form": form, "row": row})
