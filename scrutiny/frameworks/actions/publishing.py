"""Making an edition: from a draft, or from the files that come with this software. And withdrawing one."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from audit_trail.actions import record
from scrutiny.frameworks.actions.opening import locked, remember
from scrutiny.frameworks.assembling import Assembly
from scrutiny.frameworks.content import Content
from scrutiny.frameworks.errors import ChangedMeanwhile, NotAllowed
from scrutiny.frameworks.models import Draft, Edition, EditionRetirement
from scrutiny.frameworks.models.draft import PUBLISHED
from scrutiny.frameworks.selectors import family_of


class EditionDiffers(ValueError):
    """The files say something else than the edition of the same name that is published."""


@transaction.atomic
def publish_draft(*, draft: Draft, valid_from: date, seen: str, by: Person) -> Edition:
    """Freeze a draft as an edition that is in force from that day on. It cannot be changed afterwards.

    `seen` is the fingerprint of the draft that the person had before them. Raises NotAllowed where the draft breaks a
    rule, the day has passed or another edition came first; ChangedMeanwhile; DraftClosed.
    """
    draft = locked(draft)
    if valid_from < timezone.localdate():
        raise NotAllowed("An edition starts today or later.")
    if family_of(draft.based_on).newest != draft.based_on:
        raise NotAllowed(
            "Another edition was published since this draft was started. Start a new draft from it."
        )
    assembly = Assembly(draft)
    if assembly.fingerprint != seen:
        raise ChangedMeanwhile(
            "Somebody changed the draft since you looked at it. Look again before you publish it."
        )
    if faults := assembly.faults(valid_from):
        raise NotAllowed(faults[0].text)
    edition = _edition(assembly.content(valid_from), follows=draft.based_on)
    edition.draft, edition.published_by, edition.published_role = draft.pk, by.pk, by.role_title
    _save(edition)
    draft.state = PUBLISHED
    draft.save()
    remember(
        draft, by, "publish edition", str(edition), sha256=edition.sha256, valid_from=valid_from.isoformat()
    )
    return edition


@transaction.atomic
def publish_shipped(*, contents: Iterable[Content]) -> list[Edition]:
    """Publish each edition that is not there yet. Running it again changes nothing. Returns those that are new.

    An edition is left out where the region has published one of its own after the edition it follows. Raises
    EditionDiffers where one of the same name says something else: what is published never changes.
    """
    there = {(*each.family, each.label): each for each in Edition.objects.defer("canonical")}
    followed = {each.follows_id for each in there.values()}
    new = []
    for content in contents:
        family = (content.framework.slug, content.variant.slug)
        if found := there.get((*family, content.label)):
            if found.sha256 != content.fingerprint:
                raise EditionDiffers(f"{content.name} is published with other words than its files hold.")
            continue
        before = there[*family, content.follows] if content.follows else None
        if before and before.pk in followed:
            continue
        edition = _edition(content, follows=before)
        edition.published_role = "the platform's operator"
        edition.save()
        record(by=None, action="publish edition", subject=str(edition), detail={"sha256": edition.sha256})
        there[*family, content.label] = edition
        new.append(edition)
    return new


@transaction.atomic
def withdraw_edition(*, edition: Edition, last_day: date, reason: str, by: Person) -> EditionRetirement:
    """Nothing new is answered against it after that day. It stays readable. Raises NotAllowed."""
    if not reason.strip():
        raise NotAllowed("Say why the edition is withdrawn.")
    if last_day < edition.valid_from:
        raise NotAllowed("The last day cannot be before the edition's first day.")
    if EditionRetirement.objects.filter(edition=edition).exists():
        raise NotAllowed("The edition is withdrawn already.")
    row = EditionRetirement(
        edition=edition,
        last_day=last_day,
        reason=reason.strip(),
        retired_at=timezone.now(),
        retired_by=by.pk,
        retired_role=by.role_title,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise NotAllowed("The edition is withdrawn already.") from error
    record(
        by=by,
        action="withdraw edition",
        subject=str(edition),
        detail={"sha256": edition.sha256, "last_day": last_day.isoformat(), "reason": reason.strip()},
    )
    return row


def _edition(content: Content, follows: Edition | None) -> Edition:
    canonical = content.canonical
    return Edition(
        framework=content.framework.slug,
        variant=content.variant.slug,
        label=content.label,
        framework_name=content.framework.name,
        variant_name=content.variant.name,
        answered_by=content.variant.answered_by,
        valid_from=content.valid_from,
        valid_until=content.valid_until,
        statements=len(content.placed),
        follows=follows,
        canonical=canonical,
        sha256=content.fingerprint,
        published_at=timezone.now(),
    )


def _save(edition: Edition) -> None:
    try:
        with transaction.atomic():
            edition.save()
    except IntegrityError as error:
        raise NotAllowed(
            "Another edition was published in the meantime. Start a new draft from it."
        ) from error
