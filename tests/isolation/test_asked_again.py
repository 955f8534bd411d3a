"""What is asked again is asked in its place however often, and not at all where the place cannot be put in force."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, InternalError, OperationalError, connection, transaction

from kernel.asked_again import ask
from tests.isolation.houses import PLACES, House, enter, now, where
from tests.isolation.test_lost_connections import kept, kill

__all__ = ["kept"]

WHERE = "SELECT current_user, current_schema(), (SELECT count(*) FROM pg_prepared_statements)"
OFTEN = 8  # by then PostgreSQL keeps the statement and its plan


@pytest.fixture(autouse=True)
def a_fresh_connection() -> Iterator[None]:
    yield
    connection.close()


def test_each_place_is_asked_in_its_own_however_often(house: House) -> None:
    for _ in range(OFTEN):
        for place in ("public", *PLACES):
            with enter(place):
                ((role, schema, prepared),) = ask(WHERE, [])
                assert (role, schema) == (house.role_of(place), place)
    assert prepared >= 1


def test_one_text_reads_the_table_of_the_place_it_is_asked_in(house: House) -> None:
    for _ in range(OFTEN):
        for place in PLACES:
            with enter(place):
                assert ask("SELECT 'dataset_draftfigure'::regclass::oid", []) == now(
                    f"SELECT '{place}.dataset_draftfigure'::regclass::oid"
                )
                others = [each for each in PLACES if each != place]
                for other in others:
                    with pytest.raises(DatabaseError, match="permission denied"):
                        ask(f"SELECT 1 FROM {other}.dataset_draftfigure", [])


def test_it_is_asked_anew_after_somebody_changed_the_role(house: House) -> None:
    """As before any cursor: what smuggled SQL left behind is gone by the next statement."""
    with enter("berrydale"):
        now("RESET ROLE; SET search_path = pg_catalog")
        assert ask(WHERE, [])[0][:2] == (house.role_of("berrydale"), "berrydale")
        assert where()[0] == house.role_of("berrydale")


def test_nothing_is_done_where_the_place_cannot_be_put_in_force(house: House) -> None:
    if not house.role_mode:
        return  # there, the connection itself cannot be made
    with pytest.raises(OperationalError, match="setup"), enter("nowhere"):
        ask("SELECT set_config('scrutiny.done', 'yes', false)", [])
    assert now("SELECT coalesce(current_setting('scrutiny.done', true), '')") == [("",)]


def test_a_lost_transaction_is_an_error_and_over_with_its_rollback(house: House) -> None:
    with transaction.atomic():
        for error in (DatabaseError, InternalError):
            with pytest.raises(error):
                ask("SELECT 1 / %s::int", [0])
        transaction.set_rollback(True)
    with enter("berrydale"):
        assert ask(WHERE, [])[0][:2] == (house.role_of("berrydale"), "berrydale")


@pytest.mark.parametrize("place", ["public", "berrydale"])
def test_a_connection_that_died_between_two_requests_is_replaced(house: House, kept: Any, place: str) -> None:
    with enter(place):
        ask("SELECT 1", [])
        kill(house)
        connection.close_if_unusable_or_obsolete()
        assert ask(WHERE, [])[0][:2] == (house.role_of(place), place)
        kill(house)
        with pytest.raises(OperationalError):  # within a request it is an error
            ask("SELECT 1", [])
