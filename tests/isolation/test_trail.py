"""The trail attacked by SQL, as each role that the site works with: what PostgreSQL itself refuses."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import DatabaseError
from psycopg import errors, sql

from audit_trail import stored
from audit_trail.verification import breaks
from config.environment import login_password
from partnerships.context import inside
from partnerships.database.roles import owner_role, partnership_role, region_role, web_login
from tests.integration.trail.owner import as_owner
from tests.isolation.houses import House
from tests.worlds import World

APPEND = "SELECT * FROM public.audit_trail_append({}, 'forged', '', 'forged', '', '', '')"
HASH = "'" + "0" * 64 + "'"
ATTACKS = {
    "insert": "INSERT INTO public.audit_trail_event VALUES "
    f"('berrydale', 99, now(), '', '', '', '', '', '', {HASH}, {HASH})",
    "insert a chain of their own": f"INSERT INTO public.audit_trail_head VALUES ('mine', 1, {HASH})",
    "update": "UPDATE public.audit_trail_event SET actor = 'nobody'",
    "update the head": "UPDATE public.audit_trail_head SET sequence = 1",
    "delete": "DELETE FROM public.audit_trail_event",
    "delete the head": "DELETE FROM public.audit_trail_head",
    "truncate": "TRUNCATE public.audit_trail_event, public.audit_trail_head",
    "lock writers out": "LOCK TABLE public.audit_trail_head IN EXCLUSIVE MODE",
    "lock a head's row": "SELECT * FROM public.audit_trail_head FOR UPDATE",
    "alter": "ALTER TABLE public.audit_trail_event ADD COLUMN mine int",
    "switch row security off": "ALTER TABLE public.audit_trail_event DISABLE ROW LEVEL SECURITY",
    "a policy of their own": "CREATE POLICY mine ON public.audit_trail_event USING (true)",
    "a trigger": "CREATE TRIGGER mine BEFORE INSERT ON public.audit_trail_event FOR EACH ROW "
    "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "a rule": "CREATE RULE mine AS ON INSERT TO public.audit_trail_event DO INSTEAD NOTHING",
    "drop": "DROP TABLE public.audit_trail_event",
    "another function in its place": "CREATE OR REPLACE FUNCTION public.audit_trail_append(of_chain text, by_actor text, "
    "in_role text, did text, to_subject text, with_detail text, from_origin text, OUT sequence bigint, OUT hash text) "
    "LANGUAGE sql AS 'SELECT 1::bigint, ''''::text'",
    "a more fitting function": "CREATE FUNCTION public.audit_trail_append(text, unknown) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "the function's owner": "ALTER FUNCTION public.audit_trail_append OWNER TO CURRENT_USER",
    "the function's path": "ALTER FUNCTION public.audit_trail_append SET search_path = pg_temp",
    "drop the function": "DROP FUNCTION public.audit_trail_append",
    "the inner functions": f"SELECT public.audit_trail_hash({HASH}, '', 1, now(), '', '', '', '', '', '')",
    "ask who may write": "SELECT public.audit_trail_may_write('x', 'y')",
    "no such chain": APPEND.format("'nowhere'"),
    "no chain": APPEND.format("NULL"),
}
FORGED = {
    "another's chain": APPEND.format("'applefordshire'"),
    "the region's chain": APPEND.format("''"),
    "in other letters": APPEND.format("'Berrydale'"),
    "with the role said otherwise": "SET LOCAL search_path = pg_temp; " + APPEND.format("'applefordshire'"),
    "through a cursor": "DECLARE mine CURSOR FOR " + APPEND.format("''") + "; FETCH mine",
    "through a function of their own": "CREATE FUNCTION pg_temp.mine() RETURNS void LANGUAGE plpgsql SECURITY DEFINER "
    "SET role FROM CURRENT AS $$ BEGIN PERFORM public.audit_trail_append('', '', '', '', '', '', ''); END $$; "
    "SELECT pg_temp.mine()",
}


def everything() -> list[list[Any]]:
    return [
        as_owner(f"SELECT * FROM {table} ORDER BY 1, 2")
        for table in ("audit_trail_event", "audit_trail_head")
    ]


def run(statement: str) -> list[Any]:
    """In pieces, as an attacker who stacks statements; %% is no parameter here."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def refuses(statement: str) -> Any:
    with pytest.raises(DatabaseError) as error:
        run(statement)
    return error.value.__cause__


@pytest.fixture
def untouched(region: World) -> Iterator[None]:
    before = everything()
    assert before[0]
    yield
    assert everything() == before
    assert list(breaks(stored.rows())) == []


@pytest.mark.parametrize("name", ATTACKS)
def test_a_partnership_is_refused(name: str, region: World, untouched: None) -> None:
    with inside(region.berrydale):
        assert isinstance(refuses(ATTACKS[name]), errors.InsufficientPrivilege)


@pytest.mark.parametrize("name", ATTACKS)
def test_the_region_is_refused(name: str, region: World, untouched: None) -> None:
    assert isinstance(refuses(ATTACKS[name]), errors.InsufficientPrivilege)


@pytest.mark.parametrize("name", FORGED)
def test_a_partnership_writes_no_chain_but_its_own(name: str, region: World, untouched: None) -> None:
    with inside(region.berrydale):
        assert isinstance(refuses(FORGED[name]), errors.InsufficientPrivilege)


def test_the_forgeries_fail_for_the_chain_they_name(region: World) -> None:
    with inside(region.berrydale):
        assert len(run(APPEND.format("'berrydale'"))) == 1
    assert len(run(APPEND.format("'applefordshire'"))) == 1  # the region may write to any
    assert len(run(APPEND.format("''"))) == 1


def test_tables_of_their_own_do_not_stand_in_for_the_trail(region: World) -> None:
    """Temporary tables come first in every search path that does not say otherwise. (In a database that setup made
    itself partnerships may not create any; copies of one, as here, allow it.)"""
    with inside(region.berrydale):
        run("CREATE TEMPORARY TABLE audit_trail_head (chain text, sequence bigint, hash text)")
        run("CREATE TEMPORARY TABLE partnerships_partnership (slug text, schema_name text)")
        run("INSERT INTO pg_temp.partnerships_partnership VALUES ('applefordshire', 'berrydale')")
        assert isinstance(refuses(FORGED["another's chain"]), errors.InsufficientPrivilege)
        assert len(run(APPEND.format("'berrydale'"))) == 1
        assert run("SELECT count(*) FROM pg_temp.audit_trail_head") == [(0,)]
    assert list(breaks(stored.rows())) == []


def test_a_partnership_reads_its_own_chain_alone(region: World) -> None:
    with inside(region.berrydale):
        assert run("SELECT DISTINCT chain FROM public.audit_trail_event") == [("berrydale",)]
        assert run("SELECT chain FROM public.audit_trail_head") == [("berrydale",)]
    all_chains = {row[0] for row in run("SELECT DISTINCT chain FROM public.audit_trail_event")}
    assert all_chains == {"", "applefordshire", "berrydale", "cobblewick"}


def test_the_functions_look_names_up_where_nobody_else_may_put_any(region: World) -> None:
    """Temporary objects last, and no schema of the caller's; with its owner's rights runs the one function alone."""
    functions = as_owner(
        "SELECT proname, proconfig, prosecdef, pg_get_userbyid(proowner) FROM pg_proc WHERE proname LIKE 'audit\\_trail\\_%'"
    )
    path = ["search_path=pg_catalog, pg_temp"]
    assert sorted(functions) == [
        ("audit_trail_append", path, True, owner_role()),
        ("audit_trail_hash", path, False, owner_role()),
        ("audit_trail_may_write", path, False, owner_role()),
    ]


# --- As the site signs in: a connection of its own -------------------------------------------------


@pytest.fixture
def web(region: World) -> Iterator[psycopg.Connection[Any]]:
    """Signed in as the site, in a transaction that is rolled back."""
    parameters = {
        k: v for k, v in connection.get_connection_params().items() if k in {"host", "port", "dbname"}
    }
    password = login_password(settings.SECRET_KEY, web_login())
    with psycopg.connect(user=web_login(), password=password, **parameters) as login:
        yield login
        login.rollback()


def take(web: psycopg.Connection[Any], role: str) -> None:
    web.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))


def test_the_site_writes_nothing_without_a_role(web: psycopg.Connection[Any]) -> None:
    with pytest.raises(errors.InsufficientPrivilege, match="permission denied"):
        web.execute(APPEND.format("''"))


@pytest.mark.parametrize("reset", ["RESET ROLE", "SET ROLE none", "SET SESSION AUTHORIZATION DEFAULT"])
def test_putting_the_role_down_gives_no_chain(reset: str, web: psycopg.Connection[Any]) -> None:
    take(web, partnership_role("berrydale"))
    web.execute(reset)
    with pytest.raises(errors.InsufficientPrivilege):
        web.execute(APPEND.format("'berrydale'"))


@pytest.mark.parametrize("wanted", [owner_role, lambda: "postgres"], ids=["owner", "superuser"])
@pytest.mark.parametrize(
    "begin", [region_role, lambda: partnership_role("berrydale")], ids=["region", "berrydale"]
)
def test_no_role_leads_to_the_owner(wanted: Any, begin: Any, web: psycopg.Connection[Any]) -> None:
    take(web, begin())
    with pytest.raises((errors.InsufficientPrivilege, errors.InvalidParameterValue)):
        take(web, wanted())


def test_a_login_of_the_partnerships_own_writes_its_chain(login_house: House) -> None:
    """Where partnerships sign in by themselves, no role is set: whoever signed in counts."""
    role = partnership_role("berrydale")
    parameters = {
        k: v for k, v in connection.get_connection_params().items() if k in {"host", "port", "dbname"}
    }
    password = login_password(settings.SECRET_KEY, role)
    with psycopg.connect(user=role, password=password, **parameters) as login:
        assert login.execute(APPEND.format("'berrydale'")).fetchone() is not None
        with pytest.raises(errors.InsufficientPrivilege, match="writes no entry"):
            login.execute(APPEND.format("'cobblewick'"))
        login.rollback()
