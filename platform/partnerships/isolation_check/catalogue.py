"""PostgreSQL's own functions and tables: nobody has more rights on them than the server came with."""

from collections.abc import Iterator
from typing import Any

from partnerships.large_objects import FUNCTIONS

THEIRS = "IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)"
THINGS = f"""
    SELECT 'pg_proc'::regclass AS class, oid, 0 AS part, 'function ' || oid::regprocedure AS thing, proacl AS acl,
           acldefault('f', proowner) AS by_default FROM pg_proc WHERE pronamespace {THEIRS}
    UNION ALL SELECT 'pg_class'::regclass, oid, 0, 'table ' || oid::regclass, relacl,
           acldefault('r', relowner) FROM pg_class WHERE relnamespace {THEIRS}
    UNION ALL SELECT 'pg_class'::regclass, attrelid, attnum, 'table ' || attrelid::regclass, attacl,
           acldefault('c', relowner) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
     WHERE relnamespace {THEIRS} AND attacl IS NOT NULL
    UNION ALL SELECT 'pg_namespace'::regclass, oid, 0, 'schema ' || oid::regnamespace, nspacl,
           acldefault('n', nspowner) FROM pg_namespace WHERE oid {THEIRS}
    UNION ALL SELECT 'pg_language'::regclass, oid, 0, 'language ' || lanname, lanacl,
           acldefault('l', lanowner) FROM pg_language
"""  # noqa: S608
MORE = f"""
    SELECT DISTINCT coalesce(rolname, 'public'), privilege_type, thing FROM ({THINGS}) AS things
      LEFT JOIN pg_init_privs ON (classoid, objoid, objsubid) = (class, oid, part),
      LATERAL (SELECT grantee, privilege_type, is_grantable FROM aclexplode(coalesce(acl, by_default)) EXCEPT
               SELECT grantee, privilege_type, is_grantable FROM aclexplode(coalesce(initprivs, by_default))) AS entry
      LEFT JOIN pg_roles ON pg_roles.oid = grantee WHERE rolsuper IS NOT TRUE
       AND NOT (grantee = 0 AND privilege_type IN ('SELECT', 'USAGE') AND thing ~ '^(table|schema) information_schema')
     ORDER BY 1, 3, 2
"""  # noqa: S608  (the server keeps no record of what everybody may read in information_schema from the start)
LARGE_OBJECTS_FOR = f"""
    SELECT coalesce(rolname, 'public'), 'EXECUTE', 'function ' || called FROM ({FUNCTIONS}) AS functions,
           aclexplode(coalesce(proacl, acldefault('f', proowner))) LEFT JOIN pg_roles ON pg_roles.oid = grantee
     WHERE rolsuper IS NOT TRUE ORDER BY 1, 3
"""  # noqa: S608
PARAMETERS = """
    SELECT coalesce(rolname, 'public'), privilege_type, 'parameter ' || parname
      FROM pg_parameter_acl, aclexplode(paracl) LEFT JOIN pg_roles ON pg_roles.oid = grantee
     WHERE rolsuper IS NOT TRUE ORDER BY 1, 3, 2
"""
SETTINGS = """
    SELECT CASE setdatabase WHEN 0 THEN 'Every role' ELSE 'The database' END, entry
      FROM pg_db_role_setting, unnest(setconfig) AS entry WHERE setrole = 0
       AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())) ORDER BY 1, 2
"""


def problems(cursor: Any) -> Iterator[str]:
    questions = [MORE, LARGE_OBJECTS_FOR]
    if cursor.connection.info.server_version >= 150_000:
        questions.append(PARAMETERS)
    for question in questions:
        cursor.execute(question)
        for role, privilege, thing in cursor.fetchall():
            who = "Everybody (PUBLIC)" if role == "public" else f"Role {role}"
            yield f"{who} may {privilege} on {thing}, which nothing declares."
    cursor.execute("SELECT oid, pg_get_userbyid(lomowner) FROM pg_largeobject_metadata ORDER BY 1")
    for number, owner in cursor.fetchall():
        yield f"Large object {number} belongs to {owner}: nothing declares any, and pg_dump may fail on it."
    cursor.execute(SETTINGS)
    for who, setting in cursor.fetchall():
        yield f"{who} has the setting {setting}, which nothing declares."
