"""From what is kept to a copy: working answers as they stand, or a text that was signed, with the edition it answered."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from kernel.canonical import sha256_hex
from partnerships.models import Organisation, Partnership
from scrutiny.frameworks.content import Content
from scrutiny.frameworks.models import Edition
from scrutiny.section11.answering.presenters.wording import state_of
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.answering.signing import actions_named, evidence_named
from scrutiny.section11.copies.document import DRAFT, Copy, CopyAnswer, CopySection
from scrutiny.section11.evidence.presenters import covers, day, removed_words
from scrutiny.section11.evidence.selectors import removed_from
from scrutiny.section11.models import Round
from scrutiny.section11.models.book import PlannedAction
from scrutiny.section11.progress import Key
from scrutiny.section11.signed import evidence_of

ALL_AREAS = "All areas"


@dataclass(frozen=True)
class Said:
    """What was answered to one question, as it is signed: evidence and actions as JSON."""

    statement: str
    area: str
    grade: str = ""
    narrative: str = ""
    state: str = state_of(None)
    carried_from: str = ""
    evidence: list[dict[str, Any]] = field(default_factory=list)
    actions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.statement, self.area


def working_copy(work: Work) -> Copy:
    """As it stands now: every question, answered or not. Not signed, and says so."""
    edition = work.expected.edition.edition
    last = [each.changed_at for each in work.answers]
    made = max(last) if last else work.round.launched_at or timezone.now()
    names = {each.slug: each.area.name for each in work.partnerships}
    facts = [
        ("State", f"{DRAFT}: {work.progress.words}"),
        ("Last saved", _moment(made) if last else "Nothing is saved yet"),
    ]
    return Copy(
        organisation=work.organisation.name,
        round=work.round.name,
        number=None,
        made=made,
        facts=(
            *_about(work.round.name, edition, work.content, work.expected.kind, names, work.areas),
            *facts,
        ),
        sections=_sections(work.content, list(_said_now(work)), names),
        made_up=work.round.made_up,
    )


def signed_copy(signed: Any, organisation: Organisation) -> Copy:
    """What was signed, word for word, read from its canonical text. Of today's rows only those are looked at that say of
    a piece of evidence that it was removed."""
    content = json.loads(signed.canonical)
    for piece, removal in removed_from(signed, content):
        piece["removed"] = removed_words(piece["kind"], removal)
    edition = Edition.objects.get(sha256=content["edition"])
    round_ = Round.objects.filter(slug=content["round"]).first()
    name, areas = round_.name if round_ else content["round"], _names(content["areas"])
    facts = [
        ("State", f"Signed, number {content['number']}"),
        ("Signed by", content["signed"]["role"]),
        ("Signed on", _moment(signed.signed_at)),
        ("Fingerprint of the signed text", _fingerprint(signed)),
    ]
    return Copy(
        organisation=organisation.name,
        round=name,
        number=content["number"],
        made=signed.signed_at,
        facts=(*_about(name, edition, edition.content, content["kind"], areas, content["areas"]), *facts),
        sections=_sections(edition.content, [_said_then(each) for each in content["answers"]], areas),
        made_up=content["made_up"],
    )


def _fingerprint(signed: Any) -> str:
    """Worked out again from the text, and compared with the one kept beside it."""
    found = sha256_hex(signed.canonical)
    return f"SHA-256 {found}" if found == signed.sha256 else f"SHA-256 {found}, which is not what was signed"


def _about(
    round_name: str,
    edition: Edition,
    content: Content,
    kind: str,
    names: Mapping[str, str],
    areas: Iterable[str],
) -> list[tuple[str, str]]:
    kinds = {each.slug: each.name for each in content.kinds}
    return [
        ("Round", round_name),
        ("Standards answered", str(edition)),
        ("Fingerprint of the standards", f"SHA-256 {edition.sha256}"),
        *([("Kind of agency", kinds.get(kind, kind))] if kind else []),
        ("Answers for", ", ".join(names.get(each, each) for each in areas)),
    ]


def _said_now(work: Work) -> Iterable[Said]:
    evidence = evidence_named(work) if work.assessment else {}
    actions = actions_named(work) if work.assessment else {}
    for question in work.questions:
        answer = work.by_key.get(question.key)
        statement, area = question.key
        beside: dict[str, Any] = {
            "evidence": [each.as_json() for each in evidence.get(question.key, ())],
            "actions": [each.as_json() for each in actions.get(question.key, ())],
        }
        if answer is None:
            yield Said(statement, area, **beside)
        else:
            yield Said(
                statement,
                area,
                answer.grade,
                answer.narrative,
                state_of(answer),
                answer.carried_from,
                **beside,
            )


def _said_then(answer: Mapping[str, Any]) -> Said:
    return Said(**{**answer, "state": "Answered"})


def _sections(content: Content, said: list[Said], areas: Mapping[str, str]) -> tuple[CopySection, ...]:
    by_statement: dict[str, list[Said]] = {}
    rounds = _round_names(each.carried_from for each in said)
    for each in said:
        by_statement.setdefault(each.statement, []).append(each)
    found = []
    for position, standard in enumerate(content.standards, start=1):
        answers = [
            _answer(content, each, areas, rounds)
            for statement in standard.statements
            for each in by_statement.get(statement.id, ())
        ]
        if answers:
            found.append(CopySection(str(position), standard.title, standard.expectation, tuple(answers)))
    return tuple(found)


def _answer(content: Content, said: Said, areas: Mapping[str, str], rounds: Mapping[str, str]) -> CopyAnswer:
    placed = content.placed[said.statement]
    grades = {each.slug: each.name for each in content.grades}
    carried = rounds.get(said.carried_from, said.carried_from)
    return CopyAnswer(
        number=placed.number,
        statement=placed.statement.text,
        area=areas.get(said.area, said.area) if said.area else ALL_AREAS,
        grade=grades.get(said.grade, said.grade),
        state=f"{said.state}, carried in from {carried}" if carried else said.state,
        narrative=said.narrative,
        evidence=tuple(map(_evidence, said.evidence)),
        actions=tuple(map(_action, said.actions)),
    )


def _evidence(item: Mapping[str, Any]) -> str:
    if "removed" in item:
        return " ".join([item["removed"], *([f"SHA-256 {item['sha256']}"] if item["sha256"] else [])])
    period = covers(_date(item["covers_from"]), _date(item["covers_until"]))
    where = f"SHA-256 {item['sha256']}" if item["kind"] == "file" else item["address"]
    return f"{item['title']} ({'; '.join(filter(None, [item['kind'], period, where]))})"


def _action(item: Mapping[str, Any]) -> str:
    state = PlannedAction.State(item["state"]).label
    parts = [item["what"], f"Seen to by {item['owner']}", f"Due {day(_date(item['due_on']))}", state]
    shown_by = [f"Evidence: {_evidence(each)}" for each in evidence_of(item)]
    return "; ".join([*parts, *([item["note"]] if item["note"] else []), *shown_by])


def _names(slugs: Iterable[str]) -> dict[str, str]:
    rows = Partnership.objects.select_related("area").filter(slug__in=list(slugs))
    return {each.slug: each.area.name for each in rows}


def _round_names(slugs: Iterable[str]) -> dict[str, str]:
    return {each.slug: each.name for each in Round.objects.filter(slug__in={*slugs} - {""})}


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(value: datetime) -> str:
    return date_format(timezone.localtime(value), r"j F Y \a\t H:i")
