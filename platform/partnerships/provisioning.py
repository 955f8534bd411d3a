"""Creating roles, the shared schema and partnerships' schemas. Idempotent; run as the owner login."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from psycopg import sql

from audit_trail.actions import record
from partnerships.context import administrator_rights, inside, owner_rights
from partnerships.database.roles import backup_role, owner_role, partnership_role, region_role, web_login
from partnerships.database_roles import bring_to, let_web_take, partnership_state, role_states, taken_by_web
from partnerships.grants import grant_partnership, grant_shared
from partnerships.large_objects import close_large_objects
from partnerships.models import Partnership
from partnerships.taking_turns import one_at_a_time


def ensure_database() -> None:
    """Create the database itself where the server does not have it yet."""
    wrapper: Any = connection
    with wrapper._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_database_name()])
        if cursor.fetchone() is None:
            cursor.execute(_statement("CREATE DATABASE {}", _database_name()))


def create_roles() -> None:
    """Every role but the partnerships', as DATABASE_ISOLATION wants them. Needs a login that may create roles."""
    with _administrator() as cursor:
        for state in role_states(schemas=[]):
            bring_to(cursor, state)
        let_web_take(cursor, region_role(), region_role() in taken_by_web([]))
        cursor.execute(_statement("GRANT {} TO CURRENT_USER", owner_role()))
        cursor.execute(_statement("GRANT {} TO CURRENT_USER", region_role()))
        cursor.execute(_statement("ALTER SCHEMA public OWNER TO {}", owner_role()))
        cursor.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        _grant_database(cursor)
        close_large_objects(cursor)


def secure_database() -> None:
    """Every role's rights on the database itself: a copy or a restored dump comes without them."""
    schemas = Partnership.objects.filter(opened_at__isnull=False).values_list("schema_name", flat=True)
    roles = [partnership_role(schema) for schema in schemas]
    with _administrator() as cursor:
        _grant_database(cursor, *roles)
        close_large_objects(cursor)


def migrate_shared_schema(*, verbosity: int = 0) -> None:
    with owner_rights():
        call_command("migrate_schemas", shared=True, verbosity=verbosity, interactive=False)
        call_command("createcachetable", verbosity=verbosity)
    grant_shared()


def open_schema(partnership: Partnership) -> None:
    """Create the partnership's role, schema and tables, and bring older tables up to date."""
    schema = partnership.schema_name
    role = partnership_role(schema)
    with _administrator() as cursor:
        bring_to(cursor, partnership_state(schema))
        let_web_take(cursor, role, role in taken_by_web([schema]))
        _grant_database(cursor, role)
        cursor.execute(_statement("GRANT {} TO CURRENT_USER", role))
    with owner_rights():
        with connection.cursor() as cursor:
            cursor.execute(_statement("CREATE SCHEMA IF NOT EXISTS {}", schema))
        with inside(partnership):
            _migrate_partnership_apps()
    grant_partnership(partnership.schema_name)
    if partnership.opened_at is None:
        partnership.opened_at = timezone.now()
        with owner_rights():
            partnership.save(update_fields=["opened_at"])
        record(by=None, action="open partnership", subject=partnership.name, partnership=partnership.slug)


def _migrate_partnership_apps() -> None:
    """Run the partnership apps' own migrations and nothing else.

    django-tenants records every migration of every shared app in each schema, some 150 rows for a handful of
    tables. Partnership apps point at no shared table, so their own migrations are enough.
    """
    executor = MigrationExecutor(connection)
    labels = {app.rsplit(".", 1)[-1] for app in settings.TENANT_APPS}
    executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] in labels])


@contextmanager
def _administrator() -> Iterator[Any]:
    """A cursor with the login's own rights; one provisioning command at a time."""
    with administrator_rights(), transaction.atomic(), one_at_a_time(), connection.cursor() as cursor:
        yield cursor


def _grant_database(cursor: Any, *partnership_roles: str) -> None:
    database = _database_name()
    cursor.execute(_statement("REVOKE ALL ON DATABASE {} FROM PUBLIC", database))
    cursor.execute(_statement("GRANT CREATE, CONNECT ON DATABASE {} TO {}", database, owner_role()))
    for role in (web_login(), region_role(), backup_role(), *partnership_roles):
        cursor.execute(_statement("GRANT CONNECT ON DATABASE {} TO {}", database, role))


def _statement(text: str, *names: str) -> Any:
    return sql.SQL(text).format(*[sql.Identifier(name) for name in names])


def _database_name() -> str:
    return str(connection.settings_dict["NAME"])
