"""From what the partnership's challenge knows to the content of its audit return."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from kernel.periods import Period
from partnerships.models import Partnership
from scrutiny.returns.audit_payload import (
    AuditedAgency,
    GradedStatement,
    PractitionersView,
    ReleasedAction,
    ReleasedNarrative,
    audit_content_of,
)
from scrutiny.returns.models import Kind, Return
from scrutiny.returns.selectors import returns_of
from scrutiny.section11.models import Round, Stage
from tenants.challenge.judged import Judged, judged, moderated_grades
from tenants.challenge.models import Survey
from tenants.challenge.practitioners import surveys, views
from tenants.challenge.released import LEAVE_WITH_AN_ACTION, Released, released, releases
from tenants.challenge.responses import Response, responses
from tenants.sign_off.freeze import CannotFreeze, area_of


@dataclass(frozen=True)
class Gathered:
    """Everything of one agency that the return is made from, and what stays behind."""

    response: Response
    judged: dict[str, Judged]
    released: Released
    survey: Survey | None
    practitioners: PractitionersView | None

    @property
    def moderated_before(self) -> list[str]:
        """Statements whose moderation speaks of an answer that was changed since: it is left out."""
        return [slug for slug, each in self.judged.items() if each.is_of_an_earlier_version]


def period_of(round_: Round) -> Period:
    """The round's days, which a first return speaks of."""
    return Period(round_.opens_on, round_.closes_on)


def standing_audit(partnership: Partnership, round_: Round) -> Return | None:
    """The audit return that stands for the round, whatever its days were when it was first signed: a round may be
    extended afterwards, and a correction stays with the days of what it corrects."""
    rows = returns_of(partnership).filter(kind=Kind.SECTION_11, superseded_by__isnull=True)
    return next((row for row in rows if row.content["round"] == round_.slug), None)


def gather(partnership: Partnership, round_: Round, day: date) -> list[Gathered]:
    """Every agency expected for the partnership. A constant number of queries."""
    found = responses(partnership, round_)
    prefetch_related_objects([each.expected for each in found], "late_decisions")
    moderated, words, asked = moderated_grades(round_), releases(round_), surveys(round_)
    grades = max((len(each.content.grades) for each in found), default=0)
    seen = views(asked.values(), day, grades)
    return [
        Gathered(
            response=each,
            judged=judged(each, moderated[each.organisation.slug]),
            released=released(each, words[each.organisation.slug]),
            survey=asked.get(each.organisation.slug),
            practitioners=seen.get(each.organisation.slug) if each.current else None,
        )
        for each in found
    ]


def freeze_audit(
    partnership: Partnership, round_: Round, period: Period, gathered: list[Gathered] | None = None
) -> dict[str, Any]:
    """The content of the partnership's return for the round, over that period, as things stand now. Raises
    CannotFreeze.

    Not while the round is open and an agency has not signed: the return would say so too early.
    """
    today = timezone.localdate()
    rows = gather(partnership, round_, today) if gathered is None else gathered
    if not rows:
        raise CannotFreeze("No agency was expected to answer to the partnership in this round.")
    silent = sum(each.response.current is None for each in rows)
    if silent and today <= round_.closes_on:
        raise CannotFreeze(
            f"Agencies may answer until {round_.closes_on:%-d %B %Y}, and {silent} of {len(rows)} have not signed their "
            "answers. The return can be prepared when all have, or after that day."
        )
    area = area_of(partnership)
    try:
        code = area.code_on(period.end)
    except LookupError as error:
        raise CannotFreeze(
            f"{area.name} has no code for {period.end:%-d %B %Y} in the region's file, so the return cannot name its area."
        ) from error
    return audit_content_of(
        partnership=partnership.slug,
        area_code=code,
        period=period,
        round_slug=round_.slug,
        made_up=round_.made_up,
        agencies=[audited(each) for each in rows],
    )


def audited(gathered: Gathered) -> AuditedAgency:
    """One agency as it stands in the return."""
    response, expected = gathered.response, gathered.response.expected
    signed = response.current
    return AuditedAgency(
        organisation=response.organisation.slug,
        name=response.organisation.name,
        kind_of_body=response.organisation.kind,
        kind=expected.kind,
        variant=expected.edition.variant,
        edition_sha256=expected.edition.edition.sha256,
        legal_basis=expected.legal_basis,
        several_areas=response.shared,
        response_sha256=signed.sha256 if signed else None,
        signed_at=signed.signed_at.isoformat() if signed else None,
        grades=tuple(_grades(gathered)),
        practitioners=gathered.practitioners,
        narratives=tuple(_narratives(gathered)),
        actions=tuple(_actions(gathered)),
    )


def _grades(gathered: Gathered) -> Iterator[GradedStatement]:
    response = gathered.response
    for question in response.questions:
        answer = response.answers.get(question.statement.id)
        if answer is None:
            continue
        counts = gathered.judged.get(question.statement.id, Judged()).counts
        yield GradedStatement(
            statement=question.statement.id,
            standard=question.standard.id,
            self_grade=response.grades[answer["grade"]],
            moderated=response.grades[counts.grade] if counts else None,
            moderated_on=counts.moderated_at.isoformat() if counts else None,
            moderated_role=counts.moderated_role if counts else "",
        )


def _narratives(gathered: Gathered) -> Iterator[ReleasedNarrative]:
    for question in gathered.response.questions:
        statement = question.statement.id
        if statement in gathered.released.narratives:
            yield ReleasedNarrative(statement, gathered.response.answers[statement]["narrative"])


def _actions(gathered: Gathered) -> Iterator[ReleasedAction]:
    for question in gathered.response.questions:
        answer = gathered.response.answers.get(question.statement.id)
        for action in answer["actions"] if answer else ():
            if action["id"] in gathered.released.actions:
                leaves = {name: action[name] for name in LEAVE_WITH_AN_ACTION}
                yield ReleasedAction(statement=question.statement.id, **leaves)


def cautions(gathered: list[Gathered], day: date) -> Iterator[str]:
    """What a person should know before they sign, in sentences."""
    back = [each.response.organisation.name for each in gathered if each.response.stage is Stage.RETURNED]
    again = [each.response.organisation.name for each in gathered if _signs_again(each.response)]
    stale = sum(len(each.moderated_before) for each in gathered)
    asked = [
        each.response.organisation.name for each in gathered if each.survey and each.survey.is_open_on(day)
    ]
    late = [each.response.organisation.name for each in gathered if _may_still_sign(each.response, day)]
    if late:
        yield f"Still allowed to answer: {', '.join(late)}. A correction can take their answers in once they have signed."
    if back:
        yield f"Returned for changes and not signed again: {', '.join(back)}. What they signed before is in the return."
    if again:
        yield f"Being signed again: {', '.join(again)}. What they signed before is in the return."
    if stale:
        yield (
            f"{stale} moderated grade{'' if stale == 1 else 's'} left out: the agency changed its answer afterwards, and "
            "nobody has looked again."
        )
    if asked:
        yield f"Practitioners are still asked about: {', '.join(asked)}. Their view is not in the return."


def _may_still_sign(response: Response, day: date) -> bool:
    """By a decision on late answers; while the round is open nothing is prepared without it."""
    allowed = [each.until for each in response.expected.late_decisions.all()]
    return response.current is None and bool(allowed) and day <= max(allowed)


def _signs_again(response: Response) -> bool:
    return response.current is not None and response.stage in (Stage.SUBMITTED, Stage.ANSWERING)
