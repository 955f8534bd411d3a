"""Adding an organisation that nobody has named yet, on the way to expecting it."""

from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.models import Person
from partnerships.actions import OrganisationNotAdded, add_organisation
from partnerships.models import Area, Organisation
from scrutiny.section11.models import Round
from scrutiny.section11.rounds.forms.deeds import OrganisationForm
from scrutiny.section11.rounds.views.opening import of_a_round


@of_a_round
def add(request: HttpRequest, round_: Round) -> HttpResponse:
    kinds = Organisation.objects.order_by("kind").values_list("kind", flat=True).distinct()
    areas = Area.objects.filter(partnership__in=round_.partnerships.all())
    form = OrganisationForm(request.POST if request.method == "POST" else None, kinds=kinds, areas=areas)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_organisation(by=cast(Person, request.user), **form.chosen)
        except OrganisationNotAdded as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, f"{added.name} is added. Now say what it is asked.")
            chosen = urlencode({"name": added.name, "chosen": added.slug})
            return redirect(f"{reverse('rounds:add', args=[round_.slug])}?{chosen}")
    return render(request, "section11/rounds/organisation.html", {"round": round_, "form": form})
