"""Reads about one agency's answers, whichever book they stand in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from django.db.models import OuterRef, QuerySet

from kernel.asked_again import asked_again
from partnerships.models import Organisation, Partnership
from scrutiny.frameworks.content import Content
from scrutiny.section11.answering.folding import folded, unfolded
from scrutiny.section11.answering.naming import name_of_question
from scrutiny.section11.books import Book
from scrutiny.section11.editions import asked, content_of_edition
from scrutiny.section11.models import Delivery, ExpectedAgency, ExpectedIn, LateDecision, ReturnRequest, Round
from scrutiny.section11.progress import Key, Progress, by_standard, progress
from scrutiny.section11.questions import Question, for_area
from scrutiny.section11.stages import Situation, situation_of

OF_A_DECISION = ("id", "until", "reason", "decided_at", "decided_role")
OF_A_REQUEST = (
    "id", "partnership_id", "about_number", "statements", "note", "until", "requested_at", "requested_role",
)  # fmt: skip
OF_A_SIGNATURE = ("id", "number", "sha256", "signed_at", "signed_role")
OF_A_SECTION = ("id", "standard", "person", "person_title", "state", "note", "version")
"""What is read with every page. The rest of such a row is read when it is asked for."""


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
    sections: dict[str, Any]
    """Who works on a standard, by its id."""

    @property
    def areas(self) -> list[str]:
        return [each.slug for each in self.partnerships]

    @cached_property
    def content(self) -> Content:
        return content_of_edition(self.expected.edition.edition)

    @property
    def questions(self) -> tuple[Question, ...]:
        return asked(self.content, self.expected.kind, tuple(self.areas))

    @cached_property
    def named(self) -> dict[str, Question]:
        """Each question by its name in addresses and forms."""
        return {name_of_question(each): each for each in self.questions}

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

    @cached_property
    def by_standard(self) -> dict[str, Progress]:
        return by_standard(self.questions, self.answered)

    def progress_in(self, area: str) -> Progress:
        """As one partnership sees it: shared questions and its own."""
        return progress(for_area(self.questions, area), self.answered)

    def may_edit(self, day: date) -> bool:
        return self.situation.may_edit(day)


def work_of(book: Book, round_: Round, organisation: Organisation) -> Work | None:
    """The agency's part in the round, or None where it is not expected in this book. Three queries."""
    places = _places(organisation.pk, organisation.slug).filter(expected__round=round_)
    return next(iter(_works(book, organisation, places.filter(answers_in_shared_book=book.is_shared))), None)


def work_at(book: Book, organisation: Organisation, round_slug: str) -> Work | None:
    """The same by the round's slug, and only where it is launched."""
    places = _places_at(round_slug, organisation.pk, organisation.slug, book.is_shared)
    return next(iter(_works(book, organisation, places)), None)


def works_of(book: Book, organisation: Organisation) -> list[Work]:
    """Every launched round in which the agency is expected in this book, newest first. Three queries."""
    places = _launched(organisation.pk, organisation.slug).filter(answers_in_shared_book=book.is_shared)
    return _works(book, organisation, places)


def answers_locally_in(organisation: Organisation) -> list[Partnership]:
    """The partnerships in whose own books the agency is expected to answer. Read in the region."""
    places = _launched(organisation.pk, organisation.slug).filter(answers_in_shared_book=False)
    return list({each.partnership_id: each.partnership for each in places}.values())


def previous_assessment(work: Work) -> Any:
    """The agency's assessment of the round before, from the same book; or None."""
    if work.round.previous_id is None or work.round.previous is None:
        return None
    return work.book.assessments.objects.filter(
        round=work.round.previous.slug, organisation=work.organisation.slug
    ).first()


def previous_signed(work: Work) -> Any:
    """The newest signed answers of the agency in the round before: of the same book or, where it answered for several
    areas then and for one now, what was delivered for this one; or None. Either has a `canonical` text."""
    before = previous_assessment(work)
    signed = before.signed.order_by("-number").first() if before else None
    return signed or _delivered_before(work)


def _delivered_before(work: Work) -> Delivery | None:
    """Under the role of the partnership in whose book the agency answers now, which sees its own deliveries alone."""
    if work.book.is_shared or work.round.previous is None:
        return None
    here = {"partnership__in": work.partnerships, "organisation": work.organisation.slug}
    return Delivery.objects.filter(round=work.round.previous.slug, **here).order_by("-number").first()


@asked_again
def _places_at(round_slug: Any, key: Any, slug: Any, shared: Any) -> QuerySet[ExpectedIn]:
    return _launched(key, slug).filter(expected__round__slug=round_slug, answers_in_shared_book=shared)


def _launched(key: Any, slug: Any) -> QuerySet[ExpectedIn]:
    return _places(key, slug).filter(expected__round__launched_at__isnull=False)


def _places(key: Any, slug: Any) -> QuerySet[ExpectedIn]:
    """Where it is expected, with the round and all that decides whether answers may be changed in it.

    Under a partnership's role its own rows alone are seen: a local agency has no other.
    """
    late = LateDecision.objects.filter(expected=OuterRef("expected")).order_by("decided_at")
    requests = ReturnRequest.objects.filter(
        round=OuterRef("expected__round__slug"), organisation=slug
    ).order_by("requested_at")
    return (
        ExpectedIn.objects.filter(expected__organisation=key)
        .select_related("partnership__area", "expected__round__previous", "expected__edition__edition")
        .defer("expected__edition__edition__canonical")
        .annotate(late=folded(late, *OF_A_DECISION), requests=folded(requests, *OF_A_REQUEST))
        .order_by("-expected__round__opens_on", "expected__round__slug", "partnership__area__order")
    )


def _works(book: Book, organisation: Organisation, places: Iterable[Any]) -> list[Work]:
    by_round: dict[str, list[Any]] = {}
    for place in places:
        by_round.setdefault(place.expected.round.slug, []).append(place)
    assessments = _assessments(book, organisation, list(by_round))
    answers: dict[Any, list[Any]] = {}
    if assessments:
        rows = book.assessments._meta.get_field("answers").related_model.objects
        for row in rows.filter(assessment__in=[each.pk for each in assessments.values()]):
            answers.setdefault(row.assessment_id, []).append(row)
    return [
        _work(book, organisation, found, assessments.get(slug), answers) for slug, found in by_round.items()
    ]


def _assessments(book: Book, organisation: Organisation, rounds: list[str]) -> dict[str, Any]:
    """By the round's slug, each with its newest signature and with who works on what."""
    found = _assessments_in(book)(organisation.slug) if rounds else []
    return {each.round: each for each in found if each.round in rounds}


@cache
def _assessments_in(book: Book) -> Callable[[Any], list[Any]]:
    own = {"assessment": OuterRef("pk")}
    signed, sections = _related(book, "signed"), _related(book, "sections")

    @asked_again
    def of(slug: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = book.assessments.objects.annotate(
            newest=folded(signed.objects.filter(**own).order_by("-number")[:1], *OF_A_SIGNATURE),
            works=folded(sections.objects.filter(**own).order_by("pk"), *OF_A_SECTION),
        )
        return rows.filter(organisation=slug)

    return of


def _related(book: Book, name: str) -> type[Any]:
    model: type[Any] = book.assessments._meta.get_field(name).related_model
    return model


def _work(
    book: Book, organisation: Organisation, places: list[Any], assessment: Any, answers: dict[Any, list[Any]]
) -> Work:
    expected = places[0].expected
    own = tuple(answers.get(assessment.pk, ())) if assessment else ()
    signed = unfolded(_related(book, "signed"), assessment.newest) if assessment else []
    works = unfolded(_related(book, "sections"), assessment.works) if assessment else []
    return Work(
        book=book,
        round=expected.round,
        organisation=organisation,
        expected=expected,
        partnerships=tuple(each.partnership for each in places),
        assessment=assessment,
        answers=own,
        sections={each.standard: each for each in works},
        situation=situation_of(
            expected.round,
            late=unfolded(LateDecision, places[0].late),
            requests=unfolded(ReturnRequest, places[0].requests),
            signed=signed[0] if signed else None,
            assessment=assessment,
            has_answers=any(each.is_answered for each in own),
        ),
    )
