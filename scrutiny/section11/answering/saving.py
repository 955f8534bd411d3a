"""Keeping one answer: checked, compared with what stands, and written with its version."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from partnerships.models import Organisation
from scrutiny.section11.answering.errors import Conflict, NotAnAnswer, NotNow
from scrutiny.section11.answering.locking import share
from scrutiny.section11.answering.selectors import Work, work_of
from scrutiny.section11.answering.standings import update_standings
from scrutiny.section11.books import Book
from scrutiny.section11.models import Round
from scrutiny.section11.models.book import Answer

LONGEST_NARRATIVE = 10_000


@dataclass(frozen=True)
class Sent:
    """What somebody wrote, and the version they had before them (0: none)."""

    statement: str
    area: str
    grade: str
    narrative: str
    seen_version: int
    confirm: bool = False

    def says_what(self, answer: Answer) -> bool:
        return (answer.grade, answer.narrative) == (self.grade, self.narrative)


@dataclass(frozen=True)
class Saved:
    """`work` was read just before: of all answers, only this one may be newer."""

    answer: Any
    changed: bool
    work: Work


def save_answer(
    *,
    book: Book,
    round_: Round,
    organisation: Organisation,
    statement: str,
    area: str,
    grade: str,
    narrative: str,
    seen_version: int,
    how: str,
    by: Person,
    confirm: bool = False,
) -> Saved:
    """Keep an answer. What was carried in counts as answered once it is changed, or confirmed as it stands.

    The audit trail holds no event for each save: every text stays as a version with who wrote it, when and how.
    Raises NotNow and NotAnAnswer; Conflict where another text was saved meanwhile: then both are kept.
    """
    sent = Sent(statement, area, grade, tidy(narrative), seen_version, confirm)
    with transaction.atomic():
        share(book, round_, organisation)
        work = work_of(book, round_, organisation)
        if work is None or work.assessment is None:
            raise NotNow("Nobody has started to answer yet.")
        if why := work.situation.why_locked(timezone.localdate()):
            raise NotNow(why)
        _check(work, sent)
        outcome = _keep(work, sent, how, by)
    if isinstance(outcome, Conflict):
        raise outcome
    return outcome


def _keep(work: Work, sent: Sent, how: str, by: Person) -> Saved | Conflict:
    current = (
        work.assessment.answers.select_for_update().filter(statement=sent.statement, area=sent.area).first()
    )
    if current is None:
        try:
            with transaction.atomic():
                return _write(work, work.assessment.answers.model(assessment=work.assessment), sent, how, by)
        except IntegrityError:  # somebody's first answer to it came between
            return _keep(work, sent, how, by)
    if sent.says_what(current) and (current.is_answered or not sent.confirm):
        return Saved(current, changed=False, work=work)
    if current.version != sent.seen_version:
        write_version(work.assessment, sent, sent.seen_version, how, by, kept=False)
        return Conflict(current, sent)
    return _write(work, current, sent, how, by)


def _write(work: Work, answer: Any, sent: Sent, how: str, by: Person) -> Saved:
    before = answer.is_answered
    answer.statement, answer.area = sent.statement, sent.area
    answer.grade, answer.narrative = sent.grade, sent.narrative
    answer.state = Answer.State.ANSWERED
    answer.version = answer.version + 1 if answer.pk else 1
    answer.changed_at, answer.changed_by, answer.changed_role = timezone.now(), by.pk, by.role_title
    answer.save()
    write_version(work.assessment, sent, answer.version, how, by)
    if answer.is_answered != before:
        after = work_of(work.book, work.round, work.organisation)
        if after is not None:
            update_standings(after)
    return Saved(answer, changed=True, work=work)


def write_version(
    assessment: Any, sent: Sent, version: int, how: str, by: Person, *, kept: bool = True
) -> None:
    assessment.versions.model(
        assessment=assessment, statement=sent.statement, area=sent.area, grade=sent.grade,
        narrative=sent.narrative, version=version, kept=kept, how=how, saved_at=timezone.now(),
        saved_by=by.pk, saved_role=by.role_title,
    ).save()  # fmt: skip


def tidy(narrative: str) -> str:
    """Browsers send line ends of their own kind; what was typed is one text all the same."""
    return narrative.replace("\r\n", "\n").replace("\r", "\n").strip()


def _check(work: Work, sent: Sent) -> None:
    if (sent.statement, sent.area) not in {each.key for each in work.questions}:
        place = f" for {sent.area}" if sent.area else ""
        raise NotAnAnswer(f"“{sent.statement}”{place} is not asked of {work.organisation} in {work.round}.")
    if sent.grade and sent.grade not in {each.slug for each in work.content.grades}:
        names = ", ".join(f"“{each.name}”" for each in work.content.grades)
        raise NotAnAnswer(f"“{sent.grade}” is not a grade. Choose one of {names}.")
    if len(sent.narrative) > LONGEST_NARRATIVE:
        raise NotAnAnswer(
            f"This text has {len(sent.narrative):,} characters. Shorten it to {LONGEST_NARRATIVE:,}."
        )
    if "\0" in sent.narrative:
        raise NotAnAnswer(
            "This text holds a character that cannot be stored. Type it again rather than paste it."
        )
