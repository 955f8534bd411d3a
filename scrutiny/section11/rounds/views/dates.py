"""Moving the last days of a launched round to later ones."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Person
from scrutiny.section11.models import Round
from scrutiny.section11.rounds.actions import extend_round
from scrutiny.section11.rounds.errors import ChangedMeanwhile, NotPossible
from scrutiny.section11.rounds.forms.deeds import ExtendForm
from scrutiny.section11.rounds.views.opening import of_a_round


@of_a_round
def extend(request: HttpRequest, round_: Round) -> HttpResponse:
    if not round_.is_launched:
        return redirect("rounds:change", round_.slug)
    initial = {
        "closes_on": round_.closes_on,
        "challenge_until": round_.challenge_until,
        "seen_version": round_.version,
    }
    form = ExtendForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            extend_round(round_=round_, by=cast(Person, request.user), **form.cleaned_data)
        except NotPossible as error:
            form.add_error(None, str(error))
        except ChangedMeanwhile as error:
            status = 409
            round_.refresh_from_db()
            data = request.POST.copy()
            data["seen_version"] = str(round_.version)
            form = ExtendForm(data)
            form.add_error(None, str(error))
        else:
            messages.success(request, "The dates are extended.")
            return redirect("rounds:board", round_.slug)
    return render(request, "section11/rounds/dates.html", {"form": form, "round": round_}, status=status)
