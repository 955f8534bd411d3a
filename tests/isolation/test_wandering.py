"""Wherever the machine wanders, role, schema and rows belong together; and planted faults do not escape it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.transaction import TransactionManagementError
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from partnerships.database.base import DatabaseWrapper
from partnerships.database.parking import Parking
from tests.isolation import wanderer
from tests.isolation.houses import House
from tests.isolation.wanderer import wanderer_of

WALK = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
SEARCH = settings(
    WALK, max_examples=200, derandomize=True, phases=settings.default.phases[:3], report_multiple_bugs=False
)


def wander(house: House, how: settings = WALK) -> None:
    run_state_machine_as_test(wanderer_of(house), settings=how)


def test_role_schema_and_rows_belong_together(house: House) -> None:
    wander(house)


def path_set_once_in_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the role only when the place changed, as TENANT_LIMIT_SET_CALLS does, and forget what a rollback undoes."""
    always = DatabaseWrapper._handle_search_path

    def sometimes(self: Any, cursor: Any = None) -> None:
        if self._in_force != self._place():
            always(self, cursor)

    def close(self: Any) -> None:
        self._in_force = None
        super(DatabaseWrapper, self).close()

    def savepoint_rollback(self: Any, sid: str) -> None:
        super(DatabaseWrapper, self).savepoint_rollback(sid)

    monkeypatch.setattr(DatabaseWrapper, "_handle_search_path", sometimes)
    monkeypatch.setattr(DatabaseWrapper, "savepoint_rollback", savepoint_rollback)
    monkeypatch.setattr(DatabaseWrapper, "close", close)


def held_cursors_are_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DatabaseWrapper, "keep_in_place", lambda self, cursor: None)


def the_way_back_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the way back where all threads and calls share it, as `with tenant:` does."""
    before: list[Any] = []

    @contextmanager
    def shared(place: str) -> Iterator[None]:
        before.append(connection.tenant)
        with entered(place):
            yield
        connection.set_tenant(before[0])

    entered = wanderer.enter
    monkeypatch.setattr(wanderer, "enter", shared)


def connections_are_mixed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take whatever connection is parked, and believe that it is the one wanted."""
    monkeypatch.setattr(
        Parking, "take", lambda self, login: self._parked.popitem()[1] if self._parked else None
    )


def transactions_are_torn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DatabaseWrapper, "_refuse_inside_a_transaction", lambda self, login: None)


FAULTS = [
    (path_set_once_in_a_place, "role"),
    (held_cursors_are_trusted, "role"),
    (held_cursors_are_trusted, "login"),
    (the_way_back_is_shared, "role"),
    (connections_are_mixed_up, "login"),
    (transactions_are_torn, "login"),
]


@pytest.mark.parametrize(("fault", "house"), FAULTS, indirect=["house"])
def test_a_planted_fault_is_found(house: House, fault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine can fail: each of these would leak, and it finds the steps."""
    fault(monkeypatch)
    connection.close()  # what earlier tests left in force would be found once, and not again
    with pytest.raises((AssertionError, DatabaseError, TransactionManagementError)):
        wander(house, SEARCH)
    monkeypatch.undo()
    connection.close()
    connection.set_schema_to_public()  # a fault may have led anywhere
