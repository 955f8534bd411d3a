"""The site's own footing: signed in to the database as the site is, in either mode of isolation."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError
from psycopg import errors

from partnerships.context import current_schema, in_region, inside
from partnerships.database.roles import partnership_role, region_role
from partnerships.models import Partnership

PLACES = ("applefordshire", "berrydale", "cobblewick")


@dataclass
class House:
    """One database, committed for real, and the mode the site works in."""

    mode: str
    name: str
    administrator: psycopg.Cursor[Any]

    @property
    def role_mode(self) -> bool:
        return self.mode == "role"

    def role_of(self, place: str) -> str:
        return region_role() if place == "public" else partnership_role(place)


def enter(place: str) -> Any:
    return in_region() if place == "public" else inside(Partnership(schema_name=place))


def run(statement: str, parameters: list[Any] | None = None) -> list[Any]:
    """Run it in a transaction of its own that is rolled back, so that tests leave nothing behind."""
    with transaction.atomic():
        rows = now(statement, parameters)
        transaction.set_rollback(True)
    return rows


def now(statement: str, parameters: list[Any] | None = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        while cursor.cursor.nextset():  # of several statements, the last one's rows
            pass
        return cursor.fetchall() if cursor.description else []


def refused(statement: str) -> bool:
    """Whether PostgreSQL refuses for want of a right, and for no other reason."""
    try:
        run(statement)
    except DatabaseError as error:
        if isinstance(error.__cause__, errors.InsufficientPrivilege):
            return True
        raise
    return False


def where() -> tuple[str, str, str]:
    """The role and the schema that PostgreSQL says are in force, and what Django thinks."""
    role, schema = now("SELECT current_user, current_schema()")[0]
    return role, schema, current_schema()


def in_a_thread(work: Callable[[], Any]) -> Any:
    """What the work gives in a thread with connections of its own. Its error is raised here."""
    outcome: list[Any] = []

    def run_it() -> None:
        try:
            outcome.append((work(), None))
        except BaseException as error:
            outcome.append((None, error))
        finally:
            connections.close_all()

    thread = threading.Thread(target=run_it)
    thread.start()
    thread.join(60)
    value, error = outcome[0]
    if error is not None:
        raise error
    return value
