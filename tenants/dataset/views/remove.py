from django.contrib import messages
from django.core.validators import slug_re
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from accounts.permissions import Permission
from kernel.periods import Period, PeriodNotUnderstood
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from tenants.dataset.actions import ChangedMeanwhile, remove_figure
from tenants.dataset.entry import read_period
from tenants.dataset.forms import RemoveForm
from tenants.dataset.models import DraftFigure
from tenants.dataset.presenters import name_of, working_table
from tenants.dataset.selectors import draft_figure


@permit(Permission.EDIT_FIGURES)
def remove(request: PartnershipRequest) -> HttpResponse:
    """Ask before a figure is taken out of the working figures."""
    indicator, period = request.GET.get("indicator", ""), _period(request)
    if not slug_re.match(indicator):
        raise Http404("No such indicator")
    stored = draft_figure(indicator, period)
    if stored is None:
        return _gone(request, period)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, stored)
    try:
        remove_figure(
            partnership=request.partnership,
            indicator=indicator,
            period=period,
            seen_version=form.cleaned_data["seen_version"],
            by=request.user,
        )
    except ChangedMeanwhile:
        return _show(request, stored, status=409)
    messages.success(request, f"Removed: {name_of(indicator)}, {period.label[0].lower()}{period.label[1:]}.")
    return _to_figures(request, period)


def _gone(request: PartnershipRequest, period: Period) -> HttpResponse:
    """A second click finds nothing left to remove."""
    if request.method != "POST":
        raise Http404("No such figure")
    messages.info(request, "This figure is not there any more.")
    return _to_figures(request, period)


def _to_figures(request: PartnershipRequest, period: Period) -> HttpResponse:
    query = urlencode({"period": period.time_period})
    return redirect(f"{reverse('dataset:figures', args=[request.partnership.slug])}?{query}")


def _period(request: PartnershipRequest) -> Period:
    try:
        return read_period(request.GET.get("period", ""))
    except PeriodNotUnderstood as error:
        raise Http404("No such period") from error


def _show(request: PartnershipRequest, stored: DraftFigure, status: int = 200) -> HttpResponse:
    context = {
        "partnership": request.partnership,
        "stored": stored,
        "name": name_of(stored.indicator),
        "period": stored.period,
        "table": working_table("The figure", [stored], caption_hidden=True),
        "form": RemoveForm(initial={"seen_version": stored.version}),
        "changed_meanwhile": status != 200,
        "query": urlencode({"indicator": stored.indicator, "period": stored.period.time_period}),
    }
    return render(request, "dataset/remove.html", context, status=status)
