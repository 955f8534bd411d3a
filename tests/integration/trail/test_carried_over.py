"""Events of before there were chains: their time and words stay, and the trail says what they are."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from audit_trail.actions import record
from audit_trail.models import Event
from partnerships.context import owner_rights
from partnerships.grants import grant_shared
from tests.integration.trail.owner import as_owner, broken

START = datetime(2026, 11, 1, tzinfo=UTC)
OLD = "INSERT INTO audit_trail_event (id, at, actor, action, subject, partnership, detail) VALUES (%s, %s, %s, %s, %s, %s, %s)"


def migrate(name: str) -> None:
    with owner_rights():
        MigrationExecutor(connection).migrate([("audit_trail", name)])


def back_to_before() -> None:
    """The migration cannot be turned back: everything it made is taken away by hand."""
    as_owner("DROP TABLE audit_trail_event, audit_trail_head")
    as_owner(
        "DROP FUNCTION audit_trail_append; DROP FUNCTION audit_trail_hash; DROP FUNCTION audit_trail_may_write"
    )
    as_owner("DELETE FROM django_migrations WHERE app = 'audit_trail'")
    migrate("0001_initial")


def put(number: int, chain: str, detail: dict[str, Any]) -> None:
    at = START + timedelta(minutes=number // 2)  # two share each moment: their ids decide
    values = [
        uuid.UUID(int=number),
        at,
        f"Actor {number}",
        "act",
        f"thing {number}",
        chain,
        json.dumps(detail),
    ]
    as_owner(OLD, values)


def test_old_events_become_chains(own_database: str) -> None:
    back_to_before()
    for number in reversed(range(10)):
        put(number, ("", "berrydale")[number % 2], {"z": 1, "a": "é", "part": 0.5} if number == 3 else {})
    migrate("0002_chain")
    grant_shared()
    assert broken() == []
    berrydale = list(Event.objects.filter(chain="berrydale").order_by("sequence"))
    assert [event.subject for event in berrydale] == [f"thing {n}" for n in (1, 3, 5, 7, 9)]
    assert [event.sequence for event in berrydale] == [1, 2, 3, 4, 5]
    assert [event.at for event in berrydale] == [START + timedelta(minutes=n) for n in (0, 1, 2, 3, 4)]
    assert berrydale[1].detail == '{"a":"é","part":"0.5","z":1}'
    assert {(e.role, e.origin) for e in berrydale} == {
        ("", "carried over: written before entries were chained")
    }
    assert record(by=None, action="test", subject="", partnership="berrydale").sequence == 6
    assert record(by=None, action="test", subject="").sequence == 6
    assert broken() == []
