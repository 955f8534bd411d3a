"""What each role may do, as models, grants and provisioning declare it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from kernel.access import EVERYTHING
from partnerships.database.roles import backup_role, owner_role, partnership_role, region_role, web_login
from partnerships.grants import LATER_BACKUP, LATER_TABLES, shared_functions, shared_tables
from partnerships.isolation_check.allowed import Right


@dataclass(frozen=True)
class Declared:
    schemas: list[str]
    existing: list[str]
    """Those of our roles that the cluster has. The others are named as missing, and have no rights."""

    @classmethod
    def of(cls, cursor: Any, schemas: list[str]) -> "Declared":
        names = [web_login(), region_role(), backup_role(), *(partnership_role(schema) for schema in schemas)]
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND NOT rolsuper", [names])
        return cls(schemas, [row[0] for row in cursor.fetchall()])

    def rights(self, cursor: Any) -> Iterator[Right]:
        """Everything that is to be allowed; nothing else is."""
        for right in (*self._places(), *self._shared(cursor), *self._own(cursor)):
            if right.role in self.existing:
                yield right

    def _places(self) -> Iterator[Right]:
        public = settings.PUBLIC_SCHEMA_NAME
        for role in self.existing:
            yield Right(role, "the database", "CONNECT")
        for schema in self.schemas:
            yield from _each(partnership_role(schema), "schema", [public, schema], ["USAGE"])
        yield from _each(region_role(), "schema", [public], ["USAGE"])
        yield from _each(backup_role(), "schema", [public, *self.schemas], ["USAGE"])

    def _shared(self, cursor: Any) -> Iterator[Right]:
        partnerships = [partnership_role(schema) for schema in self.schemas]
        for table, access in shared_tables().items():
            thing = [f"{settings.PUBLIC_SCHEMA_NAME}.{table}"]
            yield from _each(region_role(), "table", thing, access.region)
            for role in partnerships:
                yield from _each(role, "table", thing, access.partnership)
        names = _functions(cursor)
        for role in (region_role(), *partnerships):
            yield from _each(role, "function", names, ["EXECUTE"])

    def _own(self, cursor: Any) -> Iterator[Right]:
        """A partnership's own tables and sequences, and what the backup reads: whatever is there."""
        for kind, schema, name in _relations(cursor, [settings.PUBLIC_SCHEMA_NAME, *self.schemas]):
            thing = [f"{schema}.{name}"]
            yield from _each(backup_role(), kind, thing, ["SELECT"])
            if schema != settings.PUBLIC_SCHEMA_NAME and name != "django_migrations":
                rights = EVERYTHING if kind == "table" else LATER_TABLES["SEQUENCES"]
                yield from _each(partnership_role(schema), kind, thing, rights)

    def later(self) -> Iterator[Right]:
        for schema in self.schemas:
            yield from self._later(schema, partnership_role(schema), LATER_TABLES)
        for schema in (settings.PUBLIC_SCHEMA_NAME, *self.schemas):
            yield from self._later(schema, backup_role(), LATER_BACKUP)

    def _later(self, schema: str, role: str, rights: Mapping[str, tuple[str, ...]]) -> Iterator[Right]:
        for kind, privileges in rights.items():
            for privilege in privileges if role in self.existing else ():
                yield Right(role, f"{owner_role()}'s later {kind.lower()} in {schema}", privilege)


def _each(role: str, kind: str, things: Iterable[str], privileges: Iterable[str]) -> Iterator[Right]:
    for thing in things:
        for privilege in privileges:
            yield Right(role, f"{kind} {thing}", privilege)


def _functions(cursor: Any) -> list[str]:
    """The declared functions in PostgreSQL's own words; one of the same name with other arguments is another."""
    cursor.execute(
        "SELECT 'public.' || proname || '(' || oidvectortypes(proargtypes) || ')' FROM unnest(%s::text[]) AS signature"
        " JOIN pg_proc ON pg_proc.oid = to_regprocedure('public.' || signature)",
        [shared_functions()],
    )
    return [row[0] for row in cursor.fetchall()]


def _relations(cursor: Any, schemas: list[str]) -> list[tuple[str, str, str]]:
    cursor.execute(
        "SELECT CASE relkind WHEN 'S' THEN 'sequence' ELSE 'table' END, nspname, relname FROM pg_class"
        " JOIN pg_namespace ON pg_namespace.oid = relnamespace"
        " WHERE nspname = ANY(%s) AND relkind IN ('r', 'p', 'S')",
        [schemas],
    )
    return [(row[0], row[1], row[2]) for row in cursor.fetchall()]
