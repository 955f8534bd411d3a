"""Test databases: one template a run, holding the world; a clone for each worker, and more on demand.

Schemas are created once a run. A clone costs a fraction of a second.
"""

import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from tests import worlds
from tests.settings import FAMILY, PREFIX

LEASE = 1_912
TEMPLATE = f"{PREFIX}_template"


def build_template() -> None:
    """Make the template anew: the made-up region, set up and filled through the real actions."""
    drop(TEMPLATE)
    point_at(TEMPLATE)
    call_command("setup", region=worlds.REGION_FILE, verbosity=0, stdout=io.StringIO())
    worlds.build()
    connection.close()


def clone() -> str:
    """A new database with everything the template holds. Returns its name."""
    name = f"{PREFIX}_{uuid.uuid4().hex[:12]}"
    with _server() as cursor:
        cursor.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(TEMPLATE))
        )
    return name


def drop(name: str) -> None:
    with _server() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def run() -> Iterator[None]:
    """Hold this run's lease; whoever lets go of a run last drops its databases and roles.

    The lease is a lock that the server gives up by itself when a process is killed, so the next run finds what a
    dead one left behind, and never touches one that is alive.
    """
    with _server() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s, hashtext(%s))", [LEASE, PREFIX])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock_shared(%s, hashtext(%s))", [LEASE, PREFIX])
            _drop_finished_runs(cursor)


def _drop_finished_runs(cursor: Any) -> None:
    cursor.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) "
        "UNION ALL SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)",
        [f"{FAMILY}_"] * 2,
    )
    length = len(PREFIX)
    for prefix in sorted({row[0][:length] for row in cursor.fetchall()}):
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [LEASE, prefix])
        if cursor.fetchone()[0]:
            _drop_run(cursor, prefix)
            cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [LEASE, prefix])


def _drop_run(cursor: Any, prefix: str) -> None:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
    for (name,) in cursor.fetchall():
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    cursor.execute("SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)", [prefix])
    for (name,) in cursor.fetchall():
        cursor.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)))


def point_at(name: str) -> None:
    """Let Django work with that database, in this and in every new thread."""
    connection.close()
    connection.settings_dict["NAME"] = name


@contextmanager
def own_database() -> Iterator[str]:
    """Work with a fresh clone, for tests that commit for real; back to where we were afterwards."""
    before, name = connection.settings_dict["NAME"], clone()
    point_at(name)
    try:
        yield name
    finally:
        point_at(before)
        drop(name)


@contextmanager
def _server() -> Iterator[Any]:
    parameters = {
        key: value
        for key, value in connection.get_connection_params().items()
        if key in {"user", "password", "host", "port"}
    }
    with (
        psycopg.connect(dbname="postgres", autocommit=True, **parameters) as server,
        server.cursor() as cursor,
    ):
        yield cursor
