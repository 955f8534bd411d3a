"""Every change to an agency's library, and to what stands beside its answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from audit_trail.actions import record
from kernel.errors import UserError
from scrutiny.section11.answering.actions import start
from scrutiny.section11.answering.errors import NotAnAnswer, NotNow
from scrutiny.section11.answering.locking import share
from scrutiny.section11.answering.selectors import Work, work_of
from scrutiny.section11.desk import Desk
from scrutiny.section11.evidence.checking import CheckedFile
from scrutiny.section11.evidence.selectors import library, uses_of
from scrutiny.section11.models import Round


class ThereAlready(UserError):
    """The library holds the same file, byte for byte. `item` is where."""

    def __init__(self, name: str, item: Any) -> None:
        super().__init__(f"“{name}” is in the library already, as “{item.title}”. Use that one.")
        self.item = item


@dataclass(frozen=True)
class Described:
    """What a person says of a piece of evidence. `covers_until` None: it still holds."""

    title: str
    covers_from: date
    covers_until: date | None


@transaction.atomic
def add_file(*, desk: Desk, file: CheckedFile, described: Described, by: Person) -> Any:
    """The row and the file's bytes, both or neither. Raises ThereAlready."""
    item = _new(desk, described, by)
    item.kind, item.file_name, item.content_type = item.Kind.FILE, file.name, file.content_type
    item.size, item.sha256, item.scanned = len(file.data), file.sha256, file.scanned
    try:
        with transaction.atomic():
            item.save(force_insert=True)
    except IntegrityError:
        raise ThereAlready(file.name, library(desk).get(sha256=file.sha256, kind=item.Kind.FILE)) from None
    desk.book.evidence_content(evidence=item, content=file.data).save()
    _note(desk, by, "add evidence", item, sha256=file.sha256, size=item.size, scanned=file.scanned)
    return item


@transaction.atomic
def add_link(*, desk: Desk, address: str, described: Described, by: Person) -> Any:
    item = _new(desk, described, by)
    item.kind, item.address = item.Kind.LINK, address
    item.save(force_insert=True)
    _note(desk, by, "add evidence", item)
    return item


@transaction.atomic
def withdraw(*, desk: Desk, pk: UUID, by: Person) -> Any:
    """No longer offered. It leaves answers that may be changed today; signed ones keep naming it. Again: no change."""
    rows = desk.book.evidence.objects.filter(organisation=desk.organisation.slug)
    # Assessments before the piece, as everywhere: two who wait for one another would wait for ever.
    left = [use for use in uses_of(rows.get(pk=pk)) if _may_still_change(desk, use.assessment)]
    item = rows.select_for_update().get(pk=pk)
    if item.withdrawn_at is not None:
        return item
    item.uses.filter(pk__in=[use.pk for use in left]).delete()
    item.withdrawn_at = timezone.now()
    item.save(update_fields=["withdrawn_at"])
    _note(desk, by, "withdraw evidence", item, left=[str(use) for use in left])
    return item


@transaction.atomic
def choose_evidence(
    *,
    desk: Desk,
    round_: Round,
    statement: str,
    area: str,
    chosen: Collection[UUID],
    offered: Collection[UUID],
    by: Person,
) -> None:
    """Of the pieces `offered` to the person, those `chosen` stand beside the question from now on, the others do not.

    Pieces that were not offered (a colleague added one meanwhile) stay as they are. Raises NotNow and NotAnAnswer.
    """
    assessment = start(book=desk.book, round_=round_, organisation=desk.organisation, by=by)
    share(desk.book, round_.slug, desk.organisation)
    _must_be_asked(work_of(desk.book, round_, desk.organisation), statement, area)
    here = {use.evidence_id: use for use in assessment.evidence_uses.filter(statement=statement, area=area)}
    own = set(library(desk).filter(pk__in=chosen).values_list("pk", flat=True))
    added = [pk for pk in own if pk not in here]
    gone = [use for pk, use in here.items() if pk in set(offered) and pk not in own]
    for pk in added:
        assessment.evidence_uses.get_or_create(
            statement=statement, area=area, evidence_id=pk,
            defaults={"added_at": timezone.now(), "added_by": by.pk, "added_role": by.role_title},
        )  # fmt: skip
    assessment.evidence_uses.filter(pk__in=[use.pk for use in gone]).delete()
    if added or gone:
        record(
            by=by,
            action="choose evidence",
            subject=f"{desk.organisation}, {round_}: {f'{statement} {area}'.strip()}",
            partnership=desk.chain,
            detail={
                "added": sorted(map(str, added)),
                "removed": sorted(str(use.evidence_id) for use in gone),
            },
        )


def _must_be_asked(work: Work | None, statement: str, area: str) -> None:
    if work is None or (statement, area) not in {each.key for each in work.questions}:
        raise NotAnAnswer("This is not asked of the agency in this round.")
    if why := work.situation.why_locked(timezone.localdate()):
        raise NotNow(why)


def _may_still_change(desk: Desk, assessment: Any) -> bool:
    round_ = Round.objects.filter(slug=assessment.round).first()
    if round_ is None:
        return False
    share(desk.book, round_.slug, desk.organisation)
    work = work_of(desk.book, round_, desk.organisation)
    return work is not None and work.may_edit(timezone.localdate())


def _new(desk: Desk, described: Described, by: Person) -> Any:
    return desk.book.evidence(
        organisation=desk.organisation.slug,
        title=described.title,
        covers_from=described.covers_from,
        covers_until=described.covers_until,
        added_at=timezone.now(),
        added_by=by.pk,
        added_role=by.role_title,
    )


def _note(desk: Desk, by: Person, action: str, item: Any, **detail: Any) -> None:
    """In the chain of the one partnership, or of the region where an agency answers for several.

    The trail keeps for ever what it is told: no title, name or address, which may have to be removed one day.
    """
    record(
        by=by, action=action, subject=f"{desk.organisation}: {item.kind}", partnership=desk.chain,
        detail={"id": str(item.pk), **detail},
    )  # fmt: skip
