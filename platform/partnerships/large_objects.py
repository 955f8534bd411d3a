"""Large objects belong to no schema: any role could make one and leave it to everybody, past every wall.

One that the backup role may not read makes pg_dump fail. The platform uses none, so nobody may call what works on them.
"""

from typing import Any

FUNCTIONS = """
    SELECT pg_proc.oid, pg_proc.oid::regprocedure::text AS called, proacl, proowner FROM pg_proc
     WHERE pronamespace = 'pg_catalog'::regnamespace AND (starts_with(proname, 'lo_') OR proname IN ('loread', 'lowrite'))
"""


def close_large_objects(cursor: Any) -> None:
    """Take the functions away from everybody. Only a superuser may; else the drift check says what is open."""
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if not cursor.fetchone()[0]:
        return
    cursor.execute(
        f"SELECT called FROM ({FUNCTIONS}) AS functions"  # noqa: S608
        " WHERE EXISTS (SELECT FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0)"
    )
    for (called,) in cursor.fetchall():
        cursor.execute(f"REVOKE ALL ON FUNCTION {called} FROM PUBLIC")
