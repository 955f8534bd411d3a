"""Starting, submitting, taking back and signing: the same for every book. Answers are kept by `saving`."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from partnerships.models import Organisation
from scrutiny.section11.answering.carrying import carried_in, put_in, signed_before
from scrutiny.section11.answering.delivering import deliver
from scrutiny.section11.answering.errors import NotNow
from scrutiny.section11.answering.locking import hold
from scrutiny.section11.answering.noting import note_down
from scrutiny.section11.answering.selectors import Work, previous_assessment, work_of
from scrutiny.section11.answering.signing import agreed_hash, content_now
from scrutiny.section11.answering.standings import update_standings
from scrutiny.section11.books import Book
from scrutiny.section11.models import Round, Stage
from scrutiny.section11.planned.carrying import carry_actions, carry_signed_actions
from scrutiny.section11.signed import sealed


@transaction.atomic
def start(*, book: Book, round_: Round, organisation: Organisation, by: Person) -> Any:
    """Begin to answer; last round's signed answers are carried in, each to be confirmed. Again: the same assessment.

    Raises NotNow where the round takes no answers today or the agency is not expected.
    """
    work = _work(book, round_, organisation)
    if work.assessment is not None:
        return work.assessment
    _must_be_open(work)
    assessment = book.assessments(
        round=round_.slug, organisation=organisation.slug, edition=work.expected.edition.edition_id,
        kind=work.expected.kind, areas=work.areas, started_at=timezone.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            assessment.save(force_insert=True)
    except IntegrityError:  # a colleague started in the same moment
        return book.assessments.objects.get(round=round_.slug, organisation=organisation.slug)
    put_in(assessment, carried_in(work), by)
    before = previous_assessment(work)
    if before is None and (signed := signed_before(work)):
        carry_signed_actions(signed, assessment, by)
    carry_actions(before, assessment, by)
    update_standings(_work(book, round_, organisation))
    note_down(by, "start answering", work)
    return assessment


@transaction.atomic
def submit(*, book: Book, round_: Round, organisation: Organisation, note: str, by: Person) -> Work:
    """Lay the answers before the accountable lead. From now on nobody edits them. Raises NotNow where some are missing."""
    hold(book, round_, organisation)
    work = _started(book, round_, organisation)
    if work.situation.stage is Stage.SUBMITTED:
        return work
    _must_be_open(work)
    if not work.progress.is_complete:
        missing = work.progress.asked - work.progress.answered
        raise NotNow(
            f"{missing} of {work.progress.asked} questions have no answer yet, or one to be confirmed."
        )
    assessment = work.assessment
    assessment.submitted_at, assessment.submitted_by = timezone.now(), by.pk
    assessment.submitted_role, assessment.submitted_note = by.role_title, note.strip()
    return _moved_on(work, by, "submit answers")


@transaction.atomic
def take_back(*, book: Book, round_: Round, organisation: Organisation, note: str, by: Person) -> Work:
    """The lead returns what was submitted to the colleagues, or whoever submitted takes it back."""
    hold(book, round_, organisation)
    work = _started(book, round_, organisation)
    if work.situation.stage is not Stage.SUBMITTED:
        raise NotNow("These answers do not wait for a signature.")
    assessment = work.assessment
    assessment.submitted_at = assessment.submitted_by = None
    assessment.submitted_role, assessment.submitted_note = "", note.strip()
    return _moved_on(work, by, "return answers to colleagues")


@transaction.atomic
def sign(*, book: Book, round_: Round, organisation: Organisation, seen_sha256: str, by: Person) -> Any:
    """Sign what was submitted, once: a frozen text with its hash, and for each area of a shared agency its own copy.

    `seen_sha256` is the hash of what the lead was shown (signing.agreed_hash). A second call gives what was signed.
    Raises NotNow where nothing waits, something changed, or the last day is over.
    """
    hold(book, round_, organisation)
    work = _started(book, round_, organisation)
    last = work.situation.signed
    if work.situation.stage is not Stage.SUBMITTED:
        if last is not None and agreed_hash(work) == seen_sha256:
            return last
        raise NotNow("These answers do not wait for a signature.")
    if agreed_hash(work) != seen_sha256:
        raise NotNow("Something was changed after you opened this page. Look at the answers again.")
    if timezone.localdate() > work.situation.last_day_to_edit():
        raise NotNow(
            "The last day for these answers is over. The regional coordinator can allow a later one."
        )
    now, number = timezone.now(), (last.number if last else 0) + 1
    content = content_now(work, number=number, role=by.role_title, at=now)
    text, sha256 = sealed(content)
    signed = work.assessment.signed.model(
        assessment=work.assessment, number=number, canonical=text, sha256=sha256,
        signed_at=now, signed_by=by.pk, signed_role=by.role_title,
    )  # fmt: skip
    signed.save()
    if book.is_shared:
        deliver(work, content, signed)
    work.assessment.submitted_at = work.assessment.submitted_by = None
    work.assessment.submitted_role = work.assessment.submitted_note = ""
    _moved_on(work, by, "sign answers", sha256=sha256)
    return signed


def _moved_on(work: Work, by: Person, action: str, **detail: str) -> Work:
    work.assessment.version += 1
    work.assessment.save()
    after = _work(work.book, work.round, work.organisation)
    update_standings(after)
    note_down(by, action, work, **detail)
    return after


def _must_be_open(work: Work) -> None:
    if why := work.situation.why_locked(timezone.localdate()):
        raise NotNow(why)


def _work(book: Book, round_: Round, organisation: Organisation) -> Work:
    work = work_of(book, round_, organisation)
    if work is None:
        raise NotNow(f"{organisation} is not expected to answer in {round_}.")
    return work


def _started(book: Book, round_: Round, organisation: Organisation) -> Work:
    work = _work(book, round_, organisation)
    if work.assessment is None:
        raise NotNow("Nobody has started to answer yet.")
    return work
