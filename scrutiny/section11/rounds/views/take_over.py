"""Taking over the agencies of the round before, in one step that is shown first."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Person
from scrutiny.section11.models import Round
from scrutiny.section11.rounds import actions
from scrutiny.section11.rounds.errors import ChangedMeanwhile, NotPossible
from scrutiny.section11.rounds.presenters.plan import offers_table
from scrutiny.section11.rounds.presenters.wording import number_of
from scrutiny.section11.rounds.selectors import editions_of
from scrutiny.section11.rounds.taking_over import fingerprint_of, offers_of
from scrutiny.section11.rounds.views.opening import of_a_round


@of_a_round
def take_over(request: HttpRequest, round_: Round) -> HttpResponse:
    if round_.previous is None or round_.is_launched:
        raise Http404("Nothing to take over")
    problem = ""
    if request.method == "POST":
        try:
            taken = actions.take_over(
                round_=round_, seen=request.POST.get("seen", ""), by=cast(Person, request.user)
            )
        except (NotPossible, ChangedMeanwhile) as error:
            problem = str(error)
        else:
            messages.success(request, f"{number_of(len(taken), 'agency', 'agencies')} taken over.")
            return redirect("rounds:plan", round_.slug)
    offers = offers_of(round_)
    context = {
        "round": round_,
        "problem": problem,
        "open": sum(each.can_be_taken for each in offers),
        "table": offers_table(offers, editions_of(round_)),
        "refused": [each for each in offers if each.why_not and not each.is_expected],
        "already": sum(each.is_expected for each in offers),
        "seen": fingerprint_of(offers),
    }
    return render(request, "section11/rounds/take_over.html", context, status=409 if problem else 200)
