"""A connection that died between two requests is replaced, under the right role, before a page notices."""

from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection, transaction

from tests.isolation.houses import House, enter, now, where


@pytest.fixture
def kept(house: House) -> Iterator[None]:
    """Connections are kept between requests and looked at, as the site does."""
    connection.close()
    connection.settings_dict |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    yield
    connection.settings_dict |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    connection.close()


def kill(house: House) -> None:
    house.administrator.execute(
        "SELECT pg_terminate_backend(%s, 5000)", [now("SELECT pg_backend_pid()")[0][0]]
    )


@pytest.mark.parametrize("place", ["public", "berrydale"])
def test_the_next_request_connects_again(house: House, kept: None, place: str) -> None:
    with enter(place):
        kill(house)
        connection.close_if_unusable_or_obsolete()  # as at the end of a request
        assert where() == (house.role_of(place), place, place)
        kill(house)
        connection.close_if_unusable_or_obsolete()
        with transaction.atomic():
            assert where() == (house.role_of(place), place, place)


def test_within_a_request_it_is_an_error(house: House, kept: None) -> None:
    now("SELECT 1")
    kill(house)
    with pytest.raises(OperationalError):
        now("SELECT 1")
    connection.close_if_unusable_or_obsolete()
    assert where()[1] == "public"


def test_another_error_is_no_reason_to_connect_again(house: House, kept: None) -> None:
    before = now("SELECT pg_backend_pid()")
    connection.close_if_unusable_or_obsolete()
    with pytest.raises(OperationalError), enter("nowhere"):
        now("SELECT 1")
    if house.role_mode:
        assert now("SELECT pg_backend_pid()") == before
