"""Removing what should never have been added, such as a file that names a child. Not withdrawing: the bytes go.

They go from the library and from what was delivered to partnerships, with every word by which the piece was called.
What stays: that there was a file, its fingerprint, when it was added, who removed it, when and why. Texts that were
signed are not touched, so that they still verify: they hold the title, and pages show the removal in its place.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from audit_trail.actions import record
from kernel.errors import UserError
from scrutiny.section11.desk import Desk
from scrutiny.section11.evidence.selectors import removal_of
from scrutiny.section11.models import DeliveredFile

OPERATOR = "an operator of the platform"
LONGEST_REASON = 300
TITLES = {"file": "Removed file", "link": "Removed link"}
NO_WORDS = {
    "address": "", "file_name": "", "content_type": "", "size": 0, "scanned": "", "covers_from": None,
    "covers_until": None, "added_by": None, "added_role": "",
}  # fmt: skip


class NoReason(UserError):
    """Nobody said why, or not in words that can be kept."""


@transaction.atomic
def remove(*, desk: Desk, pk: UUID, why: str, by: Person | None) -> Any:
    """All of it or nothing; a second time changes nothing. `by` None: an operator. Raises NoReason.

    The agency's assessments are held first: whoever signs or chooses evidence meanwhile waits, and then finds it gone.
    """
    why = reason(why)
    assessments = desk.book.assessments.objects.filter(organisation=desk.organisation.slug)
    list(assessments.select_for_update().order_by("pk").values_list("pk"))
    item = desk.book.evidence.objects.select_for_update().get(pk=pk, organisation=desk.organisation.slug)
    if removal_of(item):
        return item
    now = timezone.now()
    desk.book.evidence_content.objects.filter(evidence=item).delete()
    if desk.book.is_shared:
        DeliveredFile.objects.filter(evidence=item.pk).delete()
    item.uses.all().delete()
    item.actions.clear()
    desk.book.evidence_removals(
        evidence=item, removed_at=now, removed_by=by.pk if by else None,
        removed_role=by.role_title if by else OPERATOR, why=why,
    ).save()  # fmt: skip
    for name, value in {**NO_WORDS, "title": TITLES[item.kind]}.items():
        setattr(item, name, value)
    item.withdrawn_at = item.withdrawn_at or now
    item.save()
    record(
        by=by,
        action="remove evidence",
        subject=f"{desk.organisation}: {item.kind}",
        partnership=desk.chain,
        detail={"id": str(item.pk), "sha256": item.sha256, "why": why},
    )
    return item


def reason(why: str) -> str:
    """As it ends the sentence “This file was removed because …”. Raises NoReason."""
    words = " ".join(why.split()).rstrip(".")
    if not words:
        raise NoReason("Say why it is removed")
    if len(words) > LONGEST_REASON:
        raise NoReason(f"Say why in {LONGEST_REASON} characters or fewer")
    if "\0" in words:
        raise NoReason(
            "The reason holds a character that cannot be stored. Type it again rather than paste it."
        )
    return words
