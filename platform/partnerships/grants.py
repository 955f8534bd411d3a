"""Rights on tables, from what each model declares (kernel.access). Re-applied after every migration.

They are the same in role mode and in login mode: only who may sign in differs (partnerships.provisioning).
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from kernel.access import EVERYTHING, READ, Access, access_of
from partnerships.context import owner_rights
from partnerships.database.roles import backup_role, owner_role, partnership_role, region_role
from partnerships.models import Partnership
from partnerships.row_policies import protect_rows

LATER_TABLES = {"TABLES": EVERYTHING, "SEQUENCES": ("USAGE", "SELECT")}
"""What a partnership's role may do with its own tables and sequences, those of later migrations included."""
LATER_BACKUP = {"TABLES": READ, "SEQUENCES": READ}


def shared_tables() -> dict[str, Access]:
    """Every table of the shared schema and who may do what to it."""
    tables = {
        model._meta.db_table: access_of(_declaring(model))
        for model in _shared_models()
        if model._meta.managed and not model._meta.proxy
    }
    return tables | {"django_migrations": Access(region=READ), "shared_cache": Access()}


def shared_functions() -> list[str]:
    """Signatures of the functions of the shared schema that the region and every partnership may call."""
    return sorted({signature for access in shared_tables().values() for signature in access.functions})


def grant_shared() -> None:
    """Give the regional role and every partnership's role exactly the declared rights on shared tables."""
    with owner_rights(), transaction.atomic(), connection.cursor() as cursor:
        # Whoever may call a function is said by name, in every schema.
        _run(cursor, "ALTER DEFAULT PRIVILEGES FOR ROLE {} REVOKE ALL ON FUNCTIONS FROM PUBLIC", owner_role())
        _back_up(cursor, "public")
        _usage(cursor, "public", region_role())
        for table, access in shared_tables().items():
            protect_rows(cursor, table, access)
            _only(cursor, table, region_role(), access.region)
        _functions(cursor, region_role())
        for schema in Partnership.objects.values_list("schema_name", flat=True):
            if _exists(cursor, partnership_role(schema)):
                _share(cursor, partnership_role(schema))


def grant_partnership(schema: str) -> None:
    """Give a partnership's role its own schema, and its declared rights on shared tables."""
    role = partnership_role(schema)
    with owner_rights(), transaction.atomic(), connection.cursor() as cursor:
        _usage(cursor, schema, role)
        for kind, rights in LATER_TABLES.items():
            _all_and_later(cursor, kind, rights, schema, role)
        _run(cursor, "REVOKE ALL ON {}.django_migrations FROM {}", schema, role)
        _back_up(cursor, schema)
        _usage(cursor, "public", role)
        _share(cursor, role)


def _shared_models() -> list[Any]:
    labels = {app.rsplit(".", 1)[-1] for app in settings.TENANT_APPS}
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label not in labels]


def _declaring(model: Any) -> Any:
    """The table between two models has the access of the one that declares the relation."""
    return getattr(model._meta, "auto_created", None) or model


def _share(cursor: Any, role: str) -> None:
    """A partnership's declared rights in the shared schema."""
    for table, access in shared_tables().items():
        _only(cursor, table, role, access.partnership)
    _functions(cursor, role)


def _back_up(cursor: Any, schema: str) -> None:
    _usage(cursor, schema, backup_role())
    for kind, rights in LATER_BACKUP.items():
        _all_and_later(cursor, kind, rights, schema, backup_role())


def _all_and_later(cursor: Any, kind: str, rights: Iterable[str], schema: str, role: str) -> None:
    """Exactly these rights: whatever else was granted, and passed on, is taken away in the same transaction."""
    granted = ", ".join(rights)
    _run(cursor, f"REVOKE ALL ON ALL {kind} IN SCHEMA {{}} FROM {{}} CASCADE", schema, role)
    _run(cursor, f"GRANT {granted} ON ALL {kind} IN SCHEMA {{}} TO {{}}", schema, role)
    later = "ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA {} "
    _run(cursor, f"{later} REVOKE ALL ON {kind} FROM {{}}", owner_role(), schema, role)
    _run(cursor, f"{later} GRANT {granted} ON {kind} TO {{}}", owner_role(), schema, role)


def _only(cursor: Any, table: str, role: str, rights: tuple[str, ...]) -> None:
    _run(cursor, "REVOKE ALL ON public.{} FROM {} CASCADE", table, role)
    if rights:
        _run(cursor, f"GRANT {', '.join(rights)} ON public.{{}} TO {{}}", table, role)


def _functions(cursor: Any, role: str) -> None:
    for signature in shared_functions():
        _run(cursor, f"REVOKE ALL ON FUNCTION public.{signature} FROM PUBLIC, {{}}", role)
        _run(cursor, f"GRANT EXECUTE ON FUNCTION public.{signature} TO {{}}", role)


def _usage(cursor: Any, schema: str, role: str) -> None:
    _run(cursor, "REVOKE ALL ON SCHEMA {} FROM {} CASCADE", schema, role)
    _run(cursor, "GRANT USAGE ON SCHEMA {} TO {}", schema, role)


def _exists(cursor: Any, role: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    return cursor.fetchone() is not None


def _run(cursor: Any, text: str, *names: str) -> None:
    cursor.execute(sql.SQL(text).format(*[sql.Identifier(name) for name in names]))
