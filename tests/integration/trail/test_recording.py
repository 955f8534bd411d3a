"""How an entry comes to be: numbered, linked, by the database's clock, in the transaction of what it speaks of."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import DataError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit_trail import origin
from audit_trail.actions import record
from audit_trail.chain import hash_of
from audit_trail.models import Event, Head
from partnerships.context import inside
from tests.integration.trail.owner import as_owner, broken
from tests.worlds import World

ROOT = Path(__file__).resolve().parents[3]
NASTY = [
    "", "'", '"; DROP TABLE audit_trail_event; --', "\\", "%s %(x)s {}", "a\r\nb\tc", "\x01\x7f\x85\u2028\ufeff",
    "👩‍👧‍👦 é e\u0301 ﷽", "12:x,", "\u202eright to left", "$$ $body$", "x" * 20_000,
]  # fmt: skip


def newest(chain: str = "") -> Event:
    return Event.objects.filter(chain=chain).latest("sequence")


def test_an_entry_says_where_it_stands(region: World) -> None:
    head = Head.objects.get(chain="berrydale")
    officer = region.person("data-officer@berrydale")
    with origin.request_from("192.0.2.7"):
        origin.act_as("Data officer")
        entry = record(
            by=officer, action="test", subject="something", partnership="berrydale", detail={"b": 1, "a": "é"}
        )
    event = newest("berrydale")
    assert (entry.chain, entry.sequence, entry.hash) == ("berrydale", head.sequence + 1, event.hash)
    assert event.previous == head.hash
    assert event.actor == f"{officer.role_title} ({officer.pk})"
    assert (event.role, event.action, event.subject) == ("Data officer", "test", "something")
    assert (event.detail, event.facts, event.origin) == ('{"a":"é","b":1}', {"a": "é", "b": 1}, "192.0.2.7")
    now = Head.objects.get(chain="berrydale")
    assert (now.sequence, now.hash) == (entry.sequence, entry.hash)


def test_the_platform_and_visitors_are_named(region: World) -> None:
    from audit_trail.actions import Visitor

    record(by=None, action="test", subject="")
    assert newest().actor == "platform operator"
    record(by=Visitor(), action="test", subject="")
    assert newest().actor == "somebody not signed in"


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_python_and_the_database_agree_on_strange_text(text: str, region: World) -> None:
    with origin.request_from(text):
        origin.act_as(text)
        record(by=None, action=text, subject=text, detail={text: text})
    event = newest()
    assert (event.action, event.subject, event.role, event.facts) == (text, text, text, {text: text})
    assert hash_of(event.link) == event.hash
    assert broken() == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12), min_size=4, max_size=4
    )
)
def test_python_and_the_database_agree_on_any_text(region: World, texts: list[str]) -> None:
    with origin.request_from(texts[0] or "x"):
        origin.act_as(texts[1])
        record(by=None, action=texts[2], subject=texts[3])
    event = newest()
    assert hash_of(event.link) == event.hash


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_text_that_the_database_cannot_hold_is_refused(text: str, region: World) -> None:
    before = Event.objects.count()
    with pytest.raises((ValueError, DataError)), transaction.atomic():
        record(by=None, action="test", subject=text)
    assert Event.objects.count() == before


def test_an_error_after_it_leaves_no_entry(region: World) -> None:
    before = list(Head.objects.values_list("chain", "sequence", "hash").order_by("chain"))

    @transaction.atomic
    def deed() -> None:
        record(by=None, action="test", subject="never happened")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        deed()
    assert list(Head.objects.values_list("chain", "sequence", "hash").order_by("chain")) == before
    assert not Event.objects.filter(action="test").exists()
    assert record(by=None, action="test", subject="").sequence == before[0][1] + 1


def test_time_never_goes_back_within_a_chain(region: World) -> None:
    as_owner(
        "UPDATE audit_trail_event SET at = '2100-01-01' WHERE chain = '' "
        "AND sequence = (SELECT sequence FROM audit_trail_head WHERE chain = '')"
    )  # as if the clock had been wrong
    record(by=None, action="test", subject="")
    assert newest().at.year == 2100


def test_no_gap_and_no_fork_with_many_writers(own_database: str) -> None:
    """Forty writers in two chains, every third of them rolled back after it has its number."""
    before = dict(Head.objects.values_list("chain", "sequence"))
    start = threading.Barrier(8, timeout=20)

    def write(number: int) -> None:
        try:
            if number < 8:
                start.wait()
            with transaction.atomic():
                record(by=None, action="test", subject=str(number), partnership=("", "berrydale")[number % 2])
                if number % 3 == 0:
                    transaction.set_rollback(True)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    after = dict(Head.objects.values_list("chain", "sequence"))
    kept = [n for n in range(40) if n % 3]
    assert after[""] - before[""] == len([n for n in kept if n % 2 == 0])
    assert after["berrydale"] - before["berrydale"] == len([n for n in kept if n % 2])
    assert broken() == []


def test_the_first_entries_of_a_chain_at_once(own_database: str) -> None:
    as_owner("DELETE FROM audit_trail_event WHERE chain = 'cobblewick'")
    as_owner("DELETE FROM audit_trail_head WHERE chain = 'cobblewick'")
    start = threading.Barrier(6, timeout=20)

    def write(_: int) -> int:
        try:
            start.wait()
            return record(by=None, action="test", subject="first?", partnership="cobblewick").sequence
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(write, range(6))) == [1, 2, 3, 4, 5, 6]
    assert broken() == []


DIE = """
import os, sys, django
django.setup()
from django.db import connection, transaction
connection.settings_dict["NAME"] = sys.argv[1]
from audit_trail.actions import record
record(by=None, action="test", subject="before")
with transaction.atomic():
    record(by=None, action="test", subject="in the middle")
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_a_writer_that_is_killed_leaves_a_whole_chain(own_database: str) -> None:
    path = os.pathsep.join([str(ROOT), str(ROOT / "platform")])
    environment = {**os.environ, "PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    before = newest().sequence
    with subprocess.Popen(
        [sys.executable, "-c", DIE, own_database], env=environment, cwd=ROOT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as writer:  # fmt: skip
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        started = time.monotonic()
        writer.send_signal(signal.SIGKILL)
        entry = record(by=None, action="test", subject="after")  # waits until the dead writer's lock is gone
        assert time.monotonic() - started < 40
    assert entry.sequence == before + 2
    subjects = (
        Event.objects.filter(chain="", action="test").order_by("sequence").values_list("subject", flat=True)
    )
    assert list(subjects) == ["before", "after"]
    assert broken() == []


def test_a_partnership_writes_its_own_chain_from_inside(region: World) -> None:
    with inside(region.berrydale):
        record(by=None, action="test", subject="", partnership="berrydale")
        assert {event.chain for event in Event.objects.all()} == {"berrydale"}
        assert {head.chain for head in Head.objects.all()} == {"berrydale"}
    assert newest("berrydale").action == "test"
