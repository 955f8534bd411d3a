"""All agencies of a round on one page: how far each is, and its grades counted."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from design_system.tables import Cell, Table
from scrutiny.section11.models import Round, Stage
from tenants.challenge.judged import Judged, judged
from tenants.challenge.models import ModeratedGrade
from tenants.challenge.presenters.wording import counted, day
from tenants.challenge.responses import Response


def agencies_table(
    round_: Round, responses: Iterable[Response], moderated: dict[str, list[ModeratedGrade]]
) -> Table:
    rows = [_row(round_, each, judged(each, moderated.get(each.organisation.slug, []))) for each in responses]
    columns = ["Agency", "Stage", "Its own grades", "Moderated"]
    return Table("Agencies expected to answer to you", columns, rows, caption_hidden=True)


def _row(round_: Round, response: Response, found: dict[str, Judged]) -> list[Any]:
    organisation, signed = response.organisation, response.current
    where = "answers for several areas" if response.shared else "answers for your area alone"
    href = reverse("challenge:agency", args=[response.area, round_.slug, organisation.slug]) if signed else ""
    when = f"Signed on {day(signed.signed_at.date())}" if signed else ""
    grades = [each["grade"] for each in response.answers.values()]
    return [
        Cell(organisation.name, href=href, note=f"{response.content.variant.name}, {where}"),
        Cell("", status=response.stage.label, note=when),
        counted(response, grades) if grades else "None yet",
        _moderated(response, found),
    ]


def _moderated(response: Response, found: dict[str, Judged]) -> Any:
    grades = [each.counts.grade for each in found.values() if each.counts]
    stale = sum(each.is_of_an_earlier_version for each in found.values())
    text = counted(response, grades) or ("None yet" if response.current else "")
    return Cell(text, note=f"{stale} on an earlier version" if stale else "")


def facts(responses: list[Response], moderated: dict[str, list[ModeratedGrade]]) -> list[dict[str, Any]]:
    stages = [each.stage for each in responses]
    looked_at = sum(bool(moderated.get(each.organisation.slug)) for each in responses)
    return [
        {"label": "Agencies expected", "value": len(responses)},
        {"label": "Have signed", "value": sum(each.current is not None for each in responses)},
        {"label": "Returned for changes", "value": stages.count(Stage.RETURNED)},
        {"label": "Moderated in part or whole", "value": looked_at, "note": "by a scrutineer"},
    ]


def standards(round_: Round, area: str, responses: Iterable[Response]) -> list[dict[str, Any]]:
    """Every edition answered, with links to read each of its standards across agencies."""
    by_edition = {each.content.name: each.content for each in responses}
    return [
        {
            "name": name,
            "links": [
                (
                    f"{place}. {standard.title}",
                    reverse("challenge:standard", args=[area, round_.slug, standard.id]),
                )
                for place, standard in enumerate(content.standards, start=1)
            ],
        }
        for name, content in sorted(by_edition.items())
    ]


def requests_said(response: Response) -> Iterator[str]:
    """What was asked of the agency, oldest first."""
    for each in response.requests:
        about = f"{len(each.statements)} statements" if each.statements else "all its answers"
        open_ = response.current is not None and each.about_number == response.current.number
        state = f"may change them until {day(each.until)}" if open_ else "signed again since"
        yield f"{day(each.requested_at.date())}, {each.requested_role}: {about} returned ({state}). “{each.note}”"
