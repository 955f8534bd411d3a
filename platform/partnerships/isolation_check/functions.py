"""The functions of the shared schema are what migrations made: none replaced, none with other settings."""

from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, transaction

from partnerships.isolation_check import migrated
from partnerships.isolation_check.migrated import FUNCTION

READ = """
    SELECT to_jsonb(pg_proc) - 'oid' - 'proowner' - 'proacl' FROM pg_proc
     WHERE pronamespace = 'public'::regnamespace AND proname = %s ORDER BY oid
"""


def problems(cursor: Any) -> Iterator[str]:
    for name, statement in migrated.functions().items():
        there = _read(cursor, name)
        if not there:
            yield f"Function public.{name} is missing."
        elif there != _as_migrated(cursor, name, statement):
            yield f"Function public.{name} is not as migrations made it."


def _as_migrated(cursor: Any, name: str, statement: str) -> list[Any] | None:
    """Made once more by its migration's own words, which is then taken back."""
    try:
        with transaction.atomic():
            cursor.execute(FUNCTION.sub(f"CREATE OR REPLACE FUNCTION public.{name}", statement, count=1))
            made = _read(cursor, name)
            transaction.set_rollback(True)
    except DatabaseError:  # it gives something else back, say, or belongs to somebody else
        return None
    return made


def _read(cursor: Any, name: str) -> list[Any]:
    cursor.execute(READ, [name])
    return [row[0] for row in cursor.fetchall()]
