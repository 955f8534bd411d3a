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
from tests.settings import PREFIX

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


def drop_all() -> None:
    """What a run, or a run that was killed, left behind."""
    with _server() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{PREFIX}_"])
        names = [row[0] for row in cursor.fetchall()]
    for name in names:
        drop(name)


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
