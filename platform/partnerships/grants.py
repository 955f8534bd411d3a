"""Rights on tables, from what each model declares (kernel.access). Re-applied after every migration."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from kernel.access import EVERYTHING, Access, access_of
from partnerships.context import owner_rights
from partnerships.database.roles import owner_role, partnership_role, region_role
from partnerships.models import Partnership


def shared_tables() -> dict[str, Access]:
    """Every table of the shared schema and who may do what to it."""
    labels = {app.rsplit(".", 1)[-1] for app in settings.TENANT_APPS}
    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label not in labels]
    tables = {
        m._meta.db_table: access_of(_declaring(m)) for m in models if m._meta.managed and not m._meta.proxy
    }
    return tables | {"django_migrations": Access(region=("SELECT",)), "shared_cache": Access()}


def grant_shared() -> None:
    """Give the regional role and every partnership's role exactly the declared rights on shared tables."""
    with owner_rights(), transaction.atomic(), connection.cursor() as cursor:
        _usage(cursor, "public", region_role())
        partnerships = [
            partnership_role(s) for s in Partnership.objects.values_list("schema_name", flat=True)
        ]
        existing = [role for role in partnerships if _exists(cursor, role)]
        for table, access in shared_tables().items():
            _protect_rows(cursor, table, access)
            _only(cursor, table, region_role(), access.region)
            for role in existing:
                _only(cursor, table, role, access.partnership)
        for role in (region_role(), *existing):
            _may_call(cursor, role)


def grant_partnership(schema: str) -> None:
    """Give a partnership's role its own schema, and its declared rights on shared tables."""
    role = partnership_role(schema)
    with owner_rights(), transaction.atomic(), connection.cursor() as cursor:
        _usage(cursor, schema, role)
        _usage(cursor, "public", role)
        rights = ", ".join(EVERYTHING)
        _run(cursor, f"GRANT {rights} ON ALL TABLES IN SCHEMA {{}} TO {{}}", schema, role)
        _run(cursor, "REVOKE ALL ON {}.django_migrations FROM {}", schema, role)
        _run(
            cursor,
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {{}} IN SCHEMA {{}} GRANT {rights} ON TABLES TO {{}}",
            owner_role(), schema, role,
        )  # fmt: skip
        for table, access in shared_tables().items():
            _only(cursor, table, role, access.partnership)
        _may_call(cursor, role)


def _declaring(model: Any) -> Any:
    """The table between two models has the access of the one that declares the relation."""
    return getattr(model._meta, "auto_created", None) or model


def _only(cursor: Any, table: str, role: str, rights: tuple[str, ...]) -> None:
    _run(cursor, "REVOKE ALL ON public.{} FROM {}", table, role)
    if rights:
        _run(cursor, f"GRANT {', '.join(rights)} ON public.{{}} TO {{}}", table, role)


def _may_call(cursor: Any, role: str) -> None:
    """The functions through which tables are written that nobody may write directly."""
    for access in shared_tables().values():
        for function in access.functions:
            _run(cursor, f"GRANT EXECUTE ON FUNCTION public.{function} TO {{}}", role)


def _protect_rows(cursor: Any, table: str, access: Access) -> None:
    """Row-level security: the region reads all rows, everyone else those that carry their own role's name."""
    if access.slug_column is not None:
        _protect_rows_by_slug(cursor, table, access.slug_column)
    if access.owner_column is None or access.partnership_column is None:
        return
    _run(cursor, "ALTER TABLE public.{} ENABLE ROW LEVEL SECURITY", table)
    for policy in ("region_reads", "own_rows"):
        _run(cursor, "DROP POLICY IF EXISTS {} ON public.{}", policy, table)
    _run(
        cursor, "CREATE POLICY region_reads ON public.{} FOR SELECT TO {} USING (true)", table, region_role()
    )
    own = sql.SQL(
        "CREATE POLICY own_rows ON public.{table} USING ({owner} = current_user) WITH CHECK ({owner} = current_user "
        "AND {partnership} = (SELECT id FROM public.partnerships_partnership"
        " WHERE {prefix} || schema_name = current_user))"
    )
    cursor.execute(
        own.format(
            table=sql.Identifier(table),
            owner=sql.Identifier(access.owner_column),
            partnership=sql.Identifier(access.partnership_column),
            prefix=sql.Literal(partnership_role("")),
        )
    )


def _protect_rows_by_slug(cursor: Any, table: str, slug_column: str) -> None:
    """Row-level security for reading: the region reads all rows, a partnership those that carry its slug."""
    own = sql.SQL(
        "{} = (SELECT slug FROM public.partnerships_partnership WHERE {} || schema_name = current_user)"
    )
    policies = {
        "region_reads": sql.SQL("TO {} USING (true)").format(sql.Identifier(region_role())),
        "own_slug": sql.SQL("USING ({})").format(
            own.format(sql.Identifier(slug_column), sql.Literal(partnership_role("")))
        ),
    }
    _run(cursor, "ALTER TABLE public.{} ENABLE ROW LEVEL SECURITY", table)
    for name, rule in policies.items():
        _run(cursor, "DROP POLICY IF EXISTS {} ON public.{}", name, table)
        create = sql.SQL("CREATE POLICY {} ON public.{} FOR SELECT ")
        cursor.execute(create.format(sql.Identifier(name), sql.Identifier(table)) + rule)


def _usage(cursor: Any, schema: str, role: str) -> None:
    _run(cursor, "GRANT USAGE ON SCHEMA {} TO {}", schema, role)


def _exists(cursor: Any, role: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    return cursor.fetchone() is not None


def _run(cursor: Any, text: str, *names: str) -> None:
    cursor.execute(sql.SQL(text).format(*[sql.Identifier(name) for name in names]))
