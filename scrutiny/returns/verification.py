"""Does every return still say what was signed?"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kernel.canonical import canonical_json, sha256_hex
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
    try:
        content = json.loads(row.payload)
    except ValueError:
        yield "the text cannot be read"
        return
    if canonical_json(content) != row.payload:
        yield "the text is not in canonical form"
    signed = {
        "partnership": row.partnership.slug,
        "period": {"start": row.period_start.isoformat(), "end": row.period_end.isoformat()},
        "submission": str(row.submission),
        "supersedes": row.supersedes.sha256 if row.supersedes else None,
        "reason": row.reason,
        "prepared": (str(row.prepared_by), row.prepared_role),
        "approved": (str(row.approved_by), row.approved_role),
    }
    if not row.owner_role.endswith(f"_{row.partnership.schema_name}"):
        yield "it was lodged under the role of another partnership"
    for name, stored in signed.items():
        said = content.get(name)
        if name in {"prepared", "approved"}:
            said = (said["person"], said["role"])
        if said != stored:
            yield f"the column {name} does not say what was signed"
