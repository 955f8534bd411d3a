"""Keeping one answer: checked, compared with what stands, and written with its version."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from partnerships.models import Organisation
from scrutiny.section11.answering.errors import Conflict, NotAnAnswer, NotExpected, NotNow
from scrutiny.section11.answering.moment import work_while_nobody_holds_it
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.answering.standings import count_again
from scrutiny.section11.answering.writing_over import write_over
from scrutiny.section11.books import Book
from scrutiny.section11.models import Round
from scrutiny.section11.models.book import Answer

LONGEST_NARRATIVE = 10_000
LINE_END = re.compile("\r\n|[\r\v\f]")
UNKEPT = re.compile("[\0-\x08\x0e-\x1f\x7f\ufffe\uffff]")
"""What the database or a spreadsheet cannot hold: the text could not come back as it was written."""
FIELDS = ["grade", "narrative", "state", "version", "changed_at", "changed_by", "changed_role"]


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
    """`counts_differently`: whether the question counts as answered now and did not before, or the other way round.

    `work` was read just before: of all answers, only those that were sent may be newer.
    """

    answer: Any
    changed: bool
    counts_differently: bool = False
    work: Any = None


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
    """Keep one answer. Raises NotNow and NotAnAnswer; Conflict where another text was saved meanwhile: both are kept."""
    sent = Sent(statement, area, grade, narrative, seen_version, confirm)
    (outcome,) = save_answers(
        book=book, round_=round_, organisation=organisation, answers=[sent], how=how, by=by
    )
    if isinstance(outcome, Conflict):
        raise outcome
    return outcome


def save_answers(
    *, book: Book, round_: Round, organisation: Organisation, answers: Sequence[Sent], how: str, by: Person
) -> list[Saved | Conflict]:
    """Keep several answers at once; what became of each, in the order in which they were sent. See `keep`."""
    return keep(book=book, round_slug=round_.slug, organisation=organisation, answers=answers, how=how, by=by)


@transaction.atomic
def keep(
    *, book: Book, round_slug: str, organisation: Organisation, answers: Sequence[Sent], how: str, by: Person
) -> list[Saved | Conflict]:
    """Keep answers, and read no more than decides whether they may be kept.

    What was carried in counts as answered once it is changed, or confirmed as it stands. Where another text was saved
    meanwhile, theirs stands, what was sent is kept aside, and a Conflict is among the outcomes: a caller that wants all
    or nothing raises it inside a transaction of its own. The audit trail holds no event for each save: every text stays
    as a version with who wrote it, when and how. Raises NotNow and NotAnAnswer, and then keeps nothing.
    """
    work = work_while_nobody_holds_it(book, round_slug, organisation)
    if work is None or not work.round.is_launched:
        raise NotExpected(f"{organisation} is not expected to answer in this round.")
    if work.assessment is None:
        raise NotNow("Nobody has started to answer yet.")
    if why := work.situation.why_locked(timezone.localdate()):
        raise NotNow(why)
    cleaned = [replace(sent, narrative=tidy(sent.narrative)) for sent in answers]
    _check(work, cleaned)
    outcomes = _write(Pen(work.assessment, how, by), cleaned)
    if any(isinstance(each, Saved) and each.counts_differently for each in outcomes):
        count_again(work)
    return [replace(each, work=work) if isinstance(each, Saved) else each for each in outcomes]


class Pen:
    """Writes answers of one assessment, and a version of each. Within the caller's transaction and lock."""

    def __init__(self, assessment: Any, how: str, by: Person) -> None:
        self.assessment, self.how, self.by = assessment, how, by

    def write_over(self, sent: Sent) -> Saved | None:
        """As nearly always: another text, over the one that stands. None where it is not that."""
        written = write_over(self.assessment, self.how, sent, self.by, timezone.now())
        if written is None:
            return None
        before, answer = written
        return Saved(answer, changed=True, counts_differently=answer.is_answered != before.is_answered)

    def write(self, answers: Sequence[Sent]) -> list[Saved | Conflict]:
        """Three writes at most, however many answers. IntegrityError where a first answer came between."""
        rows = self.assessment.answers.filter(statement__in={sent.statement for sent in answers})
        held = {(row.statement, row.area): row for row in rows.select_for_update().order_by("pk")}
        now = timezone.now()
        outcomes = [self._decide(held.get((sent.statement, sent.area)), sent, now) for sent in answers]
        changed = [each.answer for each in outcomes if isinstance(each, Saved) and each.changed]
        self._put([row for row in changed if row.pk is None], [row for row in changed if row.pk is not None])
        versions = [
            self.version(sent, _version_of(outcome, sent), now, kept=isinstance(outcome, Saved))
            for sent, outcome in zip(answers, outcomes, strict=True)
            if isinstance(outcome, Conflict) or outcome.changed
        ]
        self.assessment.versions.model.objects.bulk_create(versions)
        return outcomes

    def _put(self, new: list[Any], known: list[Any]) -> None:
        rows = self.assessment.answers.model.objects
        if new:
            with transaction.atomic():  # what is refused here can be tried again
                rows.bulk_create(new)
        if known:
            rows.bulk_update(known, FIELDS)

    def _decide(self, current: Any, sent: Sent, now: datetime) -> Saved | Conflict:
        if current is None:
            current = self.assessment.answers.model(
                assessment=self.assessment, statement=sent.statement, area=sent.area, version=0
            )
        elif sent.says_what(current) and (current.is_answered or not sent.confirm):
            return Saved(current, changed=False)
        elif current.version != sent.seen_version:
            return Conflict(current, sent)
        before = current.is_answered if current.version else False
        current.grade, current.narrative, current.state = sent.grade, sent.narrative, Answer.State.ANSWERED
        current.version += 1
        current.changed_at, current.changed_by, current.changed_role = now, self.by.pk, self.by.role_title
        return Saved(current, changed=True, counts_differently=current.is_answered != before)

    def version(self, sent: Sent, number: int, at: datetime, *, kept: bool = True) -> Any:
        """A version to be saved, of what was sent."""
        return self.assessment.versions.model(
            assessment=self.assessment, statement=sent.statement, area=sent.area, grade=sent.grade,
            narrative=sent.narrative, version=number, kept=kept, how=self.how, saved_at=at,
            saved_by=self.by.pk, saved_role=self.by.role_title,
        )  # fmt: skip


def _write(pen: Pen, answers: Sequence[Sent]) -> list[Saved | Conflict]:
    """Where a first answer of somebody else came between, it is seen the next time: as often as there are answers."""
    if len(answers) == 1 and (saved := pen.write_over(answers[0])):
        return [saved]
    for _ in answers:
        try:
            return pen.write(answers)
        except IntegrityError:
            continue
    return pen.write(answers)


def _version_of(outcome: Saved | Conflict, sent: Sent) -> int:
    """The version it became, or the one it conflicted with."""
    return int(outcome.answer.version) if isinstance(outcome, Saved) else sent.seen_version


def tidy(narrative: str) -> str:
    """Browsers and word processors have line ends of their own kinds; what was typed is one text all the same."""
    return LINE_END.sub("\n", narrative).strip()


def _check(work: Work, answers: Sequence[Sent]) -> None:
    asked = {each.key for each in work.questions}
    grades = {each.slug for each in work.content.grades}
    keys = [(sent.statement, sent.area) for sent in answers]
    for sent in answers:
        key = sent.statement, sent.area
        if key not in asked:
            place = f" for {sent.area}" if sent.area else ""
            raise NotAnAnswer(
                f"“{sent.statement}”{place} is not asked of {work.organisation} in {work.round}."
            )
        if keys.count(key) > 1:
            raise NotAnAnswer(f"“{sent.statement}” is answered twice at once.")
        if sent.grade and sent.grade not in grades:
            names = ", ".join(f"“{each.name}”" for each in work.content.grades)
            raise NotAnAnswer(f"“{sent.grade}” is not a grade. Choose one of {names}.")
        if len(sent.narrative) > LONGEST_NARRATIVE:
            length = f"{len(sent.narrative):,}"
            raise NotAnAnswer(f"This text has {length} characters. Shorten it to {LONGEST_NARRATIVE:,}.")
        if UNKEPT.search(sent.narrative):
            raise NotAnAnswer(
                "This text holds a character that cannot be stored. Type it again rather than paste it."
            )
