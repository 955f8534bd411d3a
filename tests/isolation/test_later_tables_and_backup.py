"""What later migrations make is covered at once; and the backup role reads everything and writes nothing."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import override_settings

from partnerships.context import administrator_rights, owner_rights
from partnerships.database.roles import backup_role, partnership_role, region_role
from partnerships.database_roles import bring_to, role_states
from partnerships.provisioning import secure_database
from tests import databases
from tests.isolation.houses import enter, now, refused
from tests.worlds import World

LATER = (
    "CREATE TABLE {0}.later (id serial PRIMARY KEY, words text); INSERT INTO {0}.later (words) VALUES ('x')"
)


def make_later(schema: str) -> None:
    with owner_rights():
        now(LATER.format(schema))


def test_a_later_table_and_its_sequence_are_its_partnerships_alone(region: World) -> None:
    make_later("berrydale")
    with enter("berrydale"):
        assert now("INSERT INTO later (words) VALUES ('y') RETURNING id") == [(2,)]
        assert now("SELECT currval('later_id_seq')") == [(2,)]
        now("UPDATE later SET words = 'z'; DELETE FROM later")
        assert refused("TRUNCATE later")
        assert refused("ALTER SEQUENCE later_id_seq RESTART")
    for other in ("applefordshire", "public"):
        with enter(other):
            assert refused("SELECT * FROM berrydale.later")
            assert refused("SELECT nextval('berrydale.later_id_seq')")


def test_a_later_shared_table_is_nobodys_until_it_is_declared(region: World) -> None:
    make_later("public")
    for place in ("berrydale", "public"):
        with enter(place):
            assert refused("SELECT * FROM public.later")


def test_a_later_function_can_be_called_by_nobody_until_it_is_declared(region: World) -> None:
    with owner_rights():
        now("CREATE FUNCTION public.later() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    for place in ("berrydale", "public"):
        with enter(place):
            assert refused("SELECT public.later()")


@pytest.fixture
def as_backup(region: World) -> Iterator[Any]:
    """A cursor past our wrapper, which would set the role of the place again."""
    secure_database()
    make_later("berrydale")
    with connection.connection.cursor() as raw:
        raw.execute("SET LOCAL ROLE NONE")
        raw.execute(f"SET LOCAL ROLE {backup_role()}")
        yield raw


@pytest.mark.parametrize(
    "table",
    ["public.returns_return", "public.accounts_person", "berrydale.dataset_draftfigure", "berrydale.later",
     "berrydale.django_migrations", "berrydale.later_id_seq"],
)  # fmt: skip
def test_the_backup_role_reads_everything(as_backup: Any, table: str) -> None:
    as_backup.execute(f"SELECT count(*) FROM {table}")
    assert as_backup.fetchone()[0] > 0


@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO berrydale.later (words) VALUES ('y')", "UPDATE public.returns_return SET payload = ''",
     "DELETE FROM public.accounts_person", "TRUNCATE berrydale.dataset_draftfigure", "CREATE TABLE public.x (id int)",
     "SELECT nextval('berrydale.later_id_seq')", "CREATE TEMPORARY TABLE x (id int)"],
)  # fmt: skip
def test_the_backup_role_writes_nothing(as_backup: Any, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_backup.execute(statement)


def test_who_may_not_sign_in_as_backup_does_not(region: World) -> None:
    state = next(state for state in role_states([]) if state.name == backup_role())
    assert not state.may_sign_in
    with override_settings(DATABASE_BACKUP_PASSWORD="known to the backup host alone"):
        with administrator_rights(), connection.cursor() as cursor:
            bring_to(cursor, next(state for state in role_states([]) if state.name == backup_role()))
        assert now("SELECT rolcanlogin, rolsuper FROM pg_roles WHERE rolname = %s", [backup_role()]) == [
            (True, False)
        ]


def test_pg_dump_copies_every_row_as_the_backup_role(django_db_setup: None, django_db_blocker: Any) -> None:
    pg_dump = shutil.which("pg_dump")
    if pg_dump is None:
        pytest.skip("no pg_dump on this machine: install PostgreSQL's client to try a backup")
    with django_db_blocker.unblock():
        name = databases.clone()
        parameters = {key.lower(): str(value) for key, value in databases.OWNER.items() if value}
        with databases.operator(name) as cursor:
            cursor.execute("SHOW server_version_num")
            if int(cursor.fetchone()[0]) // 10_000 > _version(pg_dump):
                pytest.skip("pg_dump is older than the server")
            cursor.execute("SELECT count(*) FROM returns_return")
            returns = cursor.fetchone()[0]
        dumped = subprocess.run(
            [pg_dump, f"--dbname={name}", f"--role={backup_role()}", f"--username={parameters['user']}",
             f"--host={parameters['host']}", f"--port={parameters.get('port', '5432')}", "--no-password"],
            capture_output=True, text=True, check=False, env={**os.environ, "PGPASSWORD": parameters.get("password", "")},
        )  # fmt: skip
        databases.drop(name)
    assert dumped.returncode == 0, dumped.stderr
    copied = dumped.stdout.partition("COPY public.returns_return ")[2].partition("\n\\.")[0]
    assert copied.count("\n") == returns > 5
    for role in (partnership_role("berrydale"), region_role()):
        assert role in dumped.stdout  # its grants come along


def _version(pg_dump: str) -> int:
    said = subprocess.run([pg_dump, "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].partition(".")[0])
