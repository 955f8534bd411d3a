"""Prepare an issue: freeze the benchmark over the returns that stand today, as a draft."""

from collections.abc import Collection, Mapping
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Person
from accounts.permissions import Permission
from benchmarking.benchmarks.actions import NothingToBenchmark, run_benchmark
from benchmarking.reports.actions import NothingNew, NotNow, prepare_issue
from benchmarking.reports.forms import PrepareForm
from benchmarking.reports.models import Issue
from benchmarking.reports.selectors import standing_issue
from partnerships.decorators import permit
from scrutiny.returns.selectors import lodged_after, partnerships_by_year


@permit(Permission.MANAGE_REPORTS)
def prepare(request: HttpRequest) -> HttpResponse:
    years = partnerships_by_year()
    year = _asked(request, years) or _usual(years)
    standing = standing_issue(year) if year else None
    form = PrepareForm(request.POST or None, is_correction=standing is not None)
    if request.method == "POST" and (form.is_valid() or not form.fields):
        answer = _prepare(request, form, year)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "year": year,
        "other_years": [each for each in sorted(years, reverse=True) if each != year],
        "standing": standing,
        "signed_since": lodged_after(standing.run.created_at) if standing else 0,
    }
    return render(request, "reports/prepare.html", context)


def _asked(request: HttpRequest, years: Collection[int]) -> int | None:
    """The year in the address, where anything was signed for it."""
    return next((year for year in years if str(year) == request.GET.get("year")), None)


def _usual(years: Mapping[int, Collection[int]]) -> int | None:
    """The newest year that as many partnerships have signed as any: not one that a first partnership began."""
    most = max((len(signed) for signed in years.values()), default=0)
    return max((year for year, signed in years.items() if len(signed) == most), default=None)


def _prepare(request: HttpRequest, form: PrepareForm, year: int | None) -> HttpResponse | None:
    """Where to go on, or None where the form says what is wrong."""
    person, changed = (
        cast(Person, request.user),
        form.cleaned_data.get("changed", "") if form.is_bound else "",
    )
    try:
        run = run_benchmark(year=year, by=person)
        issue = prepare_issue(run=run, changed=changed, by=person)
    except NothingToBenchmark as error:
        messages.warning(request, str(error))
        return redirect("reports:list")
    except NothingNew as error:
        messages.info(request, f"{error} No new issue is needed.")
        return redirect("reports:list")
    except NotNow as error:
        form.add_error(None, str(error))
        return None
    _tell(request, issue, person)
    return redirect("reports:issue", issue=issue.pk)


def _tell(request: HttpRequest, issue: Issue, person: Person) -> None:
    if issue.taken or issue.prepared_by != person.pk:
        messages.info(request, f"Nothing was signed since {issue} was prepared. This is it.")
    else:
        messages.success(request, f"{issue} is prepared, as a draft.")
