"""Each agency answers through the real actions: starts, writes, names evidence, plans, submits and signs."""

from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any

from accounts.models import Person
from config.demonstration.audit import made_up
from config.demonstration.audit.bodies import Body, table
from partnerships.context import inside
from scrutiny.section11.answering.actions import sign, start, submit
from scrutiny.section11.answering.saving import Sent, save_answers
from scrutiny.section11.answering.selectors import Work, work_of
from scrutiny.section11.answering.signing import agreed_hash
from scrutiny.section11.books import SHARED, Book
from scrutiny.section11.desk import Desk
from scrutiny.section11.evidence.actions import Described, add_file, choose_evidence
from scrutiny.section11.evidence.checking import check_file
from scrutiny.section11.evidence.selectors import library
from scrutiny.section11.models import Round, Stage
from scrutiny.section11.planned.actions import Planned, State, add_action, change_action
from scrutiny.section11.questions import Question
from tenants.self_assessment.books import LOCAL

MOST_ACTIONS = 3
WITH_EVIDENCE = 2
UNFINISHED = 3
"""Where an agency is still at work, every so many questions wait for an answer."""


def book_of(body: Body) -> Book:
    return SHARED if body.is_shared else LOCAL


def at_desk(body: Body) -> AbstractContextManager[None]:
    """In the schema that holds the agency's book."""
    return nullcontext() if body.is_shared else inside(body.partnerships[0])


def answer(body: Body, round_: Round, *, later: int, finish: bool = True) -> bool:
    """Answer and sign, or stop half way. Returns whether anything was done."""
    lead = body.lead
    with at_desk(body):
        work = _work(body, round_)
        if work.situation.stage not in (Stage.NOT_STARTED, Stage.ANSWERING) or (work.answered and not finish):
            return False
        start(book=work.book, round_=round_, organisation=body.organisation, by=lead)
        work = _work(body, round_)
        wanted = [each for number, each in enumerate(work.questions) if finish or number % UNFINISHED]
        _write(work, wanted, later, lead)
        _prove(work, wanted[:WITH_EVIDENCE], lead)
        _plan(work, wanted, later, lead)
        if finish:
            _sign(work, lead)
    return True


def stops_half_way(body: Body) -> bool:
    return _is_listed(body, "still_answering")


def has_not_begun(body: Body) -> bool:
    return _is_listed(body, "not_begun")


def _is_listed(body: Body, key: str) -> bool:
    return not body.is_shared and any(
        body.organisation.name.startswith(word) and body.partnerships[0].slug in slugs
        for word, slugs in table()[key].items()
    )


def _work(body: Body, round_: Round) -> Work:
    work = work_of(book_of(body), round_, body.organisation)
    if work is None:
        raise LookupError(f"{body.organisation} is not expected in {round_}")
    return work


def _write(work: Work, wanted: list[Question], later: int, lead: Person) -> None:
    agency, sent = work.organisation.slug, []
    scale = [each.slug for each in work.content.grades]
    for question in wanted:
        held = work.by_key.get(question.key)
        grade = made_up.grade_of(agency, question, later, scale)
        text = made_up.narrative_of(question, grade)
        sent.append(Sent(*question.key, grade, text, held.version if held else 0, confirm=True))
    save_answers(
        book=work.book, round_=work.round, organisation=work.organisation, answers=sent, how="page", by=lead
    )


def _prove(work: Work, wanted: list[Question], lead: Person) -> None:
    """The same file beside each, also in the next round."""
    desk = _desk(work)
    plan = library(desk).filter(kind="file").first()
    if plan is None:
        file = check_file("training-plan.txt", made_up.training_plan_of(work.organisation.name))
        described = Described("Training plan (made up)", date(2024, 4, 1), None)
        plan = add_file(desk=desk, file=file, described=described, by=lead)
    for question in wanted:
        choose_evidence(
            desk=desk, round_=work.round, statement=question.statement.id, area=question.area,
            chosen=[plan.pk], offered=[], by=lead,
        )  # fmt: skip


def _desk(work: Work) -> Desk:
    return Desk(work.book, work.organisation, None if work.book.is_shared else work.partnerships[0])


def _plan(work: Work, wanted: list[Question], later: int, lead: Person) -> None:
    agency = work.organisation.slug
    desk = _desk(work)
    there = {(each.statement, each.area) for each in _work_again(work).assessment.planned_actions.all()}
    wishes = [each for each in wanted if made_up.needs_action(agency, each, later)]
    for question in wishes[:MOST_ACTIONS]:
        if question.key not in there:
            what, owner, days = made_up.action_of(agency, question)
            planned = Planned(what, owner, made_up.due(work.round.opens_on, days))
            action = add_action(
                desk=desk, round_=work.round, statement=question.statement.id, area=question.area,
                planned=planned, by=lead,
            )  # fmt: skip
            if question is wishes[0]:
                _begin(desk, action, planned, lead)


def _begin(desk: Desk, action: Any, planned: Planned, lead: Person) -> None:
    """Under way, with the agency's file as evidence of it."""
    change_action(
        desk=desk, pk=action.pk, seen_version=action.version, planned=planned, state=State.UNDER_WAY, note="",
        evidence=library(desk).filter(kind="file").values_list("pk", flat=True), by=lead,
    )  # fmt: skip


def _work_again(work: Work) -> Work:
    found = work_of(work.book, work.round, work.organisation)
    if found is None:
        raise LookupError(str(work.organisation))
    return found


def _sign(work: Work, lead: Person) -> None:
    waiting = submit(book=work.book, round_=work.round, organisation=work.organisation, note="", by=lead)
    sign(
        book=work.book, round_=work.round, organisation=work.organisation,
        seen_sha256=agreed_hash(waiting), by=lead,
    )  # fmt: skip
