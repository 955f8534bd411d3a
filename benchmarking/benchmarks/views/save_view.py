"""Save what the compare page shows. What is chosen stands in the address; the form asks only for a name."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.models import Person
from accounts.permissions import Permission
from benchmarking.benchmarks.forms import CompareForm, NameForm
from benchmarking.benchmarks.presenters.saved_views import address_of, in_words
from benchmarking.benchmarks.selectors import places_today
from benchmarking.benchmarks.view_actions import CannotSaveView, save_view
from partnerships.decorators import permit


@permit(Permission.READ_BENCHMARKS)
def save(request: HttpRequest) -> HttpResponse:
    places = places_today()
    asked = CompareForm(request.GET, places, [])
    if not asked.is_valid():  # the compare page says what is wrong with it
        return redirect(f"{reverse('benchmarks:compare')}?{request.GET.urlencode()}")
    form = NameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            name, by = form.cleaned_data["name"], cast(Person, request.user)
            view = save_view(name=name, choice=asked.choice, by=by)
        except CannotSaveView as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, f"Saved as “{view.name}”.")
            return redirect(address_of(view))
    context = {
        "form": form,
        "shows": in_words(asked.choice, places),
        "back": f"{reverse('benchmarks:compare')}?{asked.choice.query}",
    }
    return render(request, "benchmarks/save_view.html", context)
