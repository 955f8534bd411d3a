"""Publishing: checked first, whole or not at all, once, and the same bytes ever after."""

import io
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarking.benchmarks.audiences import Audience
from benchmarking.reports import safety
from benchmarking.reports.actions import NotNow, attempts, begin_publishing, publishing, work
from benchmarking.reports.files import NotAsPublished, file_of
from benchmarking.reports.issuing import as_it_was_published, build_issue
from benchmarking.reports.models import Attempt, Issue, Output, Step
from benchmarking.reports.models.attempt import SILENCE
from benchmarking.reports.outputs import OUTPUTS
from benchmarking.reports.reading import EVERYBODY, Reach
from benchmarking.reports.states import State
from kernel.canonical import bytes_sha256
from kernel.errors import UserError
from tests.integration.reports.newsroom import Newsroom
from tests.worlds import World

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def room(region: World) -> Newsroom:
    return Newsroom.open()


class NotSafeToPublish(UserError):
    """As the audit's own."""


def unsafe(run: Any, *made_for: Any, **reader: Any) -> None:
    raise NotSafeToPublish("Berrydale's count can be worked out.\nMerge two years.")


# --- What is kept -----------------------------------------------------------------------------------


def test_every_file_is_kept_with_its_hash_and_never_changes(room: Newsroom) -> None:
    room.comment("Look at <referrals> first.")
    room.step(State.FACTUAL_CHECK)
    room.reply()
    issue = room.bring_to(State.PUBLISHED)
    rows = {row.name: row for row in issue.outputs.all()}
    assert set(rows) == {f"benchmark-2025.{output.ending}" for output in OUTPUTS}
    for output in OUTPUTS:
        row = rows[f"benchmark-2025.{output.ending}"]
        assert row.audience == "public"
        assert row.sha256 == bytes_sha256(bytes(row.content))
        assert output.build(as_it_was_published(issue, EVERYBODY)) == bytes(row.content)
    report = build_issue(issue)
    assert report.issue is not None
    assert (report.issue.number, report.issue.state) == (1, "published")
    assert report.issue.published_at == issue.taken[-1].at
    [said], [replied] = report.commentary, report.replies
    assert (said.about, said.text, said.speaker) == ("summary", "Look at <referrals> first.", "Threeshires")
    assert (replied.speaker, replied.version) == (room.world.berrydale.name, 1)


def test_a_superseded_issue_gives_the_files_it_was_published_with(room: Newsroom) -> None:
    first = room.bring_to(State.PUBLISHED)
    before = {row.name: bytes(row.content) for row in first.outputs.all()}
    room.bring_to(State.PUBLISHED, room.correction())
    first = room.now()
    assert first.state == State.SUPERSEDED
    assert {name: (file_of(first, EVERYBODY, name) or (b"",))[0] for name in before} == before
    for output in OUTPUTS:
        assert (
            output.build(as_it_was_published(first, EVERYBODY)) == before[f"benchmark-2025.{output.ending}"]
        )


def test_a_file_that_is_not_the_published_one_is_given_to_nobody(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = room.bring_to(State.PUBLISHED)
    monkeypatch.setattr("benchmarking.reports.files.bytes_sha256", lambda content: "0" * 64)
    with pytest.raises(NotAsPublished):
        file_of(issue, EVERYBODY, "benchmark-2025.csv")


def said_by(*arguments: str) -> str:
    out = io.StringIO()
    call_command("benchmark_report", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_rebuilds_the_same_csv(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="no hash was published yet"):
        said_by("--issue", "2025-1")
    issue = room.bring_to(State.PUBLISHED)
    row = issue.outputs.get(name="benchmark-2025.csv")
    for name in ("2025-1", str(issue.pk)):
        assert f"benchmark-2025.csv for public: {row.sha256} as published; the same bytes" in said_by(
            "--issue", name
        )
    room.bring_to(State.PUBLISHED, room.correction())
    assert "the same bytes" in said_by("--issue", "2025-1")
    assert f"2025-1  {issue.pk}  superseded" in said_by("--list")
    for unknown in ("2025-9", "x", str(room.run.pk)):
        with pytest.raises(CommandError, match="There is no issue"):
            said_by("--issue", unknown)

    real = build_issue

    def one_value_otherwise(*args: Any, **kwargs: Any) -> Any:
        report = real(*args, **kwargs)
        section = report.topics[0].sections[0]
        changed = replace(section, values=(replace(section.values[0], numerator=1), *section.values[1:]))
        topic = replace(report.topics[0], sections=(changed, *report.topics[0].sections[1:]))
        return replace(report, topics=(topic, *report.topics[1:]))

    monkeypatch.setattr("benchmarking.reports.issuing.build_issue", one_value_otherwise)
    with pytest.raises(CommandError, match="can no longer be made as it was published"):
        said_by("--issue", "2025-1")


def test_the_command_writes_the_draft_and_then_what_was_published(region: World, tmp_path: Path) -> None:
    said = said_by("--year", "2025", "--out", str(tmp_path))
    assert "Benchmark report 2025, issue 1: draft" in said
    issue = Issue.objects.get()
    assert (issue.prepared_by, issue.prepared_role) == (None, "Platform operator")
    assert "already" in said_by("--year", "2025", "--out", str(tmp_path))
    assert Issue.objects.count() == 1
    room = Newsroom.open()
    assert room.issue == issue
    room.bring_to(State.PUBLISHED)
    said_by("--year", "latest", "--out", str(tmp_path))
    for row in issue.outputs.all():
        assert (tmp_path / row.name).read_bytes() == bytes(row.content)
    times = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert "already" in said_by("--year", "latest", "--out", str(tmp_path))
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == times
    room.later_run()
    said = said_by("--year", "latest", "--out", str(tmp_path))
    assert (
        "No issue of this run is prepared. Issue 1 for 2025 is published. Say what a new issue changes"
        in said
    )
    assert Issue.objects.count() == 1


# --- What holds it back -----------------------------------------------------------------------------


def test_an_issue_that_fails_the_audit_is_not_published_and_the_page_says_why(
    room: Newsroom, client_for: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = room.bring_to(State.FINAL)
    monkeypatch.setattr(publishing, "require_safe", unsafe)
    client, page = client_for("coordinator"), reverse("reports:publish", args=[issue.pk])
    answer = client.post(page, {"seen": "2", "confirm": "on"}, follow=True).content.decode()
    assert "This issue was not published." in answer
    assert "<li>Berrydale&#x27;s count can be worked out.</li><li>Merge two years.</li>" in answer
    assert room.now().state == State.FINAL
    assert not Output.objects.exists()
    monkeypatch.setattr(publishing, "require_safe", lambda run, made_for: None)
    answer = client.post(page, {"seen": "2", "confirm": "on"}, follow=True).content.decode()
    assert "Published" in answer
    assert room.now().state == State.PUBLISHED


def test_the_audit_is_asked_for_every_reader(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(safety, "require_publishable", lambda run, **reader: asked.append((run, reader)))
    partners = Reach(Audience.PARTNERS, frozenset({"berrydale"}))
    safety.require_safe(room.run, [EVERYBODY, partners])
    assert asked == [
        (room.run, {"audience": Audience.PUBLIC, "named": frozenset()}),
        (room.run, {"audience": Audience.PARTNERS, "named": frozenset({"berrydale"})}),
    ]
    monkeypatch.setattr(safety, "require_publishable", unsafe)
    with pytest.raises(NotSafeToPublish):
        safety.require_safe(room.run, [EVERYBODY])


def test_a_reply_signed_while_the_files_are_made_is_not_left_out(room: Newsroom) -> None:
    room.bring_to(State.FINAL)
    waiting = iter([True])

    def tell(done: int) -> None:
        if done == 2 and next(waiting, False):
            room.reply()

    with pytest.raises(NotNow, match="A partnership replied"):
        room.publish(tell=tell)
    assert room.now().state == State.FINAL
    assert not Output.objects.exists()
    assert len(build_issue(room.publish()).replies) == 1


@pytest.mark.parametrize("step", ["add_step", "_said_in"])
def test_an_error_between_the_steps_leaves_nothing(
    room: Newsroom, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.bring_to(State.FINAL)
    real, calls = getattr(publishing, step), []

    def fails(*args: Any, **kwargs: Any) -> Any:
        found = real(*args, **kwargs)
        calls.append(found)
        if step == "add_step" or len(calls) == 2:
            raise MemoryError
        return found

    with monkeypatch.context() as patch:
        patch.setattr(publishing, step, fails)
        with pytest.raises(MemoryError):
            room.publish()
    assert room.now().state == State.FINAL
    assert not Output.objects.exists()
    assert room.publish().state == State.PUBLISHED


def test_whoever_was_away_for_long_shows_who_they_are_first(room: Newsroom) -> None:
    from tests.signing_in import signed_in

    issue = room.bring_to(State.FINAL)
    client = signed_in(room.coordinator, ago=3_600)
    answer = client.post(reverse("reports:publish", args=[issue.pk]), {"seen": "2", "confirm": "on"})
    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]
    assert room.now().state == State.FINAL


# --- The work while somebody waits --------------------------------------------------------------------


def test_the_page_says_how_far_it_is_and_looks_again_only_when_asked(room: Newsroom, client_for: Any) -> None:
    issue = room.bring_to(State.FINAL)
    attempt = begin_publishing(issue=issue, seen=2)
    Attempt.objects.update(done=2)
    client, page = client_for("coordinator"), reverse("reports:publish", args=[issue.pk])
    answer = client.get(page)
    html = answer.content.decode()
    assert "Publishing Benchmark report 2025, issue 1" in html
    assert html.count("Done") == 2
    assert "Refresh" not in answer
    assert client.get(f"{page}?watch=on")["Refresh"] == "5"
    again = client.post(page, {"seen": "2", "confirm": "on"}).content.decode()
    assert "being published already" in again or "Publishing Benchmark" in again
    assert Attempt.objects.get().token == attempt.token
    Attempt.objects.update(beat_at=timezone.now() - SILENCE)
    assert (
        "The last attempt stopped before it was done. Nothing was published"
        in client.get(page).content.decode()
    )
    assert "Refresh" not in client.get(f"{page}?watch=on")


def test_an_attempt_that_was_replaced_publishes_nothing(room: Newsroom) -> None:
    issue = room.bring_to(State.FINAL)
    first = begin_publishing(issue=issue, seen=2)
    Attempt.objects.update(beat_at=timezone.now() - SILENCE)
    second = begin_publishing(issue=issue, seen=2)
    assert first.token != second.token
    work(issue=issue, token=first.token, seen=2, by=room.coordinator)
    assert room.now().state == State.FINAL
    work(issue=issue, token=second.token, seen=2, by=room.coordinator)
    assert room.now().state == State.PUBLISHED
    assert Attempt.objects.get().ended_at is not None


def test_what_nobody_foresaw_is_said_without_its_words(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    issue = room.bring_to(State.FINAL)
    attempt = begin_publishing(issue=issue, seen=2)
    monkeypatch.setattr(attempts, "publish_issue", lambda **given: 1 // 0)
    work(issue=issue, token=attempt.token, seen=2, by=room.coordinator)
    assert Attempt.objects.get().refused == [attempts.BROKEN]
    assert "division" in caplog.text


# --- At once, and killed ----------------------------------------------------------------------------


@pytest.fixture
def own_room(own_database: str) -> Newsroom:
    return Newsroom.open()


def at_once(*calls: Any) -> list[Any]:
    """Run each call on a connection of its own, all starting together. An error is a result too."""
    start = Barrier(len(calls), timeout=20)

    def run(call: Any) -> Any:
        try:
            start.wait()
            return call()
        except UserError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_of_two_coordinators_at_once_one_wins(own_room: Newsroom) -> None:
    steps = at_once(*[lambda: own_room.step(State.FACTUAL_CHECK, seen=0)] * 2)
    assert len([each for each in steps if isinstance(each, Step)]) == 1
    [error] = [each for each in steps if isinstance(each, UserError)]
    assert "was faster: this issue is factual check now" in str(error)
    both = at_once(
        lambda: own_room.step(State.FINAL, seen=1), lambda: own_room.step(State.DRAFT, seen=1, reason="No")
    )
    assert len([each for each in both if isinstance(each, UserError)]) == 1
    assert len(own_room.now().taken) == 2


def test_published_twice_at_once_it_is_published_once(own_room: Newsroom) -> None:
    own_room.bring_to(State.FINAL)
    results = at_once(own_room.publish, own_room.publish)
    assert len([each for each in results if isinstance(each, Issue)]) == 1
    assert Output.objects.count() == len(OUTPUTS)
    assert own_room.now().state == State.PUBLISHED


def test_a_thread_of_the_server_publishes(own_room: Newsroom, settings: Any) -> None:
    """As a live site does it: the request is answered at once, and the page says when it is done."""
    import threading

    from tests.signing_in import signed_in

    settings.WORK_IN_BACKGROUND = True
    issue = own_room.bring_to(State.FINAL)
    client, page = signed_in(own_room.coordinator), reverse("reports:publish", args=[issue.pk])
    before = set(threading.enumerate())
    assert client.post(page, {"seen": "2", "confirm": "on"}).status_code == 302
    for thread in set(threading.enumerate()) - before:
        thread.join(60)
    assert own_room.now().state == State.PUBLISHED
    assert "Everybody can read it now" in client.get(page).content.decode()
    assert Client().get(reverse("published:issue", args=[issue.pk])).status_code == 200


KILLED = """
import os, signal
import django

django.setup()
from tests import databases

databases.point_at({database!r})
from benchmarking.reports.actions import publishing
from benchmarking.reports.models import Output
from tests.integration.reports.newsroom import Newsroom

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

room = Newsroom.open()
if {where!r} == "while the files are made":
    room.publish(tell=lambda done: done == 3 and die())
elif {where!r} == "before the step":
    publishing.add_step = die
elif {where!r} == "after the step":
    real = publishing.add_step
    publishing.add_step = lambda *args, **kwargs: (real(*args, **kwargs), die())
elif {where!r} == "after the end":
    room.publish(tell=lambda done: done == 2 + {files} and die())
room.publish()
"""


@pytest.mark.parametrize(
    ("where", "published"),
    [
        ("while the files are made", False),
        ("before the step", False),
        ("after the step", False),
        ("after the end", True),
    ],
)
def test_killed_at_any_point_it_is_published_whole_or_not_at_all(
    own_room: Newsroom, own_database: str, where: str, published: bool
) -> None:
    own_room.bring_to(State.FINAL)
    program = KILLED.format(database=own_database, where=where, files=len(OUTPUTS))
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
    assert own_room.now().is_published == published
    assert Output.objects.count() == (len(OUTPUTS) if published else 0)
    if not published:
        own_room.publish()
    assert own_room.now().state == State.PUBLISHED
    assert Output.objects.count() == len(OUTPUTS)
