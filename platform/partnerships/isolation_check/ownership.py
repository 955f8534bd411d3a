"""Everything in our schemas belongs to the owner role: whoever owns a table is held by no grant and no policy."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from partnerships.database.roles import owner_role

OWNERS = """
    SELECT 'Schema ' || nspname, nspowner FROM pg_namespace WHERE nspname = ANY(%(schemas)s)
    UNION ALL
    SELECT CASE relkind WHEN 'S' THEN 'Sequence ' WHEN 'v' THEN 'View ' ELSE 'Table ' END
           || relnamespace::regnamespace || '.' || relname, relowner
      FROM pg_class WHERE relnamespace::regnamespace::text = ANY(%(schemas)s) AND relkind IN ('r','p','v','m','f','S')
    UNION ALL
    SELECT 'Function ' || pronamespace::regnamespace || '.' || proname, proowner
      FROM pg_proc WHERE pronamespace::regnamespace::text = ANY(%(schemas)s)
"""


def problems(cursor: Any, schemas: list[str]) -> Iterator[str]:
    ours = [settings.PUBLIC_SCHEMA_NAME, *schemas]
    cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname = ANY(%s)", [ours])
    there = {row[0] for row in cursor.fetchall()}
    for schema in ours:
        if schema not in there:
            yield f"Schema {schema} is missing."
    cursor.execute(
        f"SELECT thing, pg_get_userbyid(owner) FROM ({OWNERS}) AS owned (thing, owner)"  # noqa: S608
        " WHERE pg_get_userbyid(owner) <> %(owner)s ORDER BY thing",
        {"schemas": ours, "owner": owner_role()},
    )
    for thing, owner in cursor.fetchall():
        yield f"{thing} belongs to {owner}, not to {owner_role()}."
