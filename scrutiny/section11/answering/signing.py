"""From working answers to the text that the accountable lead signs."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from kernel.canonical import canonical_json, sha256_hex
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.signed import ActionNamed, AnswerSigned, EvidenceNamed, content_of


def content_now(work: Work, *, number: int, role: str, at: datetime | None) -> dict[str, Any]:
    """What would be signed now, in the edition's order: three more queries than `work` took."""
    evidence, actions = evidence_named(work), actions_named(work)
    return content_of(
        round_slug=work.round.slug,
        organisation=work.organisation.slug,
        edition_sha256=work.expected.edition.edition.sha256,
        kind=work.expected.kind,
        areas=work.areas,
        answers=[
            AnswerSigned(
                statement=answer.statement, area=answer.area, grade=answer.grade, narrative=answer.narrative,
                carried_from=answer.carried_from,
                evidence=tuple(evidence.get(question.key, ())), actions=tuple(actions.get(question.key, ())),
            )
            for question in work.questions
            if (answer := work.by_key.get(question.key)) is not None and answer.is_answered
        ],
        number=number,
        signed_role=role,
        signed_at=at.isoformat() if at else "",
        made_up=work.round.made_up,
    )  # fmt: skip


def agreed_content(work: Work) -> dict[str, Any]:
    """What the lead is shown before signing: everything but who signs and when."""
    return content_now(work, number=0, role="", at=None)


def agreed_hash(work: Work) -> str:
    """Its SHA-256."""
    return sha256_hex(canonical_json(agreed_content(work)))


def evidence_named(work: Work) -> dict[tuple[str, str], list[EvidenceNamed]]:
    found: dict[tuple[str, str], list[EvidenceNamed]] = {}
    uses = work.assessment.evidence_uses.filter(evidence__removal=None).select_related("evidence")
    for use in uses.order_by("evidence__title", "pk"):
        found.setdefault((use.statement, use.area), []).append(_named(use.evidence))
    return found


def _named(item: Any) -> EvidenceNamed:
    return EvidenceNamed(
        id=str(item.pk), title=item.title, kind=item.kind, sha256=item.sha256, address=item.address,
        covers_from=item.covers_from, covers_until=item.covers_until,
    )  # fmt: skip


def actions_named(work: Work) -> dict[tuple[str, str], list[ActionNamed]]:
    found: dict[tuple[str, str], list[ActionNamed]] = {}
    standing = work.book.evidence.objects.filter(removal=None).order_by("title", "pk")
    planned = work.assessment.planned_actions.prefetch_related(Prefetch("evidence", standing))
    for action in planned.order_by("due_on", "pk"):
        named = ActionNamed(
            id=str(action.pk), what=action.what, owner=action.owner, due_on=action.due_on, state=action.state,
            note=action.note, evidence=tuple(map(_named, action.evidence.all())),
        )  # fmt: skip
        found.setdefault((action.statement, action.area), []).append(named)
    return found
