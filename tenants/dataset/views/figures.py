from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from accounts.permissions import Permission
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import TOPICS
from design_system.tables import Table
from kernel.periods import Period
from kernel.symbols import Symbol
from partnerships.decorators import permit
from partnerships.models import Partnership
from partnerships.permissions import can
from partnerships.requests import PartnershipRequest
from tenants.dataset.forms import PeriodChoice
from tenants.dataset.models import DraftFigure
from tenants.dataset.presenters import definition_of, working_table
from tenants.dataset.selectors import draft_figures, periods_with_figures

OTHER = "Indicators no longer in use"


@permit(Permission.READ_PARTNERSHIP)
def figures(request: PartnershipRequest) -> HttpResponse:
    """The working figures of one period, topic by topic."""
    partnership = request.partnership
    periods = periods_with_figures()
    period = chosen_period(request, periods)
    rows = list(draft_figures(period)) if period else []
    may_edit = can(request.user, Permission.EDIT_FIGURES, partnership)
    context = {
        "partnership": partnership,
        "period": period,
        "form": PeriodChoice(periods, initial={"period": period.time_period if period else ""}),
        "tables": _tables(rows, partnership, period, may_edit) if period else [],
        "missing": _missing(rows, partnership, period) if period and may_edit else [],
        "count": len(rows),
        "symbols": list(Symbol),
        "may_edit": may_edit,
        "may_prepare": can(request.user, Permission.PREPARE_RETURN, partnership),
    }
    return render(request, "dataset/figures.html", context)


def chosen_period(request: PartnershipRequest, periods: list[Period]) -> Period | None:
    """The one the address names, or the newest."""
    wanted = request.GET.get("period", "")
    return next((each for each in periods if each.time_period == wanted), periods[0] if periods else None)


def entry_address(partnership: Partnership, indicator: str, period: Period) -> str:
    query = urlencode({"indicator": indicator, "period": period.time_period})
    return f"{reverse('dataset:entry', args=[partnership.slug])}?{query}"


def _tables(rows: list[DraftFigure], partnership: Partnership, period: Period, may_edit: bool) -> list[Table]:
    def href(indicator: str) -> str:
        return entry_address(partnership, indicator, period) if may_edit and indicator in catalogue() else ""

    by_topic: dict[str, list[DraftFigure]] = {topic: [] for topic in (*TOPICS, OTHER)}
    for row in rows:
        definition = definition_of(row.indicator)
        by_topic[definition.topic if definition else OTHER].append(row)
    return [working_table(topic, figures, href=href) for topic, figures in by_topic.items() if figures]


def _missing(
    rows: list[DraftFigure], partnership: Partnership, period: Period
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Indicators without a figure, topic by topic, each with the address where it is entered."""
    present = {row.indicator for row in rows}
    groups = [
        (
            topic,
            [
                (each.name, entry_address(partnership, each.slug, period))
                for each in catalogue()
                if each.topic == topic and each.slug not in present
            ],
        )
        for topic in TOPICS
    ]
    return [(topic, links) for topic, links in groups if links]
