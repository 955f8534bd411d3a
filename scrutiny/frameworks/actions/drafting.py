"""Starting, describing and discarding a draft."""

from django.db import transaction
from django.utils import timezone

from audit_trail.actions import Actor
from scrutiny.frameworks.actions.opening import change, locked, remember
from scrutiny.frameworks.content import Content
from scrutiny.frameworks.errors import NotAllowed
from scrutiny.frameworks.models import Draft, DraftStandard, DraftStatement, Edition
from scrutiny.frameworks.models.draft import DISCARDED
from scrutiny.frameworks.selectors import family_of


@transaction.atomic
def start_draft(*, based_on: Edition, label: str, by: Actor) -> Draft:
    """A copy of an edition as a draft of the next: every statement unchanged, every id kept.

    Raises NotAllowed where the edition is not the newest of its kind or the label is taken.
    """
    family = family_of(based_on)
    if family.newest != based_on:
        raise NotAllowed(f"The newest edition is {family.newest.label}. Start from that one.")
    _free(label, based_on)
    content = based_on.content
    draft = Draft.objects.create(based_on=based_on, label=label, about=content.about)
    _copy(content, draft)
    remember(draft, by, "start draft of an edition", f"copied from {based_on.label}", edition=based_on.sha256)
    return draft


@transaction.atomic
def describe_draft(*, draft: Draft, seen_version: int, label: str, about: str, by: Actor) -> Draft:
    """Raises NotAllowed where the label is taken, ChangedMeanwhile, DraftClosed."""
    draft = locked(draft)
    _free(label, draft.based_on)
    if different := change(draft, seen_version, label=label, about=about):
        remember(draft, by, "describe draft of an edition", changed=different)
    return draft


@transaction.atomic
def discard_draft(*, draft: Draft, by: Actor) -> None:
    """End a draft. Its text is kept and can still be read. Raises DraftClosed."""
    draft = locked(draft)
    draft.state = DISCARDED
    draft.save()
    remember(draft, by, "discard draft of an edition", on=timezone.localdate().isoformat())


def _free(label: str, based_on: Edition) -> None:
    taken = Edition.objects.filter(framework=based_on.framework, variant=based_on.variant, label=label)
    if taken.exists():
        raise NotAllowed(f"There is an edition {label} already. Choose another name.")


def _copy(content: Content, draft: Draft) -> None:
    standards = DraftStandard.objects.bulk_create(
        DraftStandard(
            draft=draft,
            key=standard.id,
            title=standard.title,
            expectation=standard.expectation,
            sources=[source.model_dump() for source in standard.sources],
            order=order,
        )
        for order, standard in enumerate(content.standards)
    )
    DraftStatement.objects.bulk_create(
        DraftStatement(
            draft=draft,
            standard=row,
            key=statement.id,
            text=statement.text,
            guidance=statement.guidance,
            evidence=list(statement.evidence),
            area_specific=statement.area_specific,
            for_whom=list(statement.for_whom),
            grades=statement.grades,
            change_kind="unchanged",
            earlier=[statement.id],
            order=order,
        )
        for row, standard in zip(standards, content.standards, strict=True)
        for order, statement in enumerate(standard.statements)
    )
