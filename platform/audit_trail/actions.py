"""The one way an event is written: inside the transaction of what it describes, best as its last step.

From then on until the transaction ends, other entries of the same chain wait.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from audit_trail import origin
from kernel.canonical import canonical_json


class Actor(Protocol):
    pk: Any
    role_title: Any


class Visitor:
    """Somebody who is not signed in."""

    pk = None
    role_title = "somebody not signed in"


@dataclass(frozen=True)
class Entry:
    """Where an event stands, for receipts."""

    chain: str
    sequence: int
    hash: str


def record(
    *,
    by: Actor | None,
    action: str,
    subject: str,
    partnership: str = "",
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Add one event. `by=None` is the platform itself, acting on an operator's command.

    Text that the database cannot hold (the NUL character, half a surrogate pair) is refused with a ValueError:
    the deed fails rather than be remembered in other words.
    """
    parts = [
        partnership, _name(by), origin.acting_as(), action, subject, canonical_json(detail or {}), origin.where(),
    ]  # fmt: skip
    if any("\0" in part for part in parts):
        raise ValueError("an event holds no NUL character")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequence, hash FROM public.audit_trail_append(%s, %s, %s, %s, %s, %s, %s)", parts
        )
        sequence, hash_ = cursor.fetchone()
    return Entry(partnership, sequence, hash_)


def _name(by: Actor | None) -> str:
    if by is None:
        return "platform operator"
    return f"{by.role_title} ({by.pk})" if by.pk is not None else str(by.role_title)
