"""The drift check: silent on the world as provisioned, and it names each thing that was planted."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from partnerships.context import administrator_rights
from partnerships.isolation_check import problems
from partnerships.provisioning import secure_database
from tests import databases
from tests.worlds import World


@contextmanager
def provisioned(mode: str, blocker: Any) -> Iterator[str]:
    """A clone, signed in as provisioning commands are. Gives the prefix of its roles."""
    prefix, before = databases.PREFIXES[mode], connection.settings_dict["NAME"]
    with blocker.unblock():
        name = databases.clone(mode)
        with override_settings(DATABASE_ROLE_PREFIX=prefix, DATABASE_ISOLATION=mode):
            databases.point_at(name)
            secure_database()
            yield prefix
            databases.point_at(before)
        databases.drop(name)


@pytest.fixture(params=["role", "login"])
def prefix(request: pytest.FixtureRequest, login_world: None, django_db_blocker: Any) -> Iterator[str]:
    with provisioned(request.param, django_db_blocker) as found:
        yield found


@pytest.fixture
def role_prefix(region: World) -> str:
    """In the test's transaction: what is planted, roles included, is gone with it and nobody else sees it."""
    secure_database()
    return databases.PREFIXES["role"]


def run(statement: str) -> None:
    with administrator_rights(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_world_as_provisioned_is_right(prefix: str) -> None:
    output = io.StringIO()
    call_command("check_isolation", stdout=output)
    assert output.getvalue() == "The database keeps 3 partnerships apart, as declared.\n"


def test_the_check_changes_nothing(role_prefix: str) -> None:
    run("DROP POLICY own_rows ON returns_return")
    assert problems() == problems() == ["Policy own_rows of table public.returns_return is missing."]


# What is planted (P_ stands for the prefix), and what the check must say.
PLANTED = [
    (
        "GRANT SELECT ON accounts_person TO P_berrydale",
        "Role P_berrydale may SELECT on table public.accounts_person, which nothing declares.",
    ),
    (
        "GRANT UPDATE ON returns_return TO P_region",
        "Role P_region may UPDATE on table public.returns_return, which nothing declares.",
    ),
    (
        "GRANT UPDATE (payload) ON returns_return TO P_berrydale",
        "Role P_berrydale may UPDATE (payload) on table public.returns_return, which nothing declares.",
    ),
    (
        "GRANT USAGE ON SCHEMA applefordshire TO P_berrydale",
        "Role P_berrydale may USAGE on schema applefordshire, which nothing declares.",
    ),
    (
        "GRANT CREATE ON SCHEMA berrydale TO P_berrydale",
        "Role P_berrydale may CREATE on schema berrydale, which nothing declares.",
    ),
    (
        "GRANT SELECT ON ALL TABLES IN SCHEMA applefordshire TO P_region",
        "Role P_region may SELECT on table applefordshire.dataset_draftfigure, which nothing declares.",
    ),
    (
        "REVOKE SELECT ON partnerships_area FROM P_berrydale",
        "Role P_berrydale may not SELECT on table public.partnerships_area, though it should.",
    ),
    (
        "REVOKE INSERT ON berrydale.dataset_draftfigure FROM P_berrydale",
        "Role P_berrydale may not INSERT on table berrydale.dataset_draftfigure, though it should.",
    ),
    (
        "GRANT USAGE ON SCHEMA public TO PUBLIC",
        "Everybody (PUBLIC) may USAGE on schema public, which nothing declares.",
    ),
    (
        "GRANT SELECT ON partnerships_area TO PUBLIC",
        "Everybody (PUBLIC) may SELECT on table public.partnerships_area, which nothing declares.",
    ),
    (
        "DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO PUBLIC', current_database()); END $$",
        "Everybody (PUBLIC) may TEMPORARY on the database, which nothing declares.",
    ),
    (
        "CREATE SCHEMA elsewhere; GRANT USAGE ON SCHEMA elsewhere TO P_berrydale",
        "Role P_berrydale may USAGE on schema elsewhere, which nothing declares.",
    ),
    (
        "GRANT UPDATE ON SEQUENCE partnerships_area_id_seq TO P_berrydale",
        "Role P_berrydale may UPDATE on sequence public.partnerships_area_id_seq, which nothing declares.",
    ),
    (
        "CREATE FUNCTION public.peep() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "Everybody (PUBLIC) may EXECUTE on function public.peep(), which nothing declares.",
    ),
    (
        "CREATE VIEW public.peep AS SELECT * FROM returns_return; GRANT SELECT ON public.peep TO P_berrydale",
        "Role P_berrydale may SELECT on table public.peep, which nothing declares.",
    ),
    (
        "ALTER DEFAULT PRIVILEGES FOR ROLE P_owner IN SCHEMA berrydale GRANT SELECT ON TABLES TO P_cobblewick",
        "Role P_cobblewick may SELECT on P_owner's later tables in berrydale, which nothing declares.",
    ),
    (
        "ALTER DEFAULT PRIVILEGES FOR ROLE P_owner IN SCHEMA berrydale REVOKE USAGE ON SEQUENCES FROM P_berrydale",
        "Role P_berrydale may not USAGE on P_owner's later sequences in berrydale, though it should.",
    ),
    (
        "ALTER TABLE returns_return DISABLE ROW LEVEL SECURITY",
        "Row-level security of table public.returns_return is off, which nothing declares.",
    ),
    (
        "ALTER TABLE returns_return FORCE ROW LEVEL SECURITY",
        "Row-level security of table public.returns_return holds the owner too, so that migrations see no rows.",
    ),
    (
        "DROP POLICY own_rows ON returns_return",
        "Policy own_rows of table public.returns_return is missing.",
    ),
    (
        "ALTER POLICY own_rows ON returns_return USING (true)",
        "Policy own_rows of table public.returns_return says something else than is declared.",
    ),
    (
        "CREATE POLICY all_rows ON returns_return USING (true)",
        "Policy all_rows of table public.returns_return is declared nowhere.",
    ),
    (
        "ALTER TABLE partnerships_area OWNER TO CURRENT_USER",
        "Table public.partnerships_area belongs to",
    ),
    (
        "ALTER TABLE berrydale.dataset_draftfigure OWNER TO P_berrydale",
        "Table berrydale.dataset_draftfigure belongs to P_berrydale, not to P_owner.",
    ),
    (
        "ALTER SCHEMA berrydale OWNER TO P_berrydale",
        "Schema berrydale belongs to P_berrydale, not to P_owner.",
    ),
    (
        "DROP SCHEMA berrydale CASCADE",
        "Schema berrydale is missing.",
    ),
    (
        "CREATE ROLE P_guest; GRANT SELECT ON partnerships_area TO P_guest",
        "Role P_guest, which is none of ours, has rights on table public.partnerships_area.",
    ),
    (
        "ALTER ROLE P_web SUPERUSER",
        "Role P_web is a superuser.",
    ),
    (
        "ALTER ROLE P_web INHERIT",
        "Role P_web inherits the rights",
    ),
    (
        "ALTER ROLE P_berrydale BYPASSRLS",
        "Role P_berrydale may bypass row-level security.",
    ),
    (
        "ALTER ROLE P_backup NOBYPASSRLS",
        "Role P_backup cannot bypass row-level security, so pg_dump would refuse",
    ),
    (
        "ALTER ROLE P_berrydale CREATEROLE",
        "Role P_berrydale may create roles.",
    ),
    (
        "ALTER ROLE P_backup LOGIN",
        "Role P_backup can sign in",
    ),
    (
        "ALTER ROLE P_web SET statement_timeout = '0'",
        "Role P_web has the setting statement_timeout=0, which nothing declares.",
    ),
    (
        "ALTER ROLE P_web CONNECTION LIMIT 1000",
        "Role P_web may open 1000 connections, not 80.",
    ),
    (
        "ALTER ROLE P_web VALID UNTIL '2020-01-01'",
        "Role P_web can sign in until 2020-01-01",
    ),
    (
        "GRANT P_cobblewick TO P_berrydale",
        "Role P_berrydale may become P_cobblewick, which nothing declares.",
    ),
    (
        "GRANT P_owner TO P_web",
        "Role P_web may become P_owner, which nothing declares.",
    ),
    (
        "GRANT pg_read_all_data TO P_region",
        "Role P_region may become pg_read_all_data, which nothing declares.",
    ),
    (
        "GRANT P_region TO P_web WITH ADMIN OPTION",
        "Role P_web may let others become P_region.",
    ),
    (
        "REVOKE P_berrydale FROM P_web",
        "Role P_web may not become P_berrydale, though it should.",
    ),
]


HASH = "audit_trail_hash(text, text, bigint, timestamptz, text, text, text, text, text, text)"
APPEND = "audit_trail_append(text, text, text, text, text, text, text)"
THIS = "DO $$ BEGIN EXECUTE format('{}', current_database()); END $$"
# Beyond rights on tables: functions, constraints, and what PostgreSQL itself came with.
PLANTED += [
    (
        "CREATE FUNCTION public.audit_trail_append(text) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "Everybody (PUBLIC) may EXECUTE on function public.audit_trail_append(text), which nothing declares.",
    ),
    (
        "CREATE OR REPLACE FUNCTION public.audit_trail_may_write(caller text, of_chain text) RETURNS boolean"
        " LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp AS 'SELECT true'",
        "Function public.audit_trail_may_write is not as migrations made it.",
    ),
    (
        f"ALTER FUNCTION public.{APPEND} SECURITY INVOKER",
        "Function public.audit_trail_append is not as migrations made it.",
    ),
    (
        f"ALTER FUNCTION public.{APPEND} RESET search_path",
        "Function public.audit_trail_append is not as migrations made it.",
    ),
    (
        f"DROP FUNCTION public.{HASH}",
        "Function public.audit_trail_hash is missing.",
    ),
    (
        "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO P_berrydale",
        "Role P_berrydale may EXECUTE on function pg_read_file(text), which nothing declares.",
    ),
    (
        "GRANT EXECUTE ON FUNCTION pg_ls_dir(text) TO PUBLIC",
        "Everybody (PUBLIC) may EXECUTE on function pg_ls_dir(text), which nothing declares.",
    ),
    (
        "GRANT SELECT ON pg_authid TO P_region",
        "Role P_region may SELECT on table pg_authid, which nothing declares.",
    ),
    (
        "GRANT SELECT (rolpassword) ON pg_authid TO P_region",
        "Role P_region may SELECT on table pg_authid, which nothing declares.",
    ),
    (
        "GRANT CREATE ON SCHEMA pg_catalog TO P_region",
        "Role P_region may CREATE on schema pg_catalog, which nothing declares.",
    ),
    (
        "GRANT EXECUTE ON FUNCTION lo_from_bytea(oid, bytea) TO PUBLIC",
        "Everybody (PUBLIC) may EXECUTE on function lo_from_bytea(oid,bytea), which nothing declares.",
    ),
    (
        "SELECT lo_from_bytea(4711, 'mine')",
        "Large object 4711 belongs to",
    ),
    (
        "GRANT SELECT ON partnerships_area TO P_berrydale WITH GRANT OPTION",
        "Role P_berrydale may pass on its rights on table public.partnerships_area.",
    ),
    (
        "CREATE RULE quiet AS ON INSERT TO returns_return DO INSTEAD NOTHING",
        "Rule quiet of table public.returns_return is declared nowhere.",
    ),
    (
        "CREATE TRIGGER quiet BEFORE UPDATE ON berrydale.dataset_draftfigure FOR EACH ROW"
        " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "Trigger quiet of table berrydale.dataset_draftfigure is declared nowhere.",
    ),
    (
        "ALTER TABLE returns_return DISABLE TRIGGER ALL",
        "Trigger RI_ConstraintTrigger",
    ),
    (
        "ALTER TABLE returns_return DROP CONSTRAINT a_correction_stays_in_its_chain",
        "Constraint a_correction_stays_in_its_chain of table public.returns_return is missing.",
    ),
    (
        "ALTER TABLE returns_return DROP CONSTRAINT a_return_and_its_place CASCADE",
        "Constraint a_return_and_its_place of table public.returns_return is missing.",
    ),
    (
        "ALTER TABLE audit_trail_head DROP CONSTRAINT audit_trail_head_pkey",
        "The primary key (chain) of table public.audit_trail_head is missing.",
    ),
    (
        THIS.format("ALTER DATABASE %I SET row_security = off"),
        "The database has the setting row_security=off, which nothing declares.",
    ),
    (
        THIS.format("ALTER ROLE P_web IN DATABASE %I SET search_path = berrydale"),
        "Role P_web has the setting search_path=berrydale, which nothing declares.",
    ),
]
NEWER = [
    (
        "GRANT SET ON PARAMETER log_statement TO P_web",
        "Role P_web may SET on parameter log_statement, which nothing declares.",
    ),
]


@pytest.mark.parametrize(("plant", "named"), PLANTED, ids=[row[0] for row in PLANTED])
def test_what_was_planted_is_named(role_prefix: str, plant: str, named: str) -> None:
    def mine(text: str) -> str:
        return text.replace("P_", f"{role_prefix}_")

    assert problems() == []
    run(mine(plant))
    assert any(problem.startswith(mine(named)) for problem in problems()), problems()
    with pytest.raises(CommandError, match="wrong"):
        call_command("check_isolation", stdout=io.StringIO())


@pytest.mark.parametrize(("plant", "named"), NEWER, ids=[row[0] for row in NEWER])
def test_what_only_newer_servers_have_is_named(role_prefix: str, plant: str, named: str) -> None:
    with connection.cursor() as cursor:
        if cursor.connection.info.server_version < 150_000:
            pytest.skip("rights on parameters came with PostgreSQL 15")
    test_what_was_planted_is_named(role_prefix, plant, named)


MORE_THAN_DECLARED = [
    "GRANT TRUNCATE ON berrydale.dataset_draftfigure TO P_berrydale",
    "GRANT SELECT ON berrydale.django_migrations TO P_berrydale",
    "GRANT UPDATE ON ALL SEQUENCES IN SCHEMA berrydale TO P_berrydale",
    "GRANT CREATE ON SCHEMA berrydale TO P_berrydale",
    "GRANT INSERT ON berrydale.dataset_draftfigure TO P_backup",
    "ALTER DEFAULT PRIVILEGES FOR ROLE P_owner IN SCHEMA berrydale GRANT TRUNCATE ON TABLES TO P_berrydale",
    "ALTER ROLE P_web VALID UNTIL '2020-01-01'",
]


@pytest.mark.parametrize("plant", MORE_THAN_DECLARED)
def test_setup_takes_away_what_nothing_declares(role_prefix: str, plant: str) -> None:
    run(plant.replace("P_", f"{role_prefix}_"))
    assert problems() != []
    call_command("setup", region=databases.worlds.REGION_FILE, stdout=io.StringIO())
    assert problems() == []


def test_setup_puts_right_what_drifted(role_prefix: str) -> None:
    for plant in ("GRANT UPDATE ON returns_return TO P_region", "DROP POLICY own_rows ON returns_return",
                  "REVOKE INSERT ON berrydale.dataset_draftfigure FROM P_berrydale",
                  "CREATE POLICY all_rows ON returns_return USING (true)"):  # fmt: skip
        run(plant.replace("P_", f"{role_prefix}_"))
    assert len(problems()) == 4
    call_command("setup", region=databases.worlds.REGION_FILE, stdout=io.StringIO())
    assert problems() == []


def test_the_modes_can_be_changed_there_and_back(django_db_setup: None, django_db_blocker: Any) -> None:
    """In a database with roles of its own: other tests sign in with the shared ones at the same time."""
    before, prefix = connection.settings_dict["NAME"], f"{databases.PREFIX}x"
    with django_db_blocker.unblock():
        databases.point_at(f"{prefix}_modes")
        try:
            for mode in ("role", "login", "role"):
                with override_settings(DATABASE_ROLE_PREFIX=prefix, DATABASE_ISOLATION=mode):
                    call_command("setup", region=databases.worlds.REGION_FILE, stdout=io.StringIO())
                    assert problems() == []
                other = "role" if mode == "login" else "login"
                with override_settings(DATABASE_ROLE_PREFIX=prefix, DATABASE_ISOLATION=other):
                    assert any("can sign in" in problem for problem in problems())
        finally:
            databases.point_at(before)
            databases.drop(f"{prefix}_modes")
