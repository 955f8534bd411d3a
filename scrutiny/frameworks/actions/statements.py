"""Changing the statements of a draft. Each change says how the statement comes from the edition before."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction

from audit_trail.actions import Actor
from scrutiny.frameworks.actions.opening import change, locked, remember
from scrutiny.frameworks.checking import KEEPS_ITS_ID
from scrutiny.frameworks.errors import NotAllowed
from scrutiny.frameworks.keys import free_key
from scrutiny.frameworks.models import Draft, DraftRetirement, DraftStatement
from scrutiny.frameworks.selectors import left_without


@dataclass(frozen=True)
class StatementText:
    """What a person writes of a statement. `grades` by slug; `earlier` are ids of the edition before."""

    text: str
    guidance: str
    evidence: list[str]
    area_specific: bool
    for_whom: list[str]
    grades: dict[str, str]
    change_kind: str
    earlier: list[str]


@transaction.atomic
def add_statement(*, draft: Draft, standard: int, text: StatementText, by: Actor) -> DraftStatement:
    """At the end of a standard. Raises NotAllowed, DraftStandard.DoesNotExist, DraftClosed."""
    draft = locked(draft)
    row = DraftStatement(
        draft=draft,
        standard=draft.standards.get(pk=standard),
        key=_key(draft, text, None),
        order=draft.statements.filter(standard=standard).count(),
        **asdict(text),
    )
    row.save()
    _no_longer_retired(draft, text.earlier)
    remember(draft, by, "add statement to draft", row.key, mapping=_mapping(text))
    return row


@transaction.atomic
def change_statement(
    *, draft: Draft, pk: int, seen_version: int, text: StatementText, by: Actor
) -> DraftStatement:
    """Raises NotAllowed, ChangedMeanwhile, DraftClosed, and DraftStatement.DoesNotExist where it was retired."""
    draft = locked(draft)
    row = draft.statements.get(pk=pk)
    if different := change(row, seen_version, key=_key(draft, text, row), **asdict(text)):
        _no_longer_retired(draft, text.earlier)
        remember(draft, by, "change statement in draft", row.key, changed=different, mapping=_mapping(text))
    return row


@transaction.atomic
def move_statement(*, draft: Draft, pk: int, standard: int, place: int, by: Actor) -> DraftStatement:
    """To a place in a standard: after so many of the others there. What it asks is not touched.

    Raises DraftClosed, DraftStatement.DoesNotExist, DraftStandard.DoesNotExist.
    """
    draft = locked(draft)
    row = draft.statements.get(pk=pk)
    target = draft.standards.get(pk=standard)
    others = list(draft.statements.filter(standard=target).exclude(pk=pk).order_by("order", "pk"))
    place = max(0, min(place, len(others)))
    before = [row.standard.title, row.order + 1]
    row.standard = target
    for order, each in enumerate([*others[:place], row, *others[place:]]):
        each.order = order
    DraftStatement.objects.bulk_update([*others, row], ["order", "standard"])
    remember(draft, by, "move statement in draft", row.key, place=[before, [target.title, place + 1]])
    return row


@transaction.atomic
def retire_statement(*, draft: Draft, pk: int, reason: str, by: Actor) -> None:
    """Ask it no more. Earlier statements that nothing else comes from are retired with the reason.

    Raises NotAllowed where such a reason is missing, DraftStatement.DoesNotExist, DraftClosed.
    """
    draft = locked(draft)
    row = draft.statements.get(pk=pk)
    orphans = left_without(draft, row)
    if orphans and not reason.strip():
        raise NotAllowed("Say why it is asked no more. Agencies that answered it will read the reason.")
    row.delete()
    DraftRetirement.objects.bulk_create(
        DraftRetirement(draft=draft, key=key, reason=reason.strip()) for key in orphans
    )
    remember(draft, by, "retire statement from draft", row.key, retired=orphans, reason=reason.strip())


@transaction.atomic
def restore_statement(*, draft: Draft, key: str, by: Actor) -> DraftStatement:
    """Ask an earlier statement again, unchanged. Raises DraftRetirement.DoesNotExist, NotAllowed, DraftClosed."""
    draft = locked(draft)
    retirement = draft.retirements.get(key=key)
    placed = draft.based_on.content.placed[key]
    home = draft.standards.filter(key=placed.standard.id).first() or draft.standards.last()
    if home is None:
        raise NotAllowed("The draft has no standard to put it in. Add one first.")
    retirement.delete()
    statement = placed.statement
    row = DraftStatement.objects.create(
        draft=draft, standard=home, key=key, text=statement.text, guidance=statement.guidance,
        evidence=list(statement.evidence), area_specific=statement.area_specific,
        for_whom=list(statement.for_whom), grades=statement.grades, change_kind="unchanged", earlier=[key],
        order=home.statements.count(),
    )  # fmt: skip
    remember(draft, by, "restore statement in draft", key)
    return row


def _key(draft: Draft, text: StatementText, row: DraftStatement | None) -> str:
    """The earlier statement's id where it lives on; otherwise one of its own, never used before.

    Raises NotAllowed where another statement of the draft carries the earlier one on.
    """
    before = draft.based_on.content.placed
    others = {each.key for each in draft.statements.all() if row is None or each.pk != row.pk}
    if text.change_kind in KEEPS_ITS_ID:
        key = text.earlier[0]
        if key in others:
            number = before[key].number if key in before else key
            raise NotAllowed(f"Another statement of the draft carries the earlier {number} on already.")
        return key
    taken = others | set(before)
    return row.key if row and row.key not in taken else free_key(text.text, taken)


def _no_longer_retired(draft: Draft, earlier: Iterable[str]) -> None:
    draft.retirements.filter(key__in=list(earlier)).delete()


def _mapping(text: StatementText) -> list[object]:
    return [text.change_kind, text.earlier]
