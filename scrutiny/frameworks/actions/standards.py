"""Changing the standards of a draft."""

from dataclasses import asdict, dataclass

from django.db import transaction

from audit_trail.actions import Actor
from scrutiny.frameworks.actions.opening import change, locked, remember
from scrutiny.frameworks.errors import NotAllowed
from scrutiny.frameworks.keys import free_key
from scrutiny.frameworks.models import Draft, DraftStandard


@dataclass(frozen=True)
class StandardText:
    """What a person writes of a standard. `sources`: each with title, part and note."""

    title: str
    expectation: str
    sources: list[dict[str, str | None]]


@transaction.atomic
def add_standard(*, draft: Draft, text: StandardText, place: int, by: Actor) -> DraftStandard:
    """`place`: how many standards stand before it. Raises DraftClosed."""
    draft = locked(draft)
    rows = list(draft.standards.all())
    taken = {each.key for each in rows} | {each.id for each in draft.based_on.content.standards}
    new = DraftStandard(draft=draft, key=free_key(text.title, taken), order=len(rows), **asdict(text))
    new.save()
    _place(rows, new, place)
    remember(draft, by, "add standard to draft", new.title)
    return new


@transaction.atomic
def change_standard(
    *, draft: Draft, pk: int, seen_version: int, text: StandardText, place: int, by: Actor
) -> DraftStandard:
    """Raises DraftStandard.DoesNotExist where it was removed, ChangedMeanwhile, DraftClosed."""
    draft = locked(draft)
    rows = list(draft.standards.all())
    row = draft.standards.get(pk=pk)
    different = change(row, seen_version, **asdict(text))
    if _place([each for each in rows if each.pk != pk], row, place):
        different["place"] = [rows.index(row) + 1, place + 1]
    if different:
        remember(draft, by, "change standard in draft", row.title, changed=different)
    return row


@transaction.atomic
def remove_standard(*, draft: Draft, pk: int, by: Actor) -> None:
    """Raises NotAllowed where statements stand in it, DraftStandard.DoesNotExist, DraftClosed."""
    draft = locked(draft)
    row = draft.standards.get(pk=pk)
    if row.statements.exists():
        raise NotAllowed("Statements stand in this standard. Move or retire them first.")
    row.delete()
    remember(draft, by, "remove standard from draft", row.title)


def _place(others: list[DraftStandard], row: DraftStandard, place: int) -> bool:
    """Put the row after so many others. Says whether any order changed. Orders are no part of a version."""
    place = max(0, min(place, len(others)))
    wanted = [*others[:place], row, *others[place:]]
    moved = [each for order, each in enumerate(wanted) if each.order != order]
    for order, each in enumerate(wanted):
        each.order = order
    DraftStandard.objects.bulk_update(moved, ["order"])
    return bool(moved)
