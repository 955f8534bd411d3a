"""The attacks of the design's table, each in both modes of isolation, signed in as the site signs in.

Where role mode does not hold, the test says so: it shows the attack working there and refused in login mode.
"""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.db.utils import OperationalError, ProgrammingError
from psycopg import errors

from partnerships.context import administrator_rights, in_region, owner_rights
from partnerships.database.roles import owner_role, partnership_role, region_role, web_login
from scrutiny.returns.models import Return
from tests.isolation.forging import copy_of
from tests.isolation.houses import House, enter, now, refused, run, where

THEIRS = "applefordshire.dataset_draftfigure"

RAW = [
    f"SELECT * FROM {THEIRS}",
    f"UPDATE {THEIRS} SET numerator = 0",
    f"DELETE FROM {THEIRS}",
    f"TRUNCATE {THEIRS}",
    "SELECT * FROM applefordshire.sign_off_submission",
    f"SELECT 1 UNION SELECT count(*)::int FROM {THEIRS}",
    f"COPY {THEIRS} TO STDOUT",
    "CREATE TABLE applefordshire.mine (id int)",
    "CREATE FUNCTION applefordshire.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
]
STACKED = [
    f"RESET ROLE; SELECT * FROM {THEIRS}",
    f"SET ROLE NONE; SELECT * FROM {THEIRS}",
    f"SELECT 1; RESET ROLE; UPDATE {THEIRS} SET numerator = 0",
    f"RESET SESSION AUTHORIZATION; SELECT * FROM {THEIRS}",
    f"SELECT set_config('search_path', 'applefordshire', false); SELECT * FROM {THEIRS}",
    f"SET row_security = off; SELECT * FROM {THEIRS}",
]
OWN_AND_SHARED = [
    "DROP TABLE berrydale.dataset_draftfigure",
    "ALTER TABLE berrydale.dataset_draftfigure ADD COLUMN mine int",
    "CREATE TABLE berrydale.mine (id int)",
    "CREATE TEMPORARY TABLE dataset_draftfigure (id int)",
    "CREATE TABLE public.mine (id int)",
    "CREATE SCHEMA mine",
    "SELECT * FROM berrydale.django_migrations",
    "UPDATE public.partnerships_area SET name = 'Mine'",
    "INSERT INTO public.partnerships_area DEFAULT VALUES",
    "DELETE FROM public.partnerships_partnership",
    "SELECT * FROM public.accounts_person",
    "SELECT * FROM public.django_session",
    "SELECT * FROM public.partnerships_membership",
    "SELECT * FROM public.indicators_figure",
    "SELECT * FROM public.benchmarks_run",
]
SENT_RETURNS = [
    "UPDATE public.returns_return SET payload = '{}'",
    "DELETE FROM public.returns_return",
    "TRUNCATE public.returns_return",
    "ALTER TABLE public.returns_return DISABLE ROW LEVEL SECURITY",
    "DROP POLICY own_rows ON public.returns_return",
    "SET row_security = off; SELECT * FROM public.returns_return",
]
LARGE_OBJECTS = [
    "SELECT lo_from_bytea(0, 'for everybody')",
    "SELECT lo_create(0)",
    "SELECT lo_creat(-1)",
    "SELECT lo_put(1, 0, 'x')",
    "SELECT lo_open(1, 131072)",
    "SELECT lo_unlink(1)",
    "SELECT lo_import('/etc/passwd')",
]
THE_SERVER = [
    "SELECT pg_read_file('/etc/passwd')",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "CREATE ROLE another",
    "SET log_statement = 'all'",
    "SELECT rolpassword FROM pg_authid",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
]


@pytest.mark.parametrize("statement", RAW + OWN_AND_SHARED + SENT_RETURNS + LARGE_OBJECTS + THE_SERVER)
def test_a_partnership_is_refused(house: House, statement: str) -> None:
    with enter("berrydale"):
        assert refused(statement)


@pytest.mark.parametrize("statement", STACKED)
def test_giving_the_role_up_in_the_same_breath_gains_nothing(house: House, statement: str) -> None:
    with enter("berrydale"):
        assert refused(statement)
        assert where() == (partnership_role("berrydale"), "berrydale", "berrydale")


@pytest.mark.parametrize(
    "become",
    [
        "SET ROLE {}",
        "SET SESSION ROLE {}",
        "SELECT set_config('role', '{}', false)",
        "RESET ROLE; SET ROLE {}",
    ],
)
@pytest.mark.parametrize("victim", ["applefordshire", "public"])
def test_becoming_another_partnership_works_in_role_mode_and_is_refused_in_login_mode(
    house: House, become: str, victim: str
) -> None:
    """The reason for login mode. In role mode, one login may take every role: only injection-free code holds."""
    table = THEIRS if victim != "public" else "public.accounts_person"
    attack = f"{become.format(house.role_of(victim))}; SELECT * FROM {table}"
    with enter("berrydale"):
        if house.role_mode:
            assert len(run(attack)) > 0
        else:
            assert refused(attack)


@pytest.mark.parametrize("victim", ["applefordshire", "public"])
def test_one_plain_query_is_enough_in_role_mode_and_is_refused_in_login_mode(
    house: House, victim: str
) -> None:
    """No stacked statement is needed: whoever can smuggle an expression into a SELECT becomes somebody else."""
    table = THEIRS if victim != "public" else "public.accounts_person"
    reading = f"SELECT string_agg(word, '') FROM ts_stat('SELECT to_tsvector(''simple'', count(*)::text) FROM {table}')"
    attack = f"SELECT set_config('role', '{house.role_of(victim)}', false), ({reading})"
    with enter("berrydale"):
        if house.role_mode:
            assert int(run(attack)[0][1]) > 0
        else:
            assert refused(attack)
        assert refused(reading)


@pytest.mark.parametrize("role", ["owner", "backup", "web", "postgres"])
def test_nobody_becomes_somebody_with_more_rights(house: House, role: str) -> None:
    names = {"owner": owner_role(), "backup": owner_role().replace("_owner", "_backup"), "web": web_login()}
    with enter("berrydale"):
        if role == "web" and house.role_mode:
            assert run(f"SET ROLE {names[role]}; SELECT current_user") == [
                (web_login(),)
            ]  # who has no rights
            assert refused(f"SET ROLE {names[role]}; SELECT * FROM {THEIRS}")
        else:
            assert refused(f"SET ROLE {names.get(role, role)}")
    assert refused(f"SET SESSION AUTHORIZATION {names.get(role, role)}") or role == "web"


def test_what_was_stacked_does_not_outlive_the_statement(house: House) -> None:
    """Whatever was left behind on a connection, the next statement of another partnership is its own."""
    for leftover in (
        "SET search_path = public",
        "RESET ROLE",
        "DISCARD ALL",
        "DEALLOCATE ALL",
        "PREPARE role_and_path AS SELECT 1",
        "SET SESSION row_security = off",
    ):
        with enter("berrydale"):
            now(leftover)
        for place in ("applefordshire", "public", "berrydale"):
            with enter(place):
                assert where() == (house.role_of(place), place, place)
        connection.close()


def lodge_a_copy(**changes: Any) -> None:
    with transaction.atomic():
        row = Return.objects.filter(superseded_by__isnull=True).order_by("-period_end")[0]
        copy_of(row, supersedes_id=row.pk, reason="because", **changes).save()
        transaction.set_rollback(True)


def test_a_return_in_anothers_name_is_refused(house: House) -> None:
    with enter("berrydale"):
        with pytest.raises(ProgrammingError, match="row-level security"):
            lodge_a_copy(owner_role=partnership_role("applefordshire"))
        with pytest.raises(ProgrammingError, match="row-level security"):
            lodge_a_copy(owner_role=region_role())
        lodge_a_copy()  # one's own is possible: the others fail for the reason given


def test_a_partnership_sees_its_own_returns_alone(house: House) -> None:
    with enter("berrydale"):
        assert {row[0] for row in run("SELECT owner_role FROM public.returns_return")} == {
            partnership_role("berrydale")
        }
    assert len(run("SELECT DISTINCT owner_role FROM public.returns_return")) == 3


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM berrydale.dataset_draftfigure",
        "INSERT INTO berrydale.dataset_draftfigure DEFAULT VALUES",
        "RESET ROLE; SELECT * FROM berrydale.dataset_draftfigure",
        "CREATE TABLE public.mine (id int)",
        "INSERT INTO public.returns_return DEFAULT VALUES",
        "DROP TABLE public.returns_return",
        *SENT_RETURNS[:5],
    ],
)
def test_the_region_is_refused(house: House, statement: str) -> None:
    assert refused(statement)


def test_a_schema_and_role_that_do_not_exist_are_an_error(house: House) -> None:
    with pytest.raises(OperationalError), enter("nowhere"):
        now("SELECT count(*) FROM partnerships_area")
    connection.close()
    assert where() == (region_role(), "public", "public")


def test_a_missing_schema_is_an_error_though_its_role_exists(own_house: House) -> None:
    """PostgreSQL takes a path to nowhere without a word, and would read the shared schema."""
    own_house.administrator.execute("DROP SCHEMA berrydale CASCADE")
    with enter("berrydale"), pytest.raises(OperationalError, match="no schema berrydale"):
        now("SELECT count(*) FROM partnerships_area")


def test_a_missing_role_is_an_error_though_its_schema_exists(own_house: House) -> None:
    own_house.administrator.execute("CREATE SCHEMA elsewhere")
    with pytest.raises(OperationalError), enter("elsewhere"):
        now("SELECT count(*) FROM partnerships_area")


def test_a_schema_that_the_role_may_not_use_is_an_error(own_house: House) -> None:
    """PostgreSQL leaves such a schema out of the path without a word, and would read the shared one."""
    own_house.administrator.execute(f"REVOKE USAGE ON SCHEMA berrydale FROM {partnership_role('berrydale')}")
    with enter("berrydale"), pytest.raises(OperationalError, match="may not use the schema berrydale"):
        now("SELECT count(*) FROM partnerships_area")
    assert where() == (region_role(), "public", "public")


def test_going_elsewhere_inside_a_transaction(house: House) -> None:
    """Allowed in role mode, where one transaction spans both; refused in login mode, where it cannot."""
    with transaction.atomic():
        assert where()[1] == "public"
        if house.role_mode:
            with enter("berrydale"):
                assert where()[0] == partnership_role("berrydale")
        else:
            with pytest.raises(TransactionManagementError, match="inside a transaction"), enter("berrydale"):
                pass
        assert where() == (region_role(), "public", "public")
    with enter("berrydale"):
        assert where()[1] == "berrydale"


def test_names_of_other_partnerships_tables_can_be_read(house: House) -> None:
    """Said openly: the catalogue is readable to every role. Names of schemas and tables hold no secret here."""
    with enter("berrydale"):
        assert run("SELECT 1 FROM pg_class WHERE relnamespace = 'applefordshire'::regnamespace LIMIT 1") == [
            (1,)
        ]


@pytest.mark.parametrize("rights", [owner_rights, administrator_rights])
def test_the_site_cannot_work_as_the_owner(house: House, rights: Any) -> None:
    with rights(), pytest.raises(DatabaseError) as error:
        run("CREATE TABLE public.mine (id int)")
    assert isinstance(error.value.__cause__, errors.OperationalError | errors.InsufficientPrivilege)


def test_the_web_login_has_no_rights_of_its_own(house: House) -> None:
    assert house.role_mode == bool(
        run("SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", [web_login()])[0][0]
    )
    taken = run(
        "SELECT count(*) FROM pg_auth_members WHERE member = (SELECT oid FROM pg_roles WHERE rolname = %s)",
        [web_login()],
    )
    assert taken == [(4 if house.role_mode else 0,)]


def test_region_and_partnership_alternate(house: House) -> None:
    for _ in range(3):
        for place in ("berrydale", "public", "applefordshire", "cobblewick"):
            with enter(place):
                assert where() == (house.role_of(place), place, place)
                with in_region():
                    assert where() == (region_role(), "public", "public")
                assert where() == (house.role_of(place), place, place)
