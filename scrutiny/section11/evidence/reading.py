"""The bytes of a file, for those who may read it: its agency, and whoever was given signed answers that name it."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from scrutiny.section11.books import Book
from scrutiny.section11.evidence.selectors import is_signed


@dataclass(frozen=True)
class EvidenceFile:
    name: str
    content_type: str
    data: bytes


def file_of(item: Any) -> EvidenceFile | None:
    """For the agency itself. None for a link, and for what was withdrawn before anything signed named it."""
    if item.kind != item.Kind.FILE or (item.withdrawn_at is not None and not is_signed(item)):
        return None
    return EvidenceFile(item.file_name, item.content_type, bytes(item.stored.content))


def evidence_bytes_for(book: Book, *, organisation: str, evidence: UUID, signed: Any) -> EvidenceFile | None:
    """A file that the signed answers `signed` (a row of this book) name, for the partnership that reads them.

    Call it inside the partnership, after its own check of permission. None for anything else: another agency's
    evidence, a link, what those answers do not name, a file that is not the one that was signed.

    Of the shared book always None: a partnership's database role reads no row of it. What crosses is a delivery, which
    names evidence by its title, the period it covers and its fingerprint; the file itself the agency hands over.
    """
    if book.is_shared or signed.assessment.organisation != organisation:
        return None
    fingerprint = _named(signed.canonical).get(str(evidence))
    item = book.evidence.objects.filter(pk=evidence, organisation=organisation, kind="file").first()
    if item is None or not fingerprint or item.sha256 != fingerprint:
        return None
    return EvidenceFile(item.file_name, item.content_type, bytes(item.stored.content))


def _named(canonical: str) -> dict[str, str]:
    """Fingerprints by the ids of evidence that a signed text names."""
    return {
        each["id"]: each["sha256"]
        for answer in json.loads(canonical)["answers"]
        for each in answer["evidence"]
    }
