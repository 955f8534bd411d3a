"""Constraints that models and migrations declare are there; triggers and rules that none declares are not."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings

from partnerships.isolation_check import migrated
from partnerships.isolation_check.allowed import OURS

TABLE = "JOIN pg_class AS c ON c.oid = {} JOIN pg_namespace AS n ON n.oid = relnamespace"
NAMED = f"""
    SELECT nspname, relname, conname FROM pg_constraint {TABLE.format("conrelid")} WHERE {OURS} AND convalidated
    UNION ALL SELECT nspname, c.relname, i.relname FROM pg_index JOIN pg_class AS c
      ON c.oid = indrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_class AS i ON i.oid = indexrelid WHERE {OURS} AND indisunique AND indisvalid
"""  # noqa: S608
KEYS = f"""
    SELECT nspname, relname, contype::text || ' ' || (SELECT string_agg(attname, ', ' ORDER BY place)
           FROM unnest(conkey) WITH ORDINALITY AS key (number, place)
           JOIN pg_attribute ON (attrelid, attnum) = (conrelid, number))
      FROM pg_constraint {TABLE.format("conrelid")} WHERE {OURS} AND contype IN ('p', 'u', 'f') AND convalidated
"""  # noqa: S608
EXTRA = f"""
    SELECT 'Trigger', tgname, nspname || '.' || relname, tgenabled::text FROM pg_trigger {TABLE.format("tgrelid")}
     WHERE {OURS} AND (NOT tgisinternal OR tgenabled <> 'O')
    UNION ALL SELECT 'Rule', rulename, nspname || '.' || relname, 'O' FROM pg_rewrite {TABLE.format("ev_class")}
     WHERE {OURS} AND rulename <> '_RETURN'
"""  # noqa: S608
WORDS = {"p": "primary key", "u": "unique key", "f": "foreign key"}


def problems(cursor: Any, schemas: list[str]) -> Iterator[str]:
    named, keys = _read(cursor, NAMED), _read(cursor, KEYS)
    for schema, table, name in sorted(_declared_names(schemas) - named):
        yield f"Constraint {name} of table {schema}.{table} is missing."
    for schema, table, key in sorted(_declared_keys(schemas) - keys):
        yield f"The {WORDS[key[0]]} ({key[2:]}) of table {schema}.{table} is missing."
    cursor.execute(EXTRA)
    declared = migrated.triggers()
    for kind, name, table, enabled in sorted(cursor.fetchall()):
        if enabled != "O":
            yield f"{kind} {name} of table {table} is switched off, or on in replicas alone."
        elif name not in declared:
            yield f"{kind} {name} of table {table} is declared nowhere."


def _read(cursor: Any, question: str) -> set[tuple[str, str, str]]:
    cursor.execute(question)
    return {(row[0], row[1], row[2]) for row in cursor.fetchall()}


def _places(label: str, schemas: list[str]) -> list[str]:
    """The schemas that have this app's tables."""
    own = {app.rsplit(".", 1)[-1] for app in settings.TENANT_APPS}
    return schemas if label in own else [settings.PUBLIC_SCHEMA_NAME]


def _models() -> Iterator[Any]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model._meta


def _declared_names(schemas: list[str]) -> set[tuple[str, str, str]]:
    names = {(meta.app_label, meta.db_table, each.name) for meta in _models() for each in meta.constraints}
    return {
        (schema, table, name)
        for label, table, name in names | migrated.constraints()
        for schema in _places(label, schemas)
    }


def _declared_keys(schemas: list[str]) -> set[tuple[str, str, str]]:
    return {
        (schema, meta.db_table, key)
        for meta in _models()
        for key in _keys(meta)
        for schema in _places(meta.app_label, schemas)
    }


def _keys(meta: Any) -> Iterator[str]:
    yield f"p {', '.join(field.column for field in meta.pk_fields)}"
    for field in meta.local_concrete_fields:
        if field.unique and not field.primary_key:
            yield f"u {field.column}"
        if field.is_relation and field.db_constraint:
            yield f"f {field.column}"
    for together in meta.unique_together:
        yield f"u {', '.join(meta.get_field(name).column for name in together)}"
