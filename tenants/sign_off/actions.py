"""Preparing, sending back and approving. Approval is the one door: it lodges the return with the region."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from audit_trail.actions import Entry, record
from benchmarking.indicators.actions import project_new_returns
from kernel.canonical import canonical_json
from kernel.errors import UserError
from kernel.periods import Period
from partnerships.context import in_region
from partnerships.models import Partnership
from scrutiny.returns.actions import ReturnNotAccepted, Signature, lodge
from scrutiny.returns.models import Kind, Return
from scrutiny.returns.payload import hash_of
from scrutiny.returns.selectors import standing_return
from scrutiny.section11.models import Round
from tenants.sign_off.audit_content import freeze_audit, period_of, standing_audit
from tenants.sign_off.freeze import freeze
from tenants.sign_off.models import State, Submission
from tenants.sign_off.overlap import refuse_overlaps


class NotReady(UserError):
    """The return cannot be prepared or decided as things stand; the text says why."""


@transaction.atomic
def prepare(
    *, partnership: Partnership, period: Period, reason: str, by: Person, seen_sha256: str | None = None
) -> Submission:
    """Freeze the period's figures for a second person to approve.

    `seen_sha256` is the hash of what the person was shown. Raises CannotFreeze without figures, NotReady where
    the figures are no longer those shown, where a return waits already, where a correction gives no reason, or
    where nothing changed since the standing return.
    """
    content = freeze(partnership, period, lock=True)
    refuse_overlaps(partnership, period, content)
    if seen_sha256 is not None and hash_of(content) != seen_sha256:
        raise NotReady("A figure was changed after you opened this page. Look at the figures again.")
    standing = standing_return(partnership, period)
    reason = reason.strip()
    if standing is not None:
        if not reason:
            raise NotReady("A return for this period has been signed. Say why it needs correcting.")
        if says_the_same(standing, content):
            raise NotReady("The figures are those of the signed return. There is nothing to correct.")
    return _put_up(
        Submission(period_start=period.start, period_end=period.end),
        partnership,
        content,
        standing,
        reason,
        by,
    )


@transaction.atomic
def prepare_audit(
    *, partnership: Partnership, round_: Round, reason: str, by: Person, seen_sha256: str | None = None
) -> Submission:
    """Freeze what the partnership knows of a round for a second person to approve, as `prepare` does with figures.

    Raises CannotFreeze and NotReady.
    """
    standing = standing_audit(partnership, round_)
    period = standing.period if standing else period_of(round_)
    content = freeze_audit(partnership, round_, period)
    if seen_sha256 is not None and hash_of(content) != seen_sha256:
        raise NotReady(
            "Something changed after you opened this page: an agency signed again, or a grade, a release or a survey "
            "did. Look at the return again."
        )
    if standing is None and standing_return(partnership, period, Kind.SECTION_11) is not None:
        raise NotReady("A return of another round with the same first and last day has been signed already.")
    reason = reason.strip()
    if standing is not None:
        if not reason:
            raise NotReady("A return for this round has been signed. Say why it needs correcting.")
        if says_the_same(standing, content):
            raise NotReady("The return says what the signed one says. There is nothing to correct.")
    submission = Submission(
        kind=Kind.SECTION_11, round=round_.slug, period_start=period.start, period_end=period.end
    )
    return _put_up(submission, partnership, content, standing, reason, by)


def _put_up(
    submission: Submission,
    partnership: Partnership,
    content: dict[str, Any],
    standing: Return | None,
    reason: str,
    by: Person,
) -> Submission:
    """Keep the content as it was shown, for a second person. One waits at a time."""
    submission.content, submission.content_sha256 = canonical_json(content), hash_of(content)
    submission.supersedes = standing.pk if standing else None
    submission.reason = reason if standing else ""
    submission.prepared_by, submission.prepared_role = by.pk, by.role_title
    submission.prepared_at = timezone.now()
    try:
        with transaction.atomic():
            submission.save(force_insert=True)
    except IntegrityError:
        what = "period" if submission.kind == Kind.FIGURES else "round"
        raise NotReady(f"A return for this {what} is already waiting for approval.") from None
    _note(by, "prepare return", submission, partnership)
    return submission


@transaction.atomic
def send_back(*, partnership: Partnership, submission_id: uuid.UUID, note: str, by: Person) -> Submission:
    """Return a prepared submission for changes, saying what to change. The preparer may also take it back."""
    submission = _locked(submission_id)
    if submission.state != State.PREPARED:
        raise NotReady("This return is no longer waiting for approval.")
    if not note.strip():
        raise NotReady("Say what needs to change.")
    _decide(submission, State.SENT_BACK, by, note=note.strip())
    _keep(submission, _note(by, "send return back", submission, partnership))
    return submission


@transaction.atomic
def approve(*, partnership: Partnership, submission_id: uuid.UUID, seen_sha256: str, by: Person) -> Return:
    """Sign the submission and lodge it as a return, exactly once.

    `seen_sha256` is the hash of what the approver was shown. A second call for the same submission gives the
    same return. Everything happens in one transaction over the partnership's schema and the shared one, so a
    crash leaves a lodged return with its decision, or neither. Raises NotReady and ReturnNotAccepted.
    """
    _one_approval_at_a_time()
    submission = _locked(submission_id)
    if submission.state == State.LODGED:
        return Return.objects.get(submission=submission.pk)
    content = _content_to_sign(submission, partnership, seen_sha256, by)
    now = timezone.now()
    lodged = lodge(
        submission=submission.pk,
        partnership=partnership,
        period=submission.period,
        kind=Kind(submission.kind),
        content=content,
        prepared=Signature(submission.prepared_by, submission.prepared_role, submission.prepared_at),
        approved=Signature(by.pk, by.role_title, now),
        supersedes=Return.objects.get(pk=submission.supersedes) if submission.supersedes else None,
        reason=submission.reason,
    )
    _decide(submission, State.LODGED, by)
    submission.return_id = lodged.pk
    _keep(submission, _note(by, "approve return", submission, partnership, sha256=lodged.sha256))
    transaction.on_commit(_project, robust=True)
    return lodged


def _content_to_sign(
    submission: Submission, partnership: Partnership, seen_sha256: str, by: Person
) -> dict[str, Any]:
    """The content as it stands, once it is certain that it is what both people saw."""
    if submission.state != State.PREPARED:
        raise NotReady("This return was sent back for changes. It has to be prepared again.")
    if submission.prepared_by == by.pk:
        raise ReturnNotAccepted("The person who prepared a return cannot also approve it.")
    if seen_sha256 != submission.content_sha256:
        raise NotReady("The page you approved shows something else than what was prepared. Look at it again.")
    content = content_again(submission, partnership, lock=True)
    if hash_of(content) != submission.content_sha256:
        what = "A figure" if submission.kind == Kind.FIGURES else "Something in it"
        raise NotReady(
            f"{what} was changed after this return was prepared. Send it back and prepare it again."
        )
    if submission.kind == Kind.FIGURES:
        refuse_overlaps(partnership, submission.period, content)
    return content


def content_again(submission: Submission, partnership: Partnership, *, lock: bool = False) -> dict[str, Any]:
    """What would be frozen now for the return that a submission is for. Raises CannotFreeze."""
    if submission.kind == Kind.FIGURES:
        return freeze(partnership, submission.period, lock=lock)
    return freeze_audit(partnership, Round.objects.get(slug=submission.round), submission.period)


def _one_approval_at_a_time() -> None:
    """Approvals of one partnership wait for one another: each looks at what was signed before it."""
    list(Submission.objects.select_for_update().filter(state=State.PREPARED).order_by("pk").values_list("pk"))


def _locked(submission_id: uuid.UUID) -> Submission:
    return Submission.objects.select_for_update().get(pk=submission_id)


def _decide(submission: Submission, state: State, by: Person, note: str = "") -> None:
    submission.state = state
    submission.decided_by = by.pk
    submission.decided_role = by.role_title
    submission.decided_at = timezone.now()
    submission.decision_note = note


def _keep(submission: Submission, entry: Entry) -> None:
    """The decision, with its place in the audit trail."""
    submission.trail_sequence, submission.trail_hash = entry.sequence, entry.hash
    submission.save()


def says_the_same(standing: Return, content: dict[str, Any]) -> bool:
    """Whether the content is that of the signed return."""
    return all(standing.content[name] == value for name, value in content.items())


def _note(by: Person, action: str, submission: Submission, partnership: Partnership, **detail: str) -> Entry:
    return record(
        by=by,
        action=action,
        subject=f"return for {submission.about}",
        partnership=partnership.slug,
        # Not the hash of the content: what it hashes is known but for the counts, and small ones could be guessed.
        detail={"submission": str(submission.pk), **detail},
    )


def _project() -> None:
    """Let the region see the new figures at once. If this fails, the next benchmark run catches up."""
    with in_region():
        project_new_returns()
