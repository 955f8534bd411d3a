"""Expecting organisations, several at a time."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.models import Person
from scrutiny.section11.models import Round
from scrutiny.section11.rounds.actions import expect_several
from scrutiny.section11.rounds.errors import NotPossible
from scrutiny.section11.rounds.forms.agencies import MOST_AT_ONCE, AddForm, ChooseFilter
from scrutiny.section11.rounds.presenters.wording import number_of
from scrutiny.section11.rounds.selectors import editions_of, organisations_to_choose
from scrutiny.section11.rounds.states import takes_new_agencies
from scrutiny.section11.rounds.views.opening import of_a_round


@of_a_round
def add(request: HttpRequest, round_: Round) -> HttpResponse:
    if not takes_new_agencies(round_, timezone.localdate()):
        messages.warning(request, "The round has closed. No agency can be added any more.")
        return redirect("rounds:board", round_.slug)
    everyone, places = list(organisations_to_choose(round_)), list(round_.partnerships.select_related("area"))
    choosing = ChooseFilter(request.GET, sorted({each.kind for each in everyone}), places)
    found = choosing.keep(everyone)
    form = AddForm(
        request.POST if request.method == "POST" else None,
        initial={"organisations": request.GET.getlist("chosen")},
        organisations=everyone if request.method == "POST" else found[:MOST_AT_ONCE],
        areas={each.area_id: each.area.short_name for each in places},
        editions=editions_of(round_),
    )
    if request.method == "POST" and form.is_valid():
        try:
            added = expect_several(
                round_=round_,
                organisations=form.organisations_chosen,
                by=cast(Person, request.user),
                **form.chosen,
            )
        except NotPossible as error:
            form.add_error("organisations", str(error))
        else:
            messages.success(request, f"{number_of(len(added), 'agency', 'agencies')} added.")
            return redirect("rounds:plan", round_.slug)
    context = {
        "round": round_,
        "form": form,
        "choosing": choosing,
        "found": len(found),
        "left_out": max(0, len(found) - MOST_AT_ONCE),
        "any": bool(everyone),
    }
    return render(request, "section11/rounds/add.html", context)
