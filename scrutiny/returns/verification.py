"""Does every return still say what was signed?"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kernel.canonical import canonical_json, sha256_hex
from partnerships.database.roles import partnership_role
from scrutiny.returns.models import Return


@dataclass(frozen=True)
class Broken:
    """A return that does not verify, and what is wrong with it."""

    id: str
    problem: str


def verify(returns: Iterable[Return]) -> Iterator[Broken]:
    """Recompute every hash and compare every column with the signed text."""
    for row in returns:
        for problem in _problems(row):
            yield Broken(str(row.pk), problem)


def _problems(row: Return) -> Iterator[str]:
    if sha256_hex(row.payload) != row.sha256:
        yield "the hash is not that of the text"
    if row.owner_role != partnership_role(row.partnership.schema_name):
        yield "it was lodged under the role of another partnership"
    try:
        content = json.loads(row.payload)
        canonical = canonical_json(content) == row.payload
        said = _said(content)
    except (ValueError, TypeError, KeyError, AttributeError):
        yield "the text cannot be read as a return"
        return
    if not canonical:
        yield "the text is not in canonical form"
    for name, stored in _stored(row).items():
        if said[name] != stored:
            yield f"the column {name} does not say what was signed"


def _said(content: dict[str, Any]) -> dict[str, Any]:
    """What the signed text says of itself. Raises where it lacks something."""
    prepared, approved = content["prepared"], content["approved"]
    return {
        "kind": content["format"].partition("/")[0],
        **{name: content[name] for name in ("partnership", "period", "submission", "supersedes", "reason")},
        "prepared": (prepared["person"], prepared["role"]),
        "approved": (approved["person"], approved["role"]),
        "lodged_at": datetime.fromisoformat(approved["at"]),
    }


def _stored(row: Return) -> dict[str, Any]:
    """What the columns say."""
    return {
        "kind": row.kind,
        "partnership": row.partnership.slug,
        "period": {"start": row.period_start.isoformat(), "end": row.period_end.isoformat()},
        "submission": str(row.submission),
        "supersedes": row.supersedes.sha256 if row.supersedes else None,
        "reason": row.reason,
        "prepared": (str(row.prepared_by), row.prepared_role),
        "approved": (str(row.approved_by), row.approved_role),
        "lodged_at": row.lodged_at,
    }
