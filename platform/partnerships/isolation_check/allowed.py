"""What PostgreSQL would allow each role, whatever way it came by it."""

from typing import Any, NamedTuple

from partnerships.database.roles import owner_role


class Right(NamedTuple):
    role: str
    thing: str
    privilege: str


OURS = "nspname !~ '^pg_' AND nspname <> 'information_schema'"
SCHEMAS = f"SELECT oid, 'schema ' || nspname AS thing FROM pg_namespace WHERE {OURS}"  # noqa: S608
RELATIONS = (
    "SELECT c.oid, '{what} ' || nspname || '.' || relname AS thing FROM pg_class AS c JOIN pg_namespace AS n"
    " ON n.oid = relnamespace WHERE {ours} AND relkind IN ({kinds})"
)
FUNCTIONS = (
    "SELECT p.oid, 'function ' || nspname || '.' || proname || '(' || oidvectortypes(proargtypes) || ')' AS thing FROM pg_proc AS p"  # noqa: S608
    f" JOIN pg_namespace AS n ON n.oid = pronamespace WHERE {OURS}"
)
# For each kind of thing: where it is listed, the function that answers, and what to ask.
QUESTIONS = [
    ("SELECT oid, 'the database' AS thing FROM pg_database WHERE datname = current_database()",
     "has_database_privilege", ["CONNECT", "CREATE", "TEMPORARY"]),
    (SCHEMAS, "has_schema_privilege", ["USAGE", "CREATE"]),
    (RELATIONS.format(what="table", ours=OURS, kinds="'r','p','v','m','f'"), "has_table_privilege",
     ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]),
    (RELATIONS.format(what="sequence", ours=OURS, kinds="'S'"), "has_sequence_privilege",
     ["USAGE", "SELECT", "UPDATE"]),
    (FUNCTIONS, "has_function_privilege", ["EXECUTE"]),
]  # fmt: skip
COLUMNS = f"""
    SELECT coalesce(rolname, 'public'), 'table ' || nspname || '.' || relname,
           privilege_type || ' (' || attname || ')'
      FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = attrelid JOIN pg_namespace AS n ON n.oid = relnamespace,
           aclexplode(attacl) AS entry LEFT JOIN pg_roles ON pg_roles.oid = entry.grantee
     WHERE {OURS} AND NOT attisdropped AND (entry.grantee = 0 OR rolname = ANY(%s))
"""  # noqa: S608
ACLS = f"""
    SELECT 'the database', datacl, datdba FROM pg_database WHERE datname = current_database()
    UNION ALL SELECT 'schema ' || nspname, nspacl, nspowner FROM pg_namespace WHERE {OURS}
    UNION ALL SELECT 'table ' || nspname || '.' || relname, relacl, relowner FROM pg_class AS c
              JOIN pg_namespace AS n ON n.oid = relnamespace WHERE {OURS}
    UNION ALL SELECT 'table ' || nspname || '.' || relname, attacl, relowner FROM pg_attribute JOIN pg_class AS c
              ON c.oid = attrelid JOIN pg_namespace AS n ON n.oid = relnamespace WHERE {OURS}
    UNION ALL SELECT 'function ' || nspname || '.' || proname, proacl, proowner FROM pg_proc AS p
              JOIN pg_namespace AS n ON n.oid = pronamespace WHERE {OURS}
"""  # noqa: S608
LATER = """
    SELECT coalesce(rolname, 'public'), pg_get_userbyid(defaclrole) || '''s later '
           || CASE defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions'
              ELSE defaclobjtype::text END
           || CASE WHEN defaclnamespace = 0 THEN '' ELSE ' in ' || defaclnamespace::regnamespace END,
           privilege_type
      FROM pg_default_acl, aclexplode(defaclacl) AS entry LEFT JOIN pg_roles ON pg_roles.oid = entry.grantee
     WHERE entry.grantee <> defaclrole
"""


def allowed(cursor: Any, roles: list[str]) -> set[Right]:
    """Every right of these roles and of everybody. A superuser may do everything, which is said elsewhere."""
    cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND NOT rolsuper", [roles])
    asked = [*(row[0] for row in cursor.fetchall()), "public"]
    found: set[Right] = set()
    newer = ["MAINTAIN"] if cursor.connection.info.server_version >= 170_000 else []
    for things, function, privileges in QUESTIONS:
        cursor.execute(
            f"SELECT role, thing, privilege FROM ({things}) AS things, unnest(%s::text[]) AS role,"  # noqa: S608
            f" unnest(%s::text[]) AS privilege WHERE {function}(role, things.oid, privilege)",
            [asked, privileges + (newer if function == "has_table_privilege" else [])],
        )
        found |= {Right(*row) for row in cursor.fetchall()}
    cursor.execute(COLUMNS, [roles])
    return found | {Right(*row) for row in cursor.fetchall()}


def passed_on(cursor: Any) -> list[tuple[str, str]]:
    """Rights that their holders may give to others, superusers and the things' own owners apart."""
    cursor.execute(
        f"SELECT DISTINCT coalesce(rolname, 'public'), thing FROM ({ACLS}) AS acls (thing, acl, owner),"  # noqa: S608
        " aclexplode(acl) AS entry LEFT JOIN pg_roles ON pg_roles.oid = entry.grantee"
        " WHERE is_grantable AND grantee <> owner AND rolsuper IS NOT TRUE ORDER BY 1, 2"
    )
    return [(row[0], row[1]) for row in cursor.fetchall()]


def granted_to_others(cursor: Any, roles: list[str]) -> list[tuple[str, str]]:
    """Rights of roles that are none of ours, superusers and the things' own owners apart."""
    cursor.execute(
        f"SELECT DISTINCT rolname, thing FROM ({ACLS}) AS acls (thing, acl, owner), aclexplode(acl) AS entry"  # noqa: S608
        " JOIN pg_roles ON pg_roles.oid = entry.grantee"
        " WHERE NOT rolsuper AND grantee <> owner AND rolname <> ALL(%s) ORDER BY 1, 2",
        [[*roles, owner_role()]],
    )
    return [(row[0], row[1]) for row in cursor.fetchall()]


def later(cursor: Any) -> set[Right]:
    """Rights that tables, sequences and functions made later will come with."""
    cursor.execute(LATER)
    return {Right(*row) for row in cursor.fetchall()}
