"""What an audit return says: how the agencies of one area graded themselves, and what others saw. One canonical text.

Grades are positions on the edition's scale, 0 the lowest. No name of a person and no words but those released.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from kernel.canonical import canonical_json
from kernel.periods import Period

KIND = "section-11"
"""The `kind` of such a return; returns of figures are of kind "figures"."""
FORMAT = f"{KIND}/1"
FEWEST_REPLIES = 5
"""Practitioners' replies below which nothing of them is shown or leaves the partnership, not even their number."""


@dataclass(frozen=True)
class GradedStatement:
    """`self_grade` is the agency's own. `moderated` None: nobody moderated it; `moderated_on` in ISO 8601."""

    statement: str
    standard: str
    self_grade: int
    moderated: int | None = None
    moderated_on: str | None = None
    moderated_role: str = ""


@dataclass(frozen=True)
class PractitionersView:
    """Replies of one agency's practitioners; at least FEWEST_REPLIES. `grades`: for each standard's id, how many chose
    each grade, lowest first, and last how many could not say."""

    replies: int
    grades: dict[str, list[int]]

    def __post_init__(self) -> None:
        if self.replies < FEWEST_REPLIES:
            raise ValueError(f"{self.replies} replies are fewer than {FEWEST_REPLIES}")


@dataclass(frozen=True)
class ReleasedNarrative:
    statement: str
    text: str


@dataclass(frozen=True)
class ReleasedAction:
    """`due_on` in ISO 8601; `state` one of open, under_way, done, dropped."""

    id: str
    statement: str
    what: str
    owner: str
    due_on: str
    state: str


@dataclass(frozen=True)
class AuditedAgency:
    """An agency that was expected. `response_sha256` and `signed_at` None: it had not signed its answers.

    `several_areas`: it answered once for several areas, so its shared grades stand in several returns.
    """

    organisation: str
    name: str
    kind_of_body: str
    kind: str
    variant: str
    edition_sha256: str
    legal_basis: str
    several_areas: bool
    response_sha256: str | None
    signed_at: str | None
    grades: tuple[GradedStatement, ...] = ()
    practitioners: PractitionersView | None = None
    narratives: tuple[ReleasedNarrative, ...] = ()
    actions: tuple[ReleasedAction, ...] = ()

    @property
    def answered(self) -> bool:
        return self.response_sha256 is not None

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "AuditedAgency":
        view = data["practitioners"]
        parts = {
            "grades": tuple(GradedStatement(**each) for each in data["grades"]),
            "practitioners": PractitionersView(**view) if view else None,
            "narratives": tuple(ReleasedNarrative(**each) for each in data["narratives"]),
            "actions": tuple(ReleasedAction(**each) for each in data["actions"]),
        }
        return cls(**{**data, **parts})


def audit_content_of(
    *,
    partnership: str,
    area_code: str,
    period: Period,
    round_slug: str,
    made_up: bool,
    agencies: Iterable[AuditedAgency],
) -> dict[str, Any]:
    """The part of an audit return that both people see and sign. Raises ValueError where an agency stands twice."""
    rows = sorted(agencies, key=lambda each: each.organisation)
    names = [row.organisation for row in rows]
    if len(set(names)) != len(names):
        raise ValueError("an agency stands twice in one return")
    return {
        "format": FORMAT,
        "partnership": partnership,
        "area_code": area_code,
        "period": {"start": period.start.isoformat(), "end": period.end.isoformat()},
        "round": round_slug,
        "made_up": made_up,
        # As read back from its text: lists where the dataclasses hold tuples.
        "agencies": json.loads(canonical_json([asdict(row) for row in rows])),
    }
