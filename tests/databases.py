"""Test databases: one template a run, holding the world; a clone for each worker, and more on demand.

Schemas are created once a run. A clone costs a fraction of a second.
"""

import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from psycopg import sql

from partnerships.database.passwords import login_password
from partnerships.database.roles import region_role, web_login
from partnerships.provisioning import secure_database
from tests import worlds
from tests.settings import FAMILY, PREFIX

LEASE = 1_912
# The server's administrator, whoever Django signs in as at the moment.
OWNER = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD", "HOST", "PORT")}
# Roles are the cluster's and differ between the modes, so each has a world with roles of its own.
PREFIXES = {"role": PREFIX, "login": f"{PREFIX}l"}


def template(mode: str) -> str:
    return f"{PREFIXES[mode]}_template"


def build_template(mode: str = "role") -> None:
    """Make the template anew: the made-up region, set up and filled through the real actions."""
    before = connection.settings_dict["NAME"]
    drop(template(mode))
    point_at(template(mode))
    with override_settings(DATABASE_ROLE_PREFIX=PREFIXES[mode], DATABASE_ISOLATION=mode):
        call_command("setup", region=worlds.REGION_FILE, verbosity=0, stdout=io.StringIO())
        worlds.build()
    point_at(before)


def clone(mode: str = "role") -> str:
    """A new database with everything the template holds. Returns its name."""
    name = f"{PREFIXES[mode]}_{uuid.uuid4().hex[:12]}"
    with _server() as cursor:
        cursor.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template(mode))
            )
        )
    return name


def drop(name: str) -> None:
    with _server() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def roles_as_committed() -> dict[str, str]:
    """The shared world's roles, and the transaction that last changed each one's attributes.

    Roles are the cluster's: what one test commits there, a test of another worker meets.
    """
    with _server() as cursor:
        cursor.execute(
            "SELECT rolname, pg_authid.xmin::text FROM pg_authid WHERE starts_with(rolname, %s)",
            [f"{PREFIX}_"],
        )
        return dict(cursor.fetchall())


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
    name = clone()
    try:
        with filling(name):
            yield name
    finally:
        drop(name)


@contextmanager
def filling(name: str) -> Iterator[None]:
    """Work with that database as its owner; back to where we were afterwards."""
    before = dict(connection.settings_dict)
    point_at(name)
    connection.settings_dict.update(OWNER)  # whoever another test's world is signed in as
    with override_settings(
        DATABASE_ROLE_PREFIX=PREFIXES["role"], DATABASE_ISOLATION="role", DATABASE_LOGIN="owner"
    ):
        try:
            yield
        finally:
            point_at(before["NAME"])
            connection.settings_dict.update({key: before[key] for key in OWNER})


@contextmanager
def as_the_site(mode: str) -> Iterator[str]:
    """Work with a fresh clone, signed in to the database as the site is in that mode of isolation."""
    before, name = dict(connection.settings_dict), clone(mode)
    connection.close()
    with override_settings(
        DATABASE_ROLE_PREFIX=PREFIXES[mode], DATABASE_ISOLATION=mode, DATABASE_LOGIN="owner"
    ):
        connection.settings_dict.update(OWNER, NAME=name)
        secure_database()
        connection.close()
    with override_settings(
        DATABASE_ROLE_PREFIX=PREFIXES[mode], DATABASE_ISOLATION=mode, DATABASE_LOGIN="web"
    ):
        login = web_login() if mode == "role" else region_role()
        password = login_password(settings.SECRET_KEY, login)
        connection.settings_dict.update(NAME=name, USER=login, PASSWORD=password)
        try:
            yield name
        finally:
            connection.close()
            connection.settings_dict.update({key: before[key] for key in ("NAME", "USER", "PASSWORD")})
    drop(name)


@contextmanager
def operator(name: str) -> Iterator[Any]:
    """A cursor of the server's own administrator in that database."""
    parameters = {key.lower(): value for key, value in OWNER.items() if value}
    with psycopg.connect(dbname=name, autocommit=True, **parameters) as server, server.cursor() as cursor:
        yield cursor


@contextmanager
def _server() -> Iterator[Any]:
    with operator("postgres") as cursor:
        yield cursor
