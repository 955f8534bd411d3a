"""One agency of a round: changing what it is asked while the round is planned; afterwards, whether it may answer late."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.models import Person
from scrutiny.section11.models import ExpectedAgency
from scrutiny.section11.rounds.actions import allow_late, change_expected, remove_expected
from scrutiny.section11.rounds.actions.expecting import state_of_expected
from scrutiny.section11.rounds.errors import ChangedMeanwhile, NotPossible
from scrutiny.section11.rounds.forms.agencies import ChangeForm
from scrutiny.section11.rounds.forms.deeds import LateForm
from scrutiny.section11.rounds.presenters.agency import facts, standing_table
from scrutiny.section11.rounds.reminders.recipients import people_of
from scrutiny.section11.rounds.selectors import board_rows, editions_of
from scrutiny.section11.rounds.views.opening import of_an_agency


@of_an_agency
def agency(request: HttpRequest, expected: ExpectedAgency) -> HttpResponse:
    if expected.round.is_launched:
        return _launched(request, expected)
    form, status = _change_form(request.POST if request.method == "POST" else None, expected), 200
    if request.method == "POST" and form.is_valid():
        try:
            change_expected(expected=expected, by=cast(Person, request.user), **form.chosen)
        except NotPossible as error:
            form.add_error(None, str(error))
        except ChangedMeanwhile as error:
            form, status = _with_what_is_there(request, expected), 409
            form.add_error(None, f"{error} Save again to replace what is stored by what you chose.")
        else:
            messages.success(request, f"{expected.organisation} is saved.")
            return redirect("rounds:plan", expected.round.slug)
    context = {"round": expected.round, "expected": expected, "form": form}
    return render(request, "section11/rounds/agency_form.html", context, status=status)


@of_an_agency
def remove(request: HttpRequest, expected: ExpectedAgency) -> HttpResponse:
    if expected.round.is_launched:
        raise Http404("Agencies of a launched round stay")
    if request.method == "POST":
        remove_expected(expected=expected, by=cast(Person, request.user))
        messages.success(request, f"{expected.organisation} is not expected to answer any more.")
        return redirect("rounds:plan", expected.round.slug)
    context = {"round": expected.round, "expected": expected}
    return render(request, "section11/rounds/remove.html", context)


@of_an_agency
def late(request: HttpRequest, expected: ExpectedAgency) -> HttpResponse:
    round_ = expected.round
    if not round_.is_launched or not round_.holds_answers:
        raise Http404("Nobody answers late in this round")
    form = LateForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            allow_late(expected=expected, by=cast(Person, request.user), **form.cleaned_data)
        except NotPossible as error:
            form.add_error("until", str(error))
        else:
            messages.success(request, f"{expected.organisation} may answer late.")
            return redirect("rounds:agency", round_.slug, expected.organisation.slug)
    context = {"round": round_, "expected": expected, "form": form}
    return render(request, "section11/rounds/late.html", context)


def _launched(request: HttpRequest, expected: ExpectedAgency) -> HttpResponse:
    ((_, on_board),) = board_rows(expected.round, only=expected)
    context = {
        "round": expected.round,
        "expected": expected,
        "facts": facts(expected, on_board, people_of(expected, timezone.localdate())),
        "table": standing_table(expected, on_board),
        "decisions": list(reversed(expected.late_decisions.all())),
        "may_decide": expected.round.holds_answers,
    }
    return render(request, "section11/rounds/agency.html", context)


def _change_form(data: QueryDict | None, expected: ExpectedAgency) -> ChangeForm:
    areas = [each.partnership.slug for each in expected.areas.all()]
    initial = {
        "asked": f"{expected.edition.variant}:{expected.kind}",
        "legal_basis": expected.legal_basis,
        "partnerships": areas,
        "seen": state_of_expected(expected),
    }
    return ChangeForm(
        data,
        initial=initial,
        editions=editions_of(expected.round),
        places=expected.round.partnerships.select_related("area"),
    )


def _with_what_is_there(request: HttpRequest, expected: ExpectedAgency) -> ChangeForm:
    data = request.POST.copy()
    data["seen"] = state_of_expected(
        ExpectedAgency.objects.prefetch_related("areas__partnership").get(pk=expected.pk)
    )
    return _change_form(data, expected)
