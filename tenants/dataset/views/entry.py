from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from accounts.permissions import Permission
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition
from design_system.tables import Table
from kernel.periods import Period
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from tenants.dataset.actions import ChangedMeanwhile, save_figure
from tenants.dataset.entry import Entry
from tenants.dataset.forms import EntryForm, FigureChoice, initial_of
from tenants.dataset.models import DraftFigure
from tenants.dataset.presenters import denominator_of, numerator_of, small_hint, value_of
from tenants.dataset.selectors import draft_figure, periods_with_figures, populations_for


@permit(Permission.EDIT_FIGURES)
def entry(request: PartnershipRequest) -> HttpResponse:
    """Add or change one figure. The address names the indicator and the period; without them, ask."""
    choice = FigureChoice(request.GET or None)
    if not choice.is_valid():
        return _ask(request, choice)
    definition, period = catalogue().get(choice.cleaned_data["indicator"]), choice.cleaned_data["period"]
    populations = populations_for(request.partnership)
    if request.method != "POST":
        stored = draft_figure(definition.slug, period)
        form = EntryForm(definition, period, populations, initial=initial_of(stored))
        return _show(request, form, stored)
    form = EntryForm(definition, period, populations, request.POST)
    if not form.is_valid() or form.entry is None:
        return _show(request, form, draft_figure(definition.slug, period))
    try:
        save_figure(
            partnership=request.partnership,
            entry=form.entry,
            seen_version=form.cleaned_data["seen_version"],
            by=request.user,
        )
    except ChangedMeanwhile:
        return _show_both(request, form, form.entry)
    saved = f"Saved: {definition.name}, {period.label[0].lower()}{period.label[1:]}."
    messages.success(request, f"{saved} {small_hint(form.entry)}".strip())
    query = urlencode({"period": period.time_period})
    return redirect(f"{reverse('dataset:figures', args=[request.partnership.slug])}?{query}")


def _ask(request: PartnershipRequest, choice: FigureChoice) -> HttpResponse:
    if not choice.is_bound or not request.GET.get("indicator"):
        newest = next(iter(periods_with_figures()), None)
        initial = {"period": request.GET.get("period") or (newest.time_period if newest else "")}
        choice = choice if choice.is_bound and "indicator" in request.GET else FigureChoice(initial=initial)
    return render(request, "dataset/choose.html", {"partnership": request.partnership, "form": choice})


def _show(request: PartnershipRequest, form: EntryForm, stored: DraftFigure | None) -> HttpResponse:
    return render(request, "dataset/entry.html", _context(request, form, stored))


def _show_both(request: PartnershipRequest, form: EntryForm, entered: Entry) -> HttpResponse:
    """What is stored now beside what this person entered. Saving again replaces the one by the other."""
    stored = draft_figure(form.definition.slug, form.period)
    data = request.POST.copy()
    data["seen_version"] = str(stored.version) if stored else ""
    again = EntryForm(form.definition, form.period, form.populations, data)
    again.is_valid()
    context = _context(request, again, stored) | {"conflict": _both(stored, entered), "stored": stored}
    return render(request, "dataset/entry.html", context, status=409)


def _both(stored: DraftFigure | None, entered: Entry) -> Table:
    rows: list[list[Any]] = [
        ["Counted", stored and numerator_of(stored), numerator_of(entered)],
        ["Out of", stored and denominator_of(stored), denominator_of(entered)],
        ["Value", stored and value_of(stored), value_of(entered)],
        ["Status", stored and stored.status.capitalize(), str(entered.status).capitalize()],
        ["Note", (stored and stored.note) or None, entered.note or None],
    ]
    return Table(
        caption="The two figures",
        columns=["Part", "Stored now", "What you entered"],
        rows=rows,
    )


def _context(request: PartnershipRequest, form: EntryForm, stored: DraftFigure | None) -> dict[str, object]:
    return {
        "partnership": request.partnership,
        "form": form,
        "definition": form.definition,
        "period": form.period,
        "stored": stored,
        "population": _population(form.definition, form.period, form.populations),
        "query": urlencode({"indicator": form.definition.slug, "period": form.period.time_period}),
    }


def _population(definition: Definition, period: Period, populations: Mapping[int, int]) -> str:
    """What the denominator of a rate will be, in a sentence; empty for other kinds."""
    if definition.population is None:
        return ""
    year = period.reporting_year_number
    if year is None:
        return "There is no official population for this period, so only the number is kept and no rate is shown."
    if year - 1 not in populations:
        return f"No population estimate is held for the middle of {year - 1}, so a number cannot be stored."
    return (
        f"The denominator is filled in for you: {populations[year - 1]:,} children aged "
        f"{definition.population.ages} lived in the area in the middle of {year - 1}."
    )
