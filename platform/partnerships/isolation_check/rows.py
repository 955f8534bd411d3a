"""Row-level security of the shared tables: on where it is declared, with the declared policies and no other."""

from collections.abc import Iterator
from typing import Any

from psycopg import sql

from kernel.access import Access
from partnerships.grants import shared_tables
from partnerships.row_policies import policies

SCRATCH = "isolation_check_scratch"
Policies = dict[str, tuple[Any, ...]]


def problems(cursor: Any) -> Iterator[str]:
    cursor.execute(
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
    )
    there = {row[0]: row[1:] for row in cursor.fetchall()}
    for table, access in shared_tables().items():
        if table not in there:
            yield f"Table public.{table} is missing."
            continue
        yield from _switches(table, access, *there[table])
        yield from _policies(cursor, table, access)


def _switches(table: str, access: Access, on: bool, forced: bool) -> Iterator[str]:
    if on != access.rows_are_protected:
        yield f"Row-level security of table public.{table} is {'on' if on else 'off'}, which nothing declares."
    if forced:
        yield f"Row-level security of table public.{table} holds the owner too, so that migrations see no rows."


def _policies(cursor: Any, table: str, access: Access) -> Iterator[str]:
    there, wanted = _read(cursor, table), _as_declared(cursor, table, access)
    for name in sorted(there.keys() | wanted.keys()):
        if name not in wanted:
            yield f"Policy {name} of table public.{table} is declared nowhere."
        elif name not in there:
            yield f"Policy {name} of table public.{table} is missing."
        elif there[name] != wanted[name]:
            yield f"Policy {name} of table public.{table} says something else than is declared."


def _as_declared(cursor: Any, table: str, access: Access) -> Policies:
    """PostgreSQL's own reading of the declared policies, on a table that is never committed."""
    declared = list(policies(access))
    if not declared:
        return {}
    names = [sql.Identifier(SCRATCH), sql.Identifier(table)]
    cursor.execute(sql.SQL("CREATE TABLE public.{} (LIKE public.{})").format(*names))
    for policy in declared:
        policy.create(cursor, SCRATCH)
    read = _read(cursor, SCRATCH)
    cursor.execute(sql.SQL("DROP TABLE public.{}").format(names[0]))
    return read


def _read(cursor: Any, table: str) -> Policies:
    cursor.execute(
        "SELECT policyname, permissive, roles, cmd, qual, with_check FROM pg_policies"
        " WHERE (schemaname, tablename) = ('public', %s)",
        [table],
    )
    return {row[0]: _without_name(row[1:], table) for row in cursor.fetchall()}


def _without_name(values: tuple[Any, ...], table: str) -> tuple[Any, ...]:
    return tuple(v.replace(f"{table}.", "") if isinstance(v, str) else tuple(v or ()) for v in values)
