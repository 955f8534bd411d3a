"""What the region knows of planned actions: those that partnerships released, read from their signed returns alone."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from scrutiny.frameworks.content import Content
from scrutiny.frameworks.models import Edition
from scrutiny.returns.audit_payload import AuditedAgency, ReleasedAction
from scrutiny.returns.models import Return
from scrutiny.section11.editions import content_of_edition
from scrutiny.section11.planned.listed import Listed, Named, in_order


def released_actions(returns: Iterable[Return], day: date) -> list[Listed]:
    """Of the returns of a round that stand. One query, for the editions that agencies answered."""
    signed = [(row, agency) for row in returns for agency in row.agencies if agency.actions]
    contents = contents_of({agency.edition_sha256 for _, agency in signed})
    return in_order(
        listed
        for row, agency in signed
        for listed in _of(row, agency, contents.get(agency.edition_sha256), day)
    )


def contents_of(hashes: Iterable[str]) -> dict[str, Content]:
    """Editions by their hash, which is how signed texts name them. One query."""
    rows = Edition.objects.filter(sha256__in=set(hashes))
    return {each.sha256: content_of_edition(each) for each in rows}


def _of(row: Return, agency: AuditedAgency, content: Content | None, day: date) -> Iterator[Listed]:
    signed_on = timezone.localdate(datetime.fromisoformat(agency.signed_at)) if agency.signed_at else day
    href = reverse("returns:receipt", args=[row.pk])
    for action in agency.actions:
        number, statement, standard = _place(action, content)
        yield Listed(
            area=Named(row.partnership.slug, row.partnership.area.short_name),
            agency=Named(agency.organisation, agency.name),
            standard=standard,
            number=number,
            statement=statement,
            what=action.what,
            owner=action.owner,
            due_on=date.fromisoformat(action.due_on),
            how_far=action.state,
            note="",
            signed_on=signed_on,
            href=href,
            sha256=row.sha256,
            day=day,
            lodged_on=timezone.localdate(row.lodged_at),
        )


def _place(action: ReleasedAction, content: Content | None) -> tuple[str, str, Named]:
    """Its statement's number and words, and the standard. A return may name an edition that is not kept here."""
    placed = content.placed.get(action.statement) if content else None
    if placed is None:
        return "", action.statement, Named("", "")
    return placed.number, placed.statement.text, Named(placed.standard.id, placed.standard.title)
