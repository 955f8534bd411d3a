"""What every test may ask for. The world is described at the top of worlds.py."""

import fcntl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from partnerships.context import current_schema
from tests import databases
from tests.signing_in import signed_in
from tests.worlds import World


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[None]:
    """The template is built by whichever worker comes first; each worker works on a clone of its own."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if worker_id != "master" else shared
    with databases.run():
        with django_db_blocker.unblock():
            _template_once(shared)
            databases.point_at(databases.clone())
        roles = databases.roles_as_committed()
        yield
        with django_db_blocker.unblock():
            connection.close()
        assert databases.roles_as_committed() == roles, "a test committed a change to roles that others use"


def _template_once(shared: Path, mode: str = "role") -> None:
    with (shared / f"{mode}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ready = shared / f"{mode}.ready"
        if not ready.exists():
            databases.build_template(mode)
            ready.touch()


@pytest.fixture(scope="session")
def login_world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> None:
    """A second template, in which every partnership signs in for itself; built where a test asks for it."""
    shared = tmp_path_factory.getbasetemp()
    with django_db_blocker.unblock():
        _template_once(shared.parent if worker_id != "master" else shared, "login")


@pytest.fixture(autouse=True)
def _ends_in_the_region() -> Iterator[None]:
    """Whoever stays in a partnership lets later tests fail that have nothing to do with it."""
    yield
    assert current_schema() == "public"


@pytest.fixture
def region(db: None) -> World:
    """The world, inside a transaction that is rolled back after the test."""
    return World()


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database of the test's own, for threads and real commits. Gives its name."""
    with django_db_blocker.unblock(), databases.own_database() as name:
        yield name
        connection.close()


@pytest.fixture
def client_for(region: World) -> Callable[[str], Client]:
    """A browser signed in as somebody: client_for("coordinator"), client_for("approver@berrydale")."""

    def sign_in(who: str) -> Client:
        return signed_in(region.person(who))

    return sign_in
