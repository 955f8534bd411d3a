"""What decides, at this moment, whether an answer may be kept: read in one statement, with no word of what was written.

Every pause in somebody's typing asks this, so it is written for the database and not for Django, which takes longer to
put together what `selectors` asks for than the database takes to answer. Both give a Work, and a test holds one against the other.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from kernel.asked_again import ask, ask_together
from partnerships.models import Organisation, Partnership
from scrutiny.frameworks.models import Edition
from scrutiny.section11.answering.folding import unfolded
from scrutiny.section11.answering.locking import sharing
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.books import Book
from scrutiny.section11.models import ExpectedAgency, LateDecision, ReturnRequest, Round, RoundEdition
from scrutiny.section11.models.book import Answer
from scrutiny.section11.stages import situation_of

STATEMENT = """
SELECT to_jsonb(own_round), to_jsonb(expected),
    jsonb_build_object('id', edition.id, 'sha256', edition.sha256),
    ARRAY(
        SELECT jsonb_build_object('id', partnership.id, 'slug', partnership.slug)
        FROM section11_expectedin place
        JOIN partnerships_partnership partnership ON partnership.id = place.partnership_id
        JOIN partnerships_area area ON area.id = partnership.area_id
        WHERE place.expected_id = expected.id AND place.answers_in_shared_book = %(shared)s
        ORDER BY area."order"
    ),
    ARRAY(SELECT to_jsonb(late) FROM section11_latedecision late WHERE late.expected_id = expected.id),
    ARRAY(
        SELECT to_jsonb(request) FROM section11_returnrequest request
        WHERE request.round = own_round.slug AND request.organisation = %(organisation)s ORDER BY requested_at
    ),
    to_jsonb(assessment),
    (
        SELECT jsonb_build_object('id', signed.id, 'number', signed.number, 'signed_at', signed.signed_at)
        FROM {signed} signed WHERE signed.assessment_id = assessment.id ORDER BY signed.number DESC LIMIT 1
    ),
    (
        SELECT jsonb_agg(jsonb_build_array(answer.statement, answer.area, answer.grade, answer.state))
        FROM {answers} answer WHERE answer.assessment_id = assessment.id
    )
FROM section11_round own_round
JOIN section11_expectedagency expected ON expected.round_id = own_round.id AND expected.organisation_id = %(key)s
JOIN section11_roundedition variant ON variant.id = expected.edition_id
JOIN frameworks_edition edition ON edition.id = variant.edition_id
LEFT JOIN {assessments} assessment
    ON assessment.round = own_round.slug AND assessment.organisation = %(organisation)s
WHERE own_round.slug = %(round)s
"""


@dataclass(frozen=True, slots=True)
class Held:
    """An answer without its text."""

    statement: str
    area: str
    grade: str
    state: str

    State: ClassVar = Answer.State

    @property
    def is_answered(self) -> bool:
        """As of an answer that was read whole."""
        return bool(self.grade) and self.state == Answer.State.ANSWERED


def work_at_this_moment(book: Book, round_slug: str, organisation: Organisation) -> Work | None:
    """Without who works on what, and with answers that are only Held. None where the agency is not expected in this book."""
    return _read(book, organisation, ask(*_asking(book, round_slug, organisation)))


def work_while_nobody_holds_it(book: Book, round_slug: str, organisation: Organisation) -> Work | None:
    """The same once whoever submits or signs is done; nobody else begins to before our transaction ends."""
    _, rows = ask_together(sharing(book, round_slug, organisation), _asking(book, round_slug, organisation))
    return _read(book, organisation, rows)


def _asking(book: Book, round_slug: str, organisation: Organisation) -> tuple[str, dict[str, Any]]:
    return _statement(book), {
        "round": round_slug, "organisation": organisation.slug, "key": organisation.pk, "shared": book.is_shared,
    }  # fmt: skip


def _read(book: Book, organisation: Organisation, rows: list[tuple[Any, ...]]) -> Work | None:
    return next((_work(book, organisation, *row) for row in rows if row[3]), None)


@cache
def _statement(book: Book) -> str:
    meta = book.assessments._meta
    related = {name: meta.get_field(name).related_model._meta.db_table for name in ("answers", "signed")}
    return STATEMENT.format(assessments=meta.db_table, **related)


def _work(
    book: Book, organisation: Organisation, round_row: Any, expected_row: Any, edition_row: Any, places: list[Any],
    late: list[Any], requests: list[Any], assessment_row: Any, signed_row: Any, answer_rows: Any,
) -> Work:  # fmt: skip
    (round_,), (expected,) = unfolded(Round, [round_row]), unfolded(ExpectedAgency, [expected_row])
    expected.round, expected.organisation = round_, organisation
    expected.edition = RoundEdition(pk=expected.edition_id, edition=unfolded(Edition, [edition_row])[0])
    assessment = unfolded(book.assessments, [assessment_row])[0] if assessment_row else None
    signed_model = book.assessments._meta.get_field("signed").related_model
    answers = tuple(Held(*each) for each in json.loads(answer_rows)) if answer_rows else ()
    return Work(
        book=book,
        round=round_,
        organisation=organisation,
        expected=expected,
        partnerships=tuple(unfolded(Partnership, places)),
        assessment=assessment,
        answers=answers,
        sections={},
        situation=situation_of(
            round_,
            late=unfolded(LateDecision, late),
            requests=unfolded(ReturnRequest, requests),
            signed=unfolded(signed_model, [signed_row])[0] if signed_row else None,
            assessment=assessment,
            has_answers=any(each.is_answered for each in answers),
        ),
    )
