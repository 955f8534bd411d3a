"""The cluster's roles, and who may sign in. Brings them to exactly what DATABASE_ISOLATION says, either way.

Role mode: one login (web) that may take the region's and every partnership's role, none of which can sign in.
Login mode: the region and every partnership sign in for themselves, and the web login cannot and may take none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from psycopg import sql

from partnerships.database.passwords import login_password
from partnerships.database.role_marks import make_ours
from partnerships.database.roles import backup_role, owner_role, partnership_role, region_role, web_login

# A role's settings count for whoever signs in as it: in role mode the web login's, in login mode each one's own.
LIMITS = {"statement_timeout": "60s", "idle_in_transaction_session_timeout": "60s"}
ONLY_FOR_SUPERUSERS_TO_SET = {"temp_file_limit": "1GB"}
SITE_CONNECTIONS = 80  # of the web login, or of the region's
PARTNERSHIP_CONNECTIONS = 20  # one partnership cannot take the places of the others


@dataclass(frozen=True)
class RoleState:
    """What a role is to be: as provisioning makes it, and as the drift check expects it."""

    name: str
    password: str | None = None
    connections: int = -1
    limits: dict[str, str] = field(default_factory=dict)
    reads_all_rows: bool = False

    @property
    def may_sign_in(self) -> bool:
        return self.password is not None


def role_states(schemas: Iterable[str]) -> list[RoleState]:
    """Every role of ours, for these partnerships."""
    return [
        RoleState(owner_role()),
        RoleState(
            backup_role(),
            password=settings.DATABASE_BACKUP_PASSWORD,
            limits={"default_transaction_read_only": "on"},
            reads_all_rows=True,
        ),
        _site_login(web_login(), "role", SITE_CONNECTIONS),
        _site_login(region_role(), "login", SITE_CONNECTIONS),
        *(partnership_state(schema) for schema in schemas),
    ]


def partnership_state(schema: str) -> RoleState:
    return _site_login(partnership_role(schema), "login", PARTNERSHIP_CONNECTIONS)


def taken_by_web(schemas: Iterable[str]) -> set[str]:
    """The roles that the web login may take."""
    if settings.DATABASE_ISOLATION == "login":
        return set()
    return {region_role(), *(partnership_role(schema) for schema in schemas)}


def _site_login(role: str, mode: str, connections: int) -> RoleState:
    if mode != settings.DATABASE_ISOLATION:
        return RoleState(role)
    return RoleState(
        role, password=login_password(settings.SECRET_KEY, role), connections=connections, limits=LIMITS
    )


def bring_to(cursor: Any, state: RoleState) -> None:
    """Create the role or change it. Needs a login that may create roles."""
    make_ours(cursor, state.name)
    sign_in = "LOGIN" if state.may_sign_in else "NOLOGIN"
    _run(
        cursor,
        f"ALTER ROLE {{}} {sign_in} NOINHERIT NOCREATEDB NOCREATEROLE CONNECTION LIMIT {state.connections}"
        " VALID UNTIL 'infinity' PASSWORD ",
        state.name,
        literal=state.password,
    )
    _limit(cursor, state)
    if _superuser(cursor):
        rows = "BYPASSRLS" if state.reads_all_rows else "NOBYPASSRLS"
        _run(cursor, f"ALTER ROLE {{}} NOSUPERUSER NOREPLICATION {rows}", state.name)


def let_web_take(cursor: Any, role: str, allowed: bool) -> None:
    """What web may take it never inherits: without the role in force it has no rights."""
    # Before PostgreSQL 16 that is said of the member alone (NOINHERIT).
    terms = (
        " WITH INHERIT FALSE, SET TRUE, ADMIN FALSE"
        if cursor.connection.info.server_version >= 160_000
        else ""
    )
    _run(cursor, f"GRANT {{}} TO {{}}{terms}" if allowed else "REVOKE {} FROM {}", role, web_login())


def _limit(cursor: Any, state: RoleState) -> None:
    _run(cursor, "ALTER ROLE {} RESET ALL", state.name)
    for database in _with_settings_of(cursor, state.name):  # any role may make such settings for itself
        _run(cursor, "ALTER ROLE {} IN DATABASE {} RESET ALL", state.name, database)
    for name, value in state.limits.items():
        _run(cursor, f"ALTER ROLE {{}} SET {name} = ", state.name, literal=value)
    if state.limits is LIMITS and _superuser(cursor):
        for name, value in ONLY_FOR_SUPERUSERS_TO_SET.items():
            _run(cursor, f"ALTER ROLE {{}} SET {name} = ", state.name, literal=value)


def _with_settings_of(cursor: Any, role: str) -> list[str]:
    cursor.execute(
        "SELECT datname FROM pg_db_role_setting JOIN pg_database ON pg_database.oid = setdatabase"
        " JOIN pg_roles ON pg_roles.oid = setrole WHERE rolname = %s",
        [role],
    )
    return [row[0] for row in cursor.fetchall()]


def _superuser(cursor: Any) -> bool:
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    return bool(cursor.fetchone()[0])


def _run(cursor: Any, text: str, *names: str, literal: str | None = None) -> None:
    statement = sql.SQL(text).format(*[sql.Identifier(name) for name in names])
    if text.endswith(" "):
        statement += sql.SQL("NULL") if literal is None else sql.Literal(literal)
    cursor.execute(statement)
