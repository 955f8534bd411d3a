"""The check before a round is launched, and the launch."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.models import Person
from accounts.reauthentication import freshly_authenticated
from scrutiny.section11.models import Round
from scrutiny.section11.rounds import actions
from scrutiny.section11.rounds.checking import faults, fingerprint, remarks
from scrutiny.section11.rounds.errors import ChangedMeanwhile, NotPossible
from scrutiny.section11.rounds.presenters.wording import number_of
from scrutiny.section11.rounds.selectors import plan_of
from scrutiny.section11.rounds.views.opening import of_a_round


@of_a_round
@freshly_authenticated
def launch(request: HttpRequest, round_: Round) -> HttpResponse:
    """What was on the page is what is launched, or nothing is. A second press of the button finds it launched."""
    if round_.is_launched:
        return redirect("rounds:board", round_.slug)
    problem = ""
    if request.method == "POST":
        try:
            actions.launch(
                round_=round_, seen=request.POST.get("seen") or "nothing", by=cast(Person, request.user)
            )
        except (NotPossible, ChangedMeanwhile) as error:
            problem = str(error)
        else:
            messages.success(request, f"{round_.name} is launched. Everybody concerned sees it now.")
            return redirect("rounds:board", round_.slug)
    plan = plan_of(round_)
    context = {
        "round": round_,
        "problem": problem,
        "faults": faults(plan, timezone.localdate()),
        "remarks": remarks(plan),
        "seen": fingerprint(plan),
        "summary": f"{number_of(len(plan.agencies), 'agency', 'agencies')} in {number_of(len(plan.areas), 'area')}",
        "editions": [each.name for each in plan.editions],
    }
    return render(request, "section11/rounds/launch.html", context, status=409 if problem else 200)
