"""Reads of an agency's library. Every one begins from the desk: another agency's evidence is never among them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404

from scrutiny.frameworks.content import Placed
from scrutiny.frameworks.models import Edition
from scrutiny.section11.desk import Desk
from scrutiny.section11.models import Round
from scrutiny.section11.signed import evidence_in, pieces_in


@dataclass(frozen=True)
class Use:
    """Where a piece of evidence stands. `placed` None: the statement is not in the edition that was answered."""

    round_slug: str
    round_name: str
    statement: str
    area: str
    placed: Placed | None


def whole_library(desk: Desk) -> QuerySet[Any]:
    """With what was withdrawn; each piece with the number of its uses."""
    rows: QuerySet[Any] = desk.book.evidence.objects.filter(organisation=desk.organisation.slug)
    counted: QuerySet[Any] = rows.select_related("removal").annotate(number_of_uses=Count("uses"))
    return counted


def library(desk: Desk) -> QuerySet[Any]:
    """What may be used."""
    rows: QuerySet[Any] = desk.book.evidence.objects.filter(
        organisation=desk.organisation.slug, withdrawn_at__isnull=True
    )
    return rows.select_related("removal")


def the_item(desk: Desk, pk: UUID) -> Any:
    rows = desk.book.evidence.objects.select_related("removal")
    item = rows.filter(pk=pk, organisation=desk.organisation.slug).first()
    if item is None:
        raise Http404("There is no such evidence.")
    return item


def uses_of(item: Any) -> list[Any]:
    return list(
        item.uses.select_related("assessment").order_by("-assessment__started_at", "statement", "area")
    )


def where_used(item: Any) -> list[Use]:
    """Statement by statement, newest round first, with the words of the edition that was answered. Three queries."""
    rows = uses_of(item)
    rounds = {
        each.slug: each.name for each in Round.objects.filter(slug__in={row.assessment.round for row in rows})
    }
    editions = {
        each.pk: each.content
        for each in Edition.objects.filter(pk__in={row.assessment.edition for row in rows})
    }
    return [
        Use(
            row.assessment.round,
            rounds.get(row.assessment.round, row.assessment.round),
            row.statement,
            row.area,
            editions[row.assessment.edition].placed.get(row.statement)
            if row.assessment.edition in editions
            else None,
        )
        for row in rows
    ]


def removal_of(item: Any) -> Any:
    """That it was removed, and why; None while it stands."""
    return getattr(item, "removal", None)


def removals(model: type[Any], evidence: Collection[str]) -> dict[str, Any]:
    """Of these pieces those that were removed, by their ids. `model`: of removals in a book. One query, or none."""
    if not evidence:
        return {}
    return {str(each.pk): each for each in model.objects.filter(pk__in=evidence)}


def removed_from(signed: Any, content: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each place of a signed text where evidence is named that was removed since, with the removal."""
    uses = related(related(type(signed), "assessment"), "evidence_uses")
    model = related(related(uses, "evidence"), "removal")
    gone = removals(model, list(evidence_in(content)))
    for answer in content["answers"]:
        for piece in pieces_in(answer):
            if piece["id"] in gone:
                yield piece, gone[piece["id"]]


def related(model: type[Any], name: str) -> type[Any]:
    """The model on the other side, in the same book."""
    found: type[Any] = model._meta.get_field(name).related_model
    return found


def is_signed(item: Any) -> bool:
    """Whether signed answers of its agency name it. Their text is JSON, in which an id stands in double quotes."""
    signed = related(related(item.uses.model, "assessment"), "signed")
    named: bool = signed.objects.filter(
        assessment__organisation=item.organisation, canonical__contains=f'"{item.pk}"'
    ).exists()
    return named
