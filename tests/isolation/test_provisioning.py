"""Setup's own footing: it waits for nobody for ever, and takes no role that is another's."""

import io
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import override_settings

from partnerships import taking_turns
from partnerships.context import administrator_rights
from partnerships.database.roles import partnership_role
from partnerships.database_roles import bring_to, partnership_state, role_states
from partnerships.provisioning import secure_database
from tests import databases
from tests.isolation.houses import House, enter, now, refused
from tests.worlds import World

LOCK = "LOCK TABLE public.django_migrations IN SHARE UPDATE EXCLUSIVE MODE"


def test_provisioning_says_when_another_is_at_work(
    own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with databases.operator(own_database) as other:
        other.execute(f"BEGIN; {LOCK}")
        with monkeypatch.context() as hasty:
            hasty.setattr(taking_turns, "PATIENCE", "100ms")
            with pytest.raises(OperationalError, match="Waited 100ms for another session"):
                secure_database()
        other.execute("ROLLBACK")
        secure_database()


def test_nobody_of_the_site_can_hold_provisioning_up(house: House) -> None:
    for place in ("public", "berrydale"):
        with enter(place):
            assert refused(LOCK)


@pytest.fixture
def administrator(region: World) -> Any:
    """In the test's transaction: a role that is made is gone with it."""
    with administrator_rights(), connection.cursor() as cursor:
        yield cursor


def test_a_role_of_another_database_is_not_taken_over(administrator: Any) -> None:
    state, before = partnership_state("west_owner"), databases.PREFIX
    with override_settings(DATABASE_ROLE_PREFIX=f"{before}_west"):
        bring_to(administrator, role_states([])[0])
    with pytest.raises(
        ImproperlyConfigured, match=f"another's: “Role of the platform with the prefix {before}_west”"
    ):
        bring_to(administrator, state)


def test_a_role_of_before_is_taken_over_and_marked(administrator: Any) -> None:
    administrator.execute(f"CREATE ROLE {partnership_role('older')}")
    for _ in range(2):
        bring_to(administrator, partnership_state("older"))
        assert now(
            "SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = %s",
            [partnership_role("older")],
        ) == [(f"Role of the platform with the prefix {databases.PREFIX}",)]


def test_a_name_that_postgresql_would_cut_off_is_refused_before_anything_is_made(region: World) -> None:
    with (
        override_settings(DATABASE_ROLE_PREFIX="x" * 55),
        pytest.raises(ImproperlyConfigured, match="bytes, and PostgreSQL allows 63"),
    ):
        call_command("setup", region=databases.worlds.REGION_FILE, stdout=io.StringIO())
    assert not now("SELECT 1 FROM pg_roles WHERE rolname LIKE 'xxxxx%%'", [])
