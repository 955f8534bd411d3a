"""The bytes of a file, for those who may read it: its agency, and whoever was given signed answers that name it."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from scrutiny.section11.books import Book
from scrutiny.section11.evidence.selectors import is_signed, removal_of
from scrutiny.section11.models import DeliveredFile, Delivery
from scrutiny.section11.signed import evidence_in


@dataclass(frozen=True)
class EvidenceFile:
    name: str
    content_type: str
    data: bytes


def file_of(item: Any) -> EvidenceFile | None:
    """For the agency itself. None for a link, for what was withdrawn before anything signed named it, and for what was
    removed."""
    if item.kind != item.Kind.FILE or removal_of(item) or (item.withdrawn_at and not is_signed(item)):
        return None
    return EvidenceFile(item.file_name, item.content_type, bytes(item.stored.content))


def evidence_bytes_for(book: Book, *, organisation: str, evidence: UUID, signed: Any) -> EvidenceFile | None:
    """A file that signed answers name, for the partnership that reads them.

    `signed`: a row of signed answers of the partnership's own book, or a delivery from the shared one, of which its
    database role sees those files alone that came with its deliveries. Call it inside the partnership, after its own
    check of permission. None for anything else: another agency's evidence, a link, what those answers do not name, a
    file that is not the one that was signed, one that was removed.
    """
    of_a_delivery = isinstance(signed, Delivery)
    whose = signed.organisation if of_a_delivery else signed.assessment.organisation
    if book.is_shared != of_a_delivery or whose != organisation:
        return None
    piece = evidence_in(json.loads(signed.canonical)).get(str(evidence))
    if piece is None or piece["kind"] != book.evidence.Kind.FILE:
        return None
    found = _delivered(signed, evidence) if of_a_delivery else _own(book, organisation, evidence)
    return found[1] if found is not None and found[0] == piece["sha256"] else None


def _delivered(delivery: Delivery, evidence: UUID) -> tuple[str, EvidenceFile] | None:
    """With its fingerprint."""
    if not delivery.evidence.filter(evidence=evidence).exists():
        return None
    row = DeliveredFile.objects.filter(evidence=evidence).first()
    return (row.sha256, EvidenceFile(row.file_name, row.content_type, bytes(row.content))) if row else None


def _own(book: Book, organisation: str, evidence: UUID) -> tuple[str, EvidenceFile] | None:
    rows = book.evidence.objects.filter(pk=evidence, organisation=organisation, stored__isnull=False)
    item = rows.select_related("stored").first()
    if item is None:
        return None
    return item.sha256, EvidenceFile(item.file_name, item.content_type, bytes(item.stored.content))
