"""Surveys as rows of a table. Of replies it says nothing that practitioners.py does not show."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from design_system.tables import Cell, Table
from scrutiny.returns.audit_payload import PractitionersView
from scrutiny.section11.models import Round
from tenants.challenge.models import Survey
from tenants.challenge.presenters.wording import day as in_words
from tenants.challenge.responses import Response


def surveys_table(
    round_: Round,
    responses: Iterable[Response],
    surveys: Mapping[str, Survey],
    views: Mapping[str, PractitionersView],
    day: date,
) -> Table:
    rows = [
        [each.organisation.name, *_state(round_, each, surveys.get(each.organisation.slug), views, day)]
        for each in responses
    ]
    return Table("Surveys", ["Agency", "Survey", "Replies"], rows, caption_hidden=True)


def _state(
    round_: Round,
    response: Response,
    survey: Survey | None,
    views: Mapping[str, PractitionersView],
    day: date,
) -> list[Any]:
    place = [response.area, round_.slug, response.organisation.slug]
    if survey is None:
        return [
            Cell("Ask practitioners", href=reverse("challenge:open_survey", args=place)),
            "None asked for",
        ]
    if survey.is_open_on(day):
        note = f"Open until {in_words(survey.closes_on)}"
        return [
            Cell("Close it now", href=reverse("challenge:close_survey", args=place), note=note),
            "Shown when it has closed",
        ]
    view = views.get(response.organisation.slug)
    last = survey.closed_at.date() if survey.closed_at else survey.closes_on
    return [f"Closed on {in_words(last)}", f"{view.replies} replies" if view else "Fewer than five replies"]
