"""Row-level security on shared tables: which policies a declared access means."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from psycopg import sql

from kernel.access import Access
from partnerships.database.roles import partnership_role, region_role

REGION, OWN = "region_rows", "own_rows"


@dataclass(frozen=True)
class Policy:
    name: str
    rest: sql.Composed
    """What follows CREATE POLICY name ON table."""

    def create(self, cursor: Any, table: str) -> None:
        head = sql.SQL("CREATE POLICY {} ON public.{} ").format(
            sql.Identifier(self.name), sql.Identifier(table)
        )
        cursor.execute(head + self.rest)


def policies(access: Access) -> Iterator[Policy]:
    """The region sees all rows, everyone else those that carry their own role's name or speak of themselves."""
    if not access.rows_are_protected:
        return
    reads_only = set(access.region) <= {"SELECT"}
    allowed = "FOR SELECT TO {} USING (true)" if reads_only else "TO {} USING (true) WITH CHECK (true)"
    yield Policy(REGION, sql.SQL(allowed).format(sql.Identifier(region_role())))
    own = list(_own(access))
    yield Policy(OWN, sql.SQL("USING ({}) WITH CHECK ({})").format(own[0], sql.SQL(" AND ").join(own)))


def protect_rows(cursor: Any, table: str, access: Access) -> None:
    """Bring the table to exactly these policies. The owner is not held by them: it could drop them anyway."""
    switch = "ENABLE" if access.rows_are_protected else "DISABLE"
    cursor.execute(
        sql.SQL("ALTER TABLE public.{} " + switch + " ROW LEVEL SECURITY").format(sql.Identifier(table))
    )
    cursor.execute(
        "SELECT policyname FROM pg_policies WHERE (schemaname, tablename) = ('public', %s)", [table]
    )
    for (name,) in cursor.fetchall():
        drop = sql.SQL("DROP POLICY {} ON public.{}")
        cursor.execute(drop.format(sql.Identifier(name), sql.Identifier(table)))
    for policy in policies(access):
        policy.create(cursor, table)


def _own(access: Access) -> Iterator[sql.Composed]:
    """What a row of one's own fulfils: the first to be seen, all of them to be written."""
    if access.owner_column:
        yield sql.SQL("{} = current_user").format(sql.Identifier(access.owner_column))
    for column, names in ((access.partnership_column, "id"), (access.slug_column, "slug")):
        if column:
            yield sql.SQL(
                "{} = (SELECT {} FROM public.partnerships_partnership WHERE {} || schema_name = current_user)"
            ).format(sql.Identifier(column), sql.Identifier(names), sql.Literal(partnership_role("")))
    if access.seen_through:
        mine, table, theirs = map(sql.Identifier, access.seen_through)
        yield sql.SQL("{} IN (SELECT {} FROM public.{})").format(mine, theirs, table)
