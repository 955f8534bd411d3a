"""What an agency signs, as one canonical text, and the cut of it that one partnership reads. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kernel.canonical import canonical_json, sha256_hex

FORMAT = "section-11-answers/2"
"""In /1 planned actions named no evidence."""


@dataclass(frozen=True)
class EvidenceNamed:
    """Evidence as signed: what it is, not its content. `sha256` of a file's bytes; `address` of a link."""

    id: str
    title: str
    kind: str
    sha256: str
    address: str
    covers_from: date | None
    covers_until: date | None

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "kind": self.kind,
            "sha256": self.sha256,
            "address": self.address,
            "covers_from": self.covers_from.isoformat() if self.covers_from else None,
            "covers_until": self.covers_until.isoformat() if self.covers_until else None,
        }


@dataclass(frozen=True)
class ActionNamed:
    """A planned action as it stood when it was signed."""

    id: str
    what: str
    owner: str
    due_on: date
    state: str
    note: str
    evidence: tuple[EvidenceNamed, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "what": self.what,
            "owner": self.owner,
            "due_on": self.due_on.isoformat(),
            "state": self.state,
            "note": self.note,
            "evidence": [each.as_json() for each in self.evidence],
        }


@dataclass(frozen=True)
class AnswerSigned:
    """`grade` is a slug of the edition's grades, `area` a partnership's slug or empty."""

    statement: str
    area: str
    grade: str
    narrative: str
    carried_from: str
    evidence: tuple[EvidenceNamed, ...] = ()
    actions: tuple[ActionNamed, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "statement": self.statement,
            "area": self.area,
            "grade": self.grade,
            "narrative": self.narrative,
            "carried_from": self.carried_from,
            "evidence": [each.as_json() for each in self.evidence],
            "actions": [each.as_json() for each in self.actions],
        }


def content_of(
    *,
    round_slug: str,
    organisation: str,
    edition_sha256: str,
    kind: str,
    areas: list[str],
    answers: list[AnswerSigned],
    number: int,
    signed_role: str,
    signed_at: str,
    made_up: bool,
) -> dict[str, Any]:
    """Everything the agency signs. Answers in the edition's order. `signed_at` in ISO 8601."""
    return {
        "format": FORMAT,
        "round": round_slug,
        "organisation": organisation,
        "edition": edition_sha256,
        "kind": kind,
        "areas": areas,
        "number": number,
        "signed": {"role": signed_role, "at": signed_at},
        "made_up": made_up,
        "answers": [each.as_json() for each in answers],
    }


def cut_for(content: dict[str, Any], area: str) -> dict[str, Any]:
    """What one partnership may read: shared answers, its own area's, and no word of another area."""
    return {
        **content,
        "areas": [area],
        "answers": [each for each in content["answers"] if each["area"] in ("", area)],
    }


def evidence_of(action: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Of a planned action, in whatever format it was signed."""
    found: list[dict[str, Any]] = action.get("evidence", [])
    return found


def pieces_in(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Every piece of evidence that an answer names, as often as it does: beside itself, and beside what is planned."""
    return [*answer["evidence"], *(piece for action in answer["actions"] for piece in evidence_of(action))]


def evidence_in(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every piece of evidence that the answers name, by its id."""
    return {piece["id"]: piece for answer in content["answers"] for piece in pieces_in(answer)}


def sealed(content: dict[str, Any]) -> tuple[str, str]:
    """The canonical text and its SHA-256."""
    text = canonical_json(content)
    return text, sha256_hex(text)
