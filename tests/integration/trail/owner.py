"""What an owner of the database could do to the trail, statement by statement."""

from typing import Any

from django.db import connection

from audit_trail import stored
from audit_trail.verification import Kept, breaks
from partnerships.context import owner_rights


def as_owner(statement: str, parameters: list[Any] | None = None) -> list[Any]:
    with owner_rights(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def broken(kept: list[Kept] | None = None) -> list[str]:
    """What verify_trail would say."""
    return [str(each) for each in breaks(stored.rows(), kept or [])]


def rehash(chain: str, first: int) -> None:
    """Forge every hash from one entry on, and the head: what is left is a chain that hangs together."""
    previous = "0" * 64
    if first > 1:
        previous = as_owner(
            "SELECT hash FROM audit_trail_event WHERE chain = %s AND sequence = %s", [chain, first - 1]
        )[0][0]
    numbers = as_owner(
        "SELECT sequence FROM audit_trail_event WHERE chain = %s AND sequence >= %s ORDER BY 1",
        [chain, first],
    )
    for (number,) in numbers:
        previous = as_owner(
            "UPDATE audit_trail_event SET previous = %s, hash = audit_trail_hash("
            "%s, chain, sequence, at, actor, role, action, subject, detail, origin) "
            "WHERE chain = %s AND sequence = %s RETURNING hash",
            [previous, previous, chain, number],
        )[0][0]
    as_owner(
        "UPDATE audit_trail_head SET sequence = %s, hash = %s WHERE chain = %s",
        [numbers[-1][0], previous, chain],
    )
