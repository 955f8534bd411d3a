"""Tests that ask for a house run once in each mode of isolation."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests import databases
from tests.isolation.houses import House


@contextmanager
def open_house(mode: str, blocker: Any) -> Iterator[House]:
    with blocker.unblock(), databases.as_the_site(mode) as name, databases.operator(name) as administrator:
        yield House(mode, name, administrator)


@pytest.fixture(scope="module", params=["role", "login"])
def house(request: pytest.FixtureRequest, login_world: None, django_db_blocker: Any) -> Iterator[House]:
    """The site's footing, one database for the tests of a file. Tests leave no change behind."""
    with open_house(request.param, django_db_blocker) as opened:
        yield opened


@pytest.fixture(params=["role", "login"])
def own_house(request: pytest.FixtureRequest, login_world: None, django_db_blocker: Any) -> Iterator[House]:
    """The site's footing, in a database of the test's own."""
    with open_house(request.param, django_db_blocker) as opened:
        yield opened


@pytest.fixture
def login_house(login_world: None, django_db_blocker: Any) -> Iterator[House]:
    """In login mode alone, in a database of the test's own."""
    with open_house("login", django_db_blocker) as opened:
        yield opened
