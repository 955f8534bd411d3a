"""Planning a round: its first page, what it says about the round and who is expected, and changing it."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Person
from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.selectors import open_partnerships
from scrutiny.frameworks.selectors import families
from scrutiny.section11.models import Round
from scrutiny.section11.rounds.actions import change_plan, plan_round
from scrutiny.section11.rounds.errors import ChangedMeanwhile, NotPossible
from scrutiny.section11.rounds.forms.plan import PlanForm, initial_of
from scrutiny.section11.rounds.presenters.plan import agencies_table
from scrutiny.section11.rounds.presenters.rounds import facts
from scrutiny.section11.rounds.selectors import editions_of, expected_agencies, rounds
from scrutiny.section11.rounds.states import RoundState, state_of, takes_new_agencies
from scrutiny.section11.rounds.views.opening import of_a_round


@permit(Permission.MANAGE_ROUNDS)
def new(request: HttpRequest) -> HttpResponse:
    form = _form(_sent(request), None)
    if request.method == "POST" and form.is_valid():
        try:
            round_ = plan_round(
                slug=slugify(form.cleaned_data["name"]),
                framework=form.framework,
                by=cast(Person, request.user),
                **form.chosen,
            )
        except NotPossible as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, f"{round_.name} is planned. Now say who is expected to answer.")
            return redirect("rounds:plan", round_.slug)
    return render(request, "section11/rounds/plan_form.html", {"form": form})


@of_a_round
def overview(request: HttpRequest, round_: Round) -> HttpResponse:
    """What the round is and who is expected. While it is planned, everything leads on from here."""
    today = timezone.localdate()
    editions, agencies = editions_of(round_), list(expected_agencies(round_))
    state = state_of(round_, today)
    context = {
        "round": round_,
        "is_planned": state is RoundState.PLANNED,
        "facts": facts(round_, editions, today),
        "number": len(agencies),
        "table": agencies_table(
            agencies, editions, lambda agency: reverse("rounds:agency", args=[round_.slug, agency])
        ),
        "may_add": takes_new_agencies(round_, today),
        "may_extend": round_.is_launched and round_.holds_answers,
    }
    return render(request, "section11/rounds/plan.html", context)


@of_a_round
def change(request: HttpRequest, round_: Round) -> HttpResponse:
    if round_.is_launched:
        return redirect("rounds:dates", round_.slug)
    form = _form(_sent(request), round_)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            change_plan(
                round_=round_,
                seen_version=form.cleaned_data["seen_version"] or 0,
                by=cast(Person, request.user),
                **form.chosen,
            )
        except NotPossible as error:
            form.add_error(None, str(error))
        except ChangedMeanwhile as error:
            form, status = _again(request, round_, str(error)), 409
        else:
            messages.success(request, "The plan is saved.")
            return redirect("rounds:plan", round_.slug)
    context = {"form": form, "round": round_, "stored": _stored(round_) if status == 409 else []}
    return render(request, "section11/rounds/plan_form.html", context, status=status)


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _form(data: QueryDict | None, round_: Round | None) -> PlanForm:
    earlier = rounds().filter(launched_at__isnull=False)
    own = round_.framework if round_ else None
    return PlanForm(
        data,
        initial=initial_of(round_) if round_ else {},
        families=[each for each in families() if own in (None, each.newest.framework)],
        places=open_partnerships(),
        earlier=earlier.exclude(pk=round_.pk) if round_ else earlier,
    )


def _again(request: HttpRequest, round_: Round, why: str) -> PlanForm:
    """What this person typed, now against the plan as it is: saving again replaces it."""
    round_.refresh_from_db()
    data = request.POST.copy()
    data["seen_version"] = str(round_.version)
    form = _form(data, round_)
    form.add_error(None, f"{why} What is stored now stands beside your own words. Save again to replace it.")
    return form


def _stored(round_: Round) -> list[tuple[str, object]]:
    return facts(rounds().get(pk=round_.pk), editions_of(round_), timezone.localdate())[1:]
