"""Reads about one agency's answers, whichever book they stand in."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from partnerships.models import Organisation, Partnership
from scrutiny.frameworks.content import Content
from scrutiny.section11.books import Book
from scrutiny.section11.models import ExpectedAgency, ReturnRequest, Round
from scrutiny.section11.progress import Key, Progress, progress
from scrutiny.section11.questions import Question, for_area, questions
from scrutiny.section11.stages import Situation, situation_of


@dataclass(frozen=True)
class Work:
    """One agency's part in a round: what it is asked, what it answered so far, and where that stands.

    `assessment` None: nobody has begun. `partnerships`: the areas it answers for, in the region's order.
    """

    book: Book
    round: Round
    organisation: Organisation
    expected: ExpectedAgency
    partnerships: tuple[Partnership, ...]
    assessment: Any
    answers: tuple[Any, ...]
    situation: Situation

    @property
    def areas(self) -> list[str]:
        return [each.slug for each in self.partnerships]

    @cached_property
    def content(self) -> Content:
        return self.expected.edition.edition.content

    @cached_property
    def questions(self) -> list[Question]:
        return list(questions(self.content, self.expected.kind, self.areas))

    @cached_property
    def by_key(self) -> dict[Key, Any]:
        """Each answer by the key of its question."""
        return {(each.statement, each.area): each for each in self.answers}

    @cached_property
    def answered(self) -> frozenset[Key]:
        return frozenset(key for key, each in self.by_key.items() if each.is_answered)

    @property
    def progress(self) -> Progress:
        return progress(self.questions, self.answered)

    def progress_in(self, area: str) -> Progress:
        """As one partnership sees it: shared questions and its own."""
        return progress(for_area(self.questions, area), self.answered)

    def may_edit(self, day: date) -> bool:
        return self.situation.may_edit(day)


def work_of(book: Book, round_: Round, organisation: Organisation, *, lock: bool = False) -> Work | None:
    """The agency's part in the round, or None where it is not expected in this book. A constant number of queries.

    `lock`: nobody else changes the agency's answers or signs them before the end of the transaction.
    """
    expected = (
        ExpectedAgency.objects.select_related("edition__edition", "round")
        .filter(round=round_, organisation=organisation)
        .first()
    )
    if expected is None:
        return None
    # Under a partnership's role its own row alone is seen: it is a local agency's only one.
    places = list(expected.areas.select_related("partnership__area"))
    if not places or places[0].answers_in_shared_book != book.is_shared:
        return None
    rows = book.assessments.objects.filter(round=round_.slug, organisation=organisation.slug)
    if lock:
        rows = rows.select_for_update()
    assessment = rows.first()
    answers = tuple(assessment.answers.all()) if assessment else ()
    signed = assessment.signed.order_by("-number").first() if assessment else None
    requests = ReturnRequest.objects.filter(round=round_.slug, organisation=organisation.slug)
    return Work(
        book=book,
        round=round_,
        organisation=organisation,
        expected=expected,
        partnerships=tuple(each.partnership for each in places),
        assessment=assessment,
        answers=answers,
        situation=situation_of(
            round_,
            late=expected.late_decisions.all(),
            requests=requests,
            signed=signed,
            assessment=assessment,
            has_answers=any(each.is_answered for each in answers),
        ),
    )


def previous_signed(work: Work) -> Any:
    """The newest signed answers of the agency in the round before, from the same book; or None."""
    if work.round.previous_id is None or work.round.previous is None:
        return None
    before = work.book.assessments.objects.filter(
        round=work.round.previous.slug, organisation=work.organisation.slug
    ).first()
    return before.signed.order_by("-number").first() if before else None
