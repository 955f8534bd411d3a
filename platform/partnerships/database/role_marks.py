"""Whose a role is. Roles are the cluster's, and two databases' prefixes may end in the same name.

With the prefix `south` a partnership `west_owner` and with the prefix `south_west` the owner would be one role.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import sql

from partnerships.database.roles import prefix

LONGEST = 63  # bytes; PostgreSQL cuts longer names off without an error, and two could become one


def check_length(name: str) -> None:
    if len(name.encode()) > LONGEST:
        raise ImproperlyConfigured(
            f"The name of the database role {name} has {len(name.encode())} bytes, and PostgreSQL allows {LONGEST}. "
            "Give a shorter DATABASE_ROLE_PREFIX, or the partnership a shorter schema_name."
        )


def make_ours(cursor: Any, name: str) -> None:
    """Create the role, or take over one that carries no mark; refuse one that carries another's."""
    check_length(name)
    cursor.execute("SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = %s", [name])
    found, ours = cursor.fetchone(), f"Role of the platform with the prefix {prefix()}"
    if found is None:
        cursor.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(name)))
    elif found[0] not in (None, ours):
        raise ImproperlyConfigured(
            f"The server has a role {name} already, and it is another's: “{found[0]}”. "
            "Give this database another DATABASE_ROLE_PREFIX."
        )
    if found != (ours,):
        comment = sql.SQL("COMMENT ON ROLE {} IS {}")
        cursor.execute(comment.format(sql.Identifier(name), sql.Literal(ours)))
