"""Role attributes, settings and memberships."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from partnerships.database.roles import web_login
from partnerships.database_roles import ONLY_FOR_SUPERUSERS_TO_SET, RoleState, role_states, taken_by_web

NEVER = {
    "rolsuper": "is a superuser",
    "rolinherit": "inherits the rights of the roles it may take",
    "rolcreaterole": "may create roles",
    "rolcreatedb": "may create databases",
    "rolreplication": "may copy the whole server (REPLICATION)",
}


def problems(cursor: Any, schemas: list[str]) -> Iterator[str]:
    states = role_states(schemas)
    there = _roles(cursor, [state.name for state in states])
    for state in states:
        if state.name in there:
            yield from _attributes(state, there[state.name])
        else:
            yield f"Role {state.name} is missing."
    yield from _memberships(cursor, [state.name for state in states], schemas)


def _roles(cursor: Any, names: list[str]) -> dict[str, dict[str, Any]]:
    cursor.execute(
        "SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolcanlogin,"
        " rolconnlimit, nullif(rolvaliduntil, 'infinity')::text AS until, (SELECT coalesce(array_agg(DISTINCT entry), '{}') FROM pg_db_role_setting,"
        "  unnest(setconfig) AS entry WHERE setrole = pg_roles.oid) AS settings"
        " FROM pg_roles WHERE rolname = ANY(%s)",
        [names],
    )
    columns = [column.name for column in cursor.description]
    return {row[0]: dict(zip(columns, row, strict=True)) for row in cursor.fetchall()}


def _attributes(state: RoleState, role: dict[str, Any]) -> Iterator[str]:
    name = state.name
    for attribute, words in NEVER.items():
        if role[attribute]:
            yield f"Role {name} {words}."
    if role["rolbypassrls"] != state.reads_all_rows:
        can = "cannot bypass row-level security, so pg_dump would refuse to copy the returns"
        yield f"Role {name} {'may bypass row-level security' if role['rolbypassrls'] else can}."
    if role["rolcanlogin"] != state.may_sign_in:
        can = "can" if role["rolcanlogin"] else "cannot"
        yield f"Role {name} {can} sign in, and DATABASE_ISOLATION={settings.DATABASE_ISOLATION} says otherwise."
    if role["rolconnlimit"] != state.connections:
        yield f"Role {name} may open {role['rolconnlimit']} connections, not {state.connections}."
    if role["until"]:
        yield f"Role {name} can sign in until {role['until']} alone, which nothing declares."
    yield from _settings(state, set(role["settings"]))


def _settings(state: RoleState, there: set[str]) -> Iterator[str]:
    wanted = {f"{name}={value}" for name, value in state.limits.items()}
    allowed = {f"{name}={value}" for name, value in ONLY_FOR_SUPERUSERS_TO_SET.items()} if wanted else set()
    for setting in sorted(wanted - there):
        yield f"Role {state.name} lacks the setting {setting}."
    for setting in sorted(there - wanted - allowed):
        yield f"Role {state.name} has the setting {setting}, which nothing declares."


def _memberships(cursor: Any, names: list[str], schemas: list[str]) -> Iterator[str]:
    """Provisioning commands' own login may take any role, and a superuser gains nothing by one."""
    inherits = "inherit_option" if cursor.connection.info.server_version >= 160_000 else "member.rolinherit"
    cursor.execute(
        f"SELECT member.rolname, taken.rolname, admin_option, {inherits} FROM pg_auth_members AS entry"  # noqa: S608
        " JOIN pg_roles AS member ON member.oid = entry.member JOIN pg_roles AS taken ON taken.oid = entry.roleid"
        " WHERE (member.rolname = ANY(%s) OR taken.rolname = ANY(%s))"
        " AND NOT member.rolsuper AND member.rolname <> session_user",
        [names, names],
    )
    wanted = {(web_login(), role) for role in taken_by_web(schemas)}
    there = set()
    for member, taken, admin, inherit in cursor.fetchall():
        there.add((member, taken))
        if (member, taken) not in wanted:
            yield f"Role {member} may become {taken}, which nothing declares."
        elif admin:
            yield f"Role {member} may let others become {taken}."
        elif inherit:
            yield f"Role {member} inherits the rights of {taken}."
    for member, taken in sorted(wanted - there):
        yield f"Role {member} may not become {taken}, though it should."
