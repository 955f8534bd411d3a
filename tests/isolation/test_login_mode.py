"""Login mode: a connection for each login, a few of them kept, and nothing carried from one to another."""

import time
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from benchmarking.reports.actions import NotNow
from benchmarking.reports.agreements import named_areas
from benchmarking.reports.models import Reply
from benchmarking.reports.states import State
from kernel.periods import Period
from partnerships.database.passwords import login_password
from partnerships.database.roles import partnership_role, region_role, web_login
from partnerships.database_roles import bring_to, partnership_state
from scrutiny.returns.models import Return
from tests import databases
from tests.integration.reports.newsroom import Newsroom, agree
from tests.isolation.houses import PLACES, House, enter, in_a_thread, now, where
from tests.signing_in import signed_in
from tests.worlds import World, sign
from tests.worlds import enter as import_rows


def backends(house: House, expected: int | None = None) -> list[str]:
    """Who of the site is signed in to the database now. A closed connection takes a moment to disappear there."""
    for _ in range(100):
        found = _backends(house)
        if expected is None or len(found) == expected:
            break
        time.sleep(0.05)
    return found


def _backends(house: House) -> list[str]:
    house.administrator.execute(
        "SELECT usename FROM pg_stat_activity WHERE datname = %s AND usename LIKE %s ORDER BY 1",
        [house.name, f"{databases.PREFIXES['login']}%"],
    )
    return [row[0] for row in house.administrator.fetchall()]


def pid() -> int:
    return int(now("SELECT pg_backend_pid()")[0][0])


def visit(*places: str) -> None:
    for place in places:
        with enter(place):
            now("SELECT 1")


def test_each_schema_has_a_connection_and_they_are_kept(login_house: House) -> None:
    seen = {}
    for _ in range(2):
        for place in ("public", *PLACES):
            with enter(place):
                assert where() == (login_house.role_of(place), place, place)
                assert now("SELECT session_user")[0][0] == login_house.role_of(place)
                assert seen.setdefault(place, pid()) == pid()
    assert len(set(seen.values())) == 4
    assert backends(login_house) == sorted(login_house.role_of(place) for place in ("public", *PLACES))


def test_the_one_not_used_for_longest_is_closed(login_house: House, settings: Any) -> None:
    settings.DATABASE_KEPT_CONNECTIONS = 2

    def work() -> list[str]:
        visit("public", "applefordshire", "berrydale")
        return backends(login_house, expected=2)

    connection.close()
    assert in_a_thread(work) == sorted([region_role(), partnership_role("berrydale")])


def test_closing_closes_all_of_a_thread_and_of_no_other(login_house: House) -> None:
    visit("public", "applefordshire", "berrydale")
    in_a_thread(lambda: visit("public", "cobblewick"))
    assert len(backends(login_house, expected=3)) == 3
    connection.close()
    assert backends(login_house, expected=0) == []


def test_after_a_request_old_connections_go_and_broken_ones_are_replaced(
    login_house: House, settings: Any
) -> None:
    connection.settings_dict["CONN_MAX_AGE"], connection.settings_dict["CONN_HEALTH_CHECKS"] = 600, True
    try:
        visit("berrydale", "public")
        login_house.administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s",
            [partnership_role("berrydale")],
        )
        connection.close_if_unusable_or_obsolete()
        visit("berrydale", "public")  # the health check finds out, before a page would
        connection.settings_dict["CONN_MAX_AGE"] = 0
        connection.close()
        visit("berrydale", "public")
        connection.close_if_unusable_or_obsolete()
        assert backends(login_house, expected=0) == []
    finally:
        connection.settings_dict["CONN_MAX_AGE"] = 0


def test_nothing_is_left_half_entered_where_going_is_refused(login_house: House) -> None:
    with enter("berrydale"), transaction.atomic():
        mine = pid()
        with pytest.raises(TransactionManagementError):
            connection.set_schema_to_public()
        assert (pid(), where()[2]) == (mine, "berrydale")
        with enter("berrydale"):  # to where we are is no change
            assert pid() == mine
    connection.set_autocommit(False)
    try:
        with pytest.raises(TransactionManagementError), enter("berrydale"):
            pass
    finally:
        connection.rollback()
        connection.set_autocommit(True)


def test_work_after_a_commit_may_go_elsewhere(login_house: House) -> None:
    seen = []

    def afterwards() -> None:
        with enter("public"):
            seen.append(where()[1])

    with enter("berrydale"):
        with transaction.atomic():
            transaction.on_commit(afterwards)
            now("SELECT 1")
        assert (seen, where()[1]) == (["public"], "berrydale")


def test_the_web_login_cannot_sign_in(login_house: House) -> None:
    login_house.administrator.execute(
        "SELECT rolname FROM pg_roles WHERE rolcanlogin AND starts_with(rolname, %s)",
        [databases.PREFIXES["login"]],
    )
    signing_in = {row[0] for row in login_house.administrator.fetchall()}
    assert signing_in == {login_house.role_of(place) for place in ("public", *PLACES)}
    assert web_login() not in signing_in
    parameters = connection.get_connection_params() | {"user": web_login()}
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        psycopg.connect(**parameters)


def test_each_login_has_a_password_and_limits_of_its_own(login_house: House) -> None:
    passwords = {login_password("secret", login_house.role_of(place)) for place in PLACES}
    assert len(passwords) == 3
    assert login_password("another", region_role()) != login_password("secret", region_role())
    with enter("berrydale"):
        assert now("SHOW statement_timeout") == [("1min",)]
        assert now("SHOW idle_in_transaction_session_timeout") == [("1min",)]
        assert connection.get_connection_params()["user"] == partnership_role("berrydale")
    limits = now("SELECT rolconnlimit FROM pg_roles WHERE rolname = %s", [partnership_role("berrydale")])
    assert limits == [(20,)]


def test_a_return_is_prepared_signed_and_read_over_pages(login_house: House) -> None:
    """The whole way through the site: nothing in it goes elsewhere inside a transaction."""
    world, lodged = World(), Return.objects.count()

    def browser(who: str) -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(Person.objects.get(pk=world.person(who).pk))
        return client

    officer, approver, coordinator = (
        browser(who) for who in ("data-officer@berrydale", "approver@berrydale", "coordinator")
    )
    for address in ("/", "/compare/", "/sources/", "/returns/"):
        assert coordinator.get(address, follow=True).status_code in (200, 404), address
    for address in ("/area/berrydale/", "/area/berrydale/returns/"):
        assert officer.get(address, follow=True).status_code == 200, address
    assert officer.get("/area/cobblewick/").status_code == 404
    import_rows("berrydale", "strategy-discussions,2019-11-01/2020-12-31,125,,local,,\n")
    sign("berrydale", Period.parse("2019-11-01/2020-12-31"))
    assert Return.objects.count() == lodged + 1
    assert approver.get("/area/berrydale/returns/").status_code == 200


def test_a_report_is_replied_to_and_an_agreement_confirmed(login_house: House) -> None:
    """Both are written inside the partnership, and what they speak of is read in the region before."""
    room = Newsroom.open()
    room.step(State.FACTUAL_CHECK)
    agree(room.world, "berrydale", "cobblewick")
    assert named_areas(timezone.localdate()) == {"berrydale", "cobblewick"}
    client, topic = signed_in(room.world.person("manager@berrydale")), "topic-referrals"
    address = f"/area/berrydale/reports/{room.issue.pk}/{topic}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"seen": "0", "text": "We count otherwise."}).status_code == 302
    assert "meanwhile" in client.post(address, {"seen": "0", "text": "Or so."}).content.decode()
    room.step(State.DRAFT)
    with pytest.raises(NotNow, match="It takes no replies"):
        room.reply(seen=1)
    assert [row.text for row in Reply.objects.all()] == ["We count otherwise."]
    assert client.get("/area/berrydale/").status_code == 200


def test_settings_that_a_partnership_made_for_itself_are_put_right(login_house: House) -> None:
    """Any role may do this to itself, in one database too, where RESET ALL alone leaves it."""
    with enter("berrydale"):
        now(f"ALTER ROLE CURRENT_USER IN DATABASE {login_house.name} SET statement_timeout = '50s'")
    connection.close()
    with enter("berrydale"):
        assert now("SHOW statement_timeout") == [("50s",)]
    connection.close()
    # Roles are the cluster's: other workers' tests see this change whole or not at all.
    with login_house.administrator.connection.transaction():
        bring_to(login_house.administrator, partnership_state("berrydale"))
    with enter("berrydale"):
        assert now("SHOW statement_timeout") == [("1min",)]
