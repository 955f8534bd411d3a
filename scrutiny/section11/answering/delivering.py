"""What a signature hands to each partnership: its own cut of the text, and the files that this cut names."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connection

from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.books import Book
from scrutiny.section11.models import DeliveredEvidence, DeliveredFile, Delivery
from scrutiny.section11.signed import cut_for, evidence_in, sealed

COPY = """
INSERT INTO {delivered} (evidence, sha256, file_name, content_type, size, scanned, content)
SELECT item.id, item.sha256, item.file_name, item.content_type, item.size, item.scanned, stored.content
FROM {library} item JOIN {contents} stored ON stored.evidence_id = item.id
WHERE item.organisation = %(organisation)s AND item.id = ANY(%(named)s)
ON CONFLICT DO NOTHING
"""


def deliver(work: Work, content: dict[str, Any], signed: Any) -> None:
    """In the transaction of the signature. A partnership is given no file that only another's answers name."""
    named: set[str] = set()
    for partnership in work.partnerships:
        cut = cut_for(content, partnership.slug)
        text, sha256 = sealed(cut)
        delivery = Delivery(
            partnership=partnership, round=work.round.slug, organisation=work.organisation.slug,
            number=signed.number, canonical=text, sha256=sha256,
            signed_role=signed.signed_role, signed_at=signed.signed_at,
        )  # fmt: skip
        delivery.save()
        here = set(evidence_in(cut))
        DeliveredEvidence.objects.bulk_create(
            DeliveredEvidence(delivery=delivery, partnership=partnership, evidence=each)
            for each in sorted(here)
        )
        named |= here
    _copy_files(work.book, work.organisation.slug, named)


def _copy_files(book: Book, organisation: str, named: Collection[str]) -> None:
    """Inside the database, so that no file passes through here. What an earlier signature handed out is there already."""
    if not named:
        return
    tables = {
        "delivered": DeliveredFile._meta.db_table,
        "library": book.evidence._meta.db_table,
        "contents": book.evidence_content._meta.db_table,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            COPY.format(**tables), {"organisation": organisation, "named": [UUID(each) for each in named]}
        )
