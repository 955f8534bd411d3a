"""What agencies plan, as each of them last signed it for this partnership. What it signed before is not among it."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from scrutiny.section11.models import Round
from scrutiny.section11.planned.listed import Listed, Named, Proof, in_order
from scrutiny.section11.signed import evidence_of
from tenants.challenge.evidence import Kept
from tenants.challenge.presenters.evidence import pieces
from tenants.challenge.responses import Response, Version


def planned(round_: Round, responses: Iterable[Response], kept: Kept, day: date) -> list[Listed]:
    """Soonest due first. Asks nothing of the database: the words are in the signed answers.

    `kept`: what is still kept of the evidence that these answers name.
    """
    return in_order(
        row
        for response in responses
        if response.current is not None
        for row in _of(round_, response, response.current, kept, day)
    )


def _of(round_: Round, response: Response, signed: Version, kept: Kept, day: date) -> Iterator[Listed]:
    organisation = response.organisation
    page = reverse("challenge:agency", args=[response.area, round_.slug, organisation.slug])
    for question in response.questions:
        answer = signed.answers.get(question.statement.id)
        for action in answer["actions"] if answer else ():
            yield Listed(
                area=Named(response.area, ""),
                agency=Named(organisation.slug, organisation.name),
                standard=Named(question.standard.id, question.standard.title),
                number=question.placed.number,
                statement=question.statement.text,
                what=action["what"],
                owner=action["owner"],
                due_on=date.fromisoformat(action["due_on"]),
                how_far=action["state"],
                note=action["note"],
                signed_on=timezone.localdate(signed.signed_at),
                href=f"{page}#statement-{question.statement.id}",
                sha256=signed.sha256,
                day=day,
                evidence=tuple(
                    Proof(piece.title, piece.url, piece.leaves)
                    for piece in pieces(round_, response, signed, evidence_of(action), kept)
                ),
            )
