"""Two approvers at once, an error between the steps, a process killed in the middle: one return or none.

These commit for real, each in a database of its own.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.actions import add_person
from accounts.models import Person
from accounts.roles import Approver
from benchmarking.indicators.actions import project_new_returns
from benchmarking.indicators.models import Figure
from kernel.errors import UserError
from partnerships.actions import grant_role
from scrutiny.returns.models import Return
from scrutiny.returns.verification import verify
from tenants.sign_off import actions
from tenants.sign_off.models import State
from tests.integration.sign_off.desk import YEAR, Desk

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def desk(own_database: str) -> Iterator[Desk]:
    desk = Desk.open()
    desk.change()
    yield desk
    assert list(verify(Return.objects.select_related("partnership", "supersedes"))) == []


def second_approver(desk: Desk) -> Person:
    person = add_person(
        email="deputy@berrydale.example", role_title="Deputy approver", password=None, by=None
    )
    grant_role(person=person, role=Approver, place=desk.partnership, starts_on=timezone.localdate(), by=None)
    return person


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run each call on a connection of its own, all starting together. An error is a result too."""
    start = Barrier(len(calls), timeout=20)

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return call()
        except UserError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_two_approvers_at_once_sign_one_return(desk: Desk) -> None:
    deputy, submission = second_approver(desk), desk.prepare()
    one, other = at_once(lambda: desk.approve(submission), lambda: desk.approve(submission, by=deputy))
    assert one.pk == other.pk
    assert [row.pk for row in desk.returns()][1:] == [one.pk]
    assert Figure.objects.filter(source=one).count() == 2
    assert Figure.objects.filter(
        partnership=desk.partnership, period_end=YEAR.end, indicator="re-referrals", is_current=True
    ).count() == 1  # fmt: skip


def test_one_approves_while_the_other_sends_back(desk: Desk) -> None:
    deputy, submission = second_approver(desk), desk.prepare()
    results = at_once(lambda: desk.approve(submission), lambda: desk.send_back(submission, by=deputy))
    assert len([result for result in results if isinstance(result, UserError)]) == 1
    lodged = desk.now(submission.pk).state == State.LODGED
    assert len(desk.returns()) == (2 if lodged else 1)


def test_one_approves_while_a_figure_changes(desk: Desk) -> None:
    submission = desk.prepare()
    result, _ = at_once(lambda: desk.approve(submission), lambda: desk.change(9))
    lodged = desk.returns()[1:]
    if isinstance(result, UserError):
        assert lodged == []
    else:
        assert [row.pk for row in lodged] == [result.pk]
        assert '"numerator":5,' in result.payload


def test_two_people_prepare_at_once(desk: Desk) -> None:
    results = at_once(desk.prepare, lambda: desk.prepare(by=desk.approver))
    assert len([result for result in results if isinstance(result, UserError)]) == 1


@pytest.mark.parametrize("step", ["lodge", "_decide", "_note"])
def test_an_error_between_the_steps_leaves_nothing(
    desk: Desk, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = desk.prepare()
    real = getattr(actions, step)

    def fails(*args: Any, **kwargs: Any) -> None:
        real(*args, **kwargs)
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(actions, step, fails)
        with pytest.raises(MemoryError):
            desk.approve(submission)
    assert len(desk.returns()) == 1
    assert desk.now(submission.pk).state == State.PREPARED
    signed = desk.approve(submission)
    assert [row.pk for row in desk.returns()][1:] == [signed.pk]


def test_an_error_while_projecting_is_no_error_of_signing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The return is signed and its receipt is shown; the figures follow with the next run."""
    with monkeypatch.context() as patch:
        patch.setattr(actions, "project_new_returns", lambda: 1 // 0)
        signed = desk.approve(desk.prepare())
    assert "division" in caplog.text
    assert Figure.objects.filter(source=signed).count() == 0
    assert project_new_returns() == 1


KILLED = """
import os, signal
import django

django.setup()
from tests import databases

databases.point_at({database!r})
from tenants.sign_off import actions
from tenants.sign_off.models import Submission
from partnerships.context import inside
from tests.integration.sign_off.desk import Desk

desk = Desk.open()
real = actions.{step}

def killed(*args, **kwargs):
    if {after}:
        real(*args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)

actions.{step} = killed
with inside(desk.partnership):
    submission = Submission.objects.get(state="prepared")
desk.approve(submission)
"""


def kill_while_approving(database: str, step: str, *, after: bool) -> None:
    program = KILLED.format(database=database, step=step, after=after)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform")]),
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.parametrize(("step", "after"), [("lodge", True), ("_note", True)])
def test_killed_in_the_middle_there_is_no_return(
    desk: Desk, own_database: str, step: str, after: bool
) -> None:
    submission = desk.prepare()
    kill_while_approving(own_database, step, after=after)
    assert len(desk.returns()) == 1
    assert desk.now(submission.pk).state == State.PREPARED
    signed = desk.approve(submission)
    assert [row.pk for row in desk.returns()][1:] == [signed.pk]


def test_killed_just_after_there_is_one_return_and_only_work_is_left(desk: Desk, own_database: str) -> None:
    submission = desk.prepare()
    kill_while_approving(own_database, "_project", after=False)
    signed = desk.returns()[-1]
    assert desk.now(submission.pk).return_id == signed.pk
    assert desk.approve(submission) == signed
    assert len(desk.returns()) == 2
    assert project_new_returns() == 1
