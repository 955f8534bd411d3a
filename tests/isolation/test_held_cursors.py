"""A cursor that is held works where we are now, whatever was in force when it was made; or not at all."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.isolation.houses import PLACES, House, enter

WHERE = "SELECT current_user, current_schema()"


@pytest.fixture(autouse=True)
def a_fresh_connection() -> Iterator[None]:
    """Whatever a test left half read on the connection goes with it."""
    yield
    connection.close()


def test_a_held_cursor_follows_the_context(house: House) -> None:
    held = connection.cursor()
    for place in ("public", *PLACES):
        with enter(place):
            if house.role_mode or place == "public":
                held.execute(WHERE)
                assert held.fetchall() == [(house.role_of(place), place)]
            else:
                with pytest.raises(DatabaseError, match="another context"):
                    held.execute(WHERE)
    held.close()


@pytest.mark.parametrize("rolled_back", ["savepoint", "transaction"])
def test_a_held_cursor_is_put_right_after_a_rollback(house: House, rolled_back: str) -> None:
    """The rollback takes the role back to what it was before, and no new cursor is made that would set it."""
    if not house.role_mode:
        with transaction.atomic():
            sid, held = transaction.savepoint(), connection.cursor()
            held.execute("SET LOCAL search_path = pg_catalog")
            transaction.savepoint_rollback(sid)
            held.execute(WHERE)
            assert held.fetchall() == [(house.role_of("public"), "public")]
        return
    connection.set_autocommit(False)
    try:
        connection.cursor().execute("SELECT 1")  # in the region, and the transaction has begun
        sid = transaction.savepoint()
        with enter("berrydale"):
            held = connection.cursor()
            held.execute("SELECT 1")
            if rolled_back == "savepoint":
                transaction.savepoint_rollback(sid)
            else:
                connection.rollback()
            held.execute(WHERE)
            assert held.fetchall() == [(house.role_of("berrydale"), "berrydale")]
    finally:
        connection.rollback()
        connection.set_autocommit(True)


def test_many_rows_at_once_are_of_the_place_too(house: House) -> None:
    held = connection.cursor()
    with enter("berrydale"):
        if house.role_mode:
            held.executemany(WHERE, [[]])
            held.execute("SELECT count(*) FROM dataset_draftfigure")
            assert held.fetchone()[0] > 0
        else:
            with pytest.raises(DatabaseError):
                held.executemany(WHERE, [[]])
    held.close()


def copied(held: Any) -> tuple[str, ...]:
    with held.copy(f"COPY ({WHERE}) TO STDOUT") as copying:
        return tuple(next(iter(copying.rows())))


def streamed(held: Any) -> tuple[str, ...]:
    return tuple(next(held.stream(WHERE)))


@pytest.mark.parametrize("read", [copied, streamed])
@pytest.mark.parametrize("debug", [False, True])
def test_what_is_copied_or_streamed_is_of_the_place_too(
    house: House, read: Callable[[Any], Any], debug: bool
) -> None:
    connection.force_debug_cursor = debug
    held = connection.cursor()
    connection.force_debug_cursor = False
    assert read(held) == (house.role_of("public"), "public")
    with enter("berrydale"):
        connection.ensure_connection()
        if house.role_mode:
            assert read(held) == (house.role_of("berrydale"), "berrydale")
        else:
            with pytest.raises(DatabaseError, match="another context"):
                read(held)
    held.close()
