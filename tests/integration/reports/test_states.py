"""Every step of an issue that is one, and every other refused: by the action in words, by the database in any case."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit_trail.models import Event
from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.reports.actions import NothingNew, NotNow, prepare_issue
from benchmarking.reports.models import Commentary, Issue, Output, Reply, Step
from benchmarking.reports.states import STEPS, State
from kernel.errors import NotPermitted
from kernel.write_once import WrittenOnce
from partnerships.context import inside
from tests.integration.reports.newsroom import TOPIC, Newsroom
from tests.worlds import World

STORED = (State.DRAFT, State.FACTUAL_CHECK, State.FINAL, State.PUBLISHED)
REACHED = (*STORED, State.SUPERSEDED)


@pytest.fixture
def room(region: World) -> Newsroom:
    return Newsroom.open()


def brought_to(room: Newsroom, state: State) -> Issue:
    if state != State.SUPERSEDED:
        return room.bring_to(state)
    room.bring_to(State.PUBLISHED)
    room.bring_to(State.PUBLISHED, room.correction())
    return room.now()


def insert_step(
    issue: Issue, state: State, *, sequence: int | None = None, role: str = "Coordinator"
) -> None:
    """Past the action, as the region's role could."""
    with transaction.atomic():
        Step(
            issue=issue, sequence=len(issue.taken) + 1 if sequence is None else sequence, state=state, by=uuid.uuid4(), role=role,
            reason="Because" if state == State.DRAFT else "", at=timezone.now(),
        ).save()  # fmt: skip


@pytest.mark.parametrize("before", REACHED)
def test_every_step_that_is_none_is_refused(room: Newsroom, before: State) -> None:
    issue = brought_to(room, before)
    assert issue.state == before
    illegal = [to for to in STORED if to not in STEPS[before]]
    assert illegal
    for to in illegal:
        with pytest.raises(NotNow, match=f"This issue is {before}"):
            room.publish(issue) if to == State.PUBLISHED else room.step(to, issue)
        with pytest.raises(DatabaseError, match="no step leads from"):
            insert_step(issue, to)
    with pytest.raises(NotNow):
        room.step(State.SUPERSEDED, issue)
    assert room.now(issue).state == before


def test_the_way_there_and_back(room: Newsroom) -> None:
    assert room.issue.state == State.DRAFT
    room.step(State.FACTUAL_CHECK)
    with pytest.raises(NotNow, match="Say why"):
        room.step(State.DRAFT, reason="  ")
    back = room.step(State.DRAFT, reason="A name is wrong.")
    assert (back.sequence, back.reason, room.now().state) == (2, "A name is wrong.", State.DRAFT)
    published = room.bring_to(State.PUBLISHED)
    assert [step.state for step in published.taken] == [
        "factual check", "draft", "factual check", "final", "published",
    ]  # fmt: skip
    assert all(
        (step.by, step.role) == (room.coordinator.pk, room.coordinator.role_title) for step in published.taken
    )
    actions = list(
        Event.objects.filter(subject=str(room.issue)).order_by("sequence").values_list("action", flat=True)
    )
    assert actions == [
        "prepare report issue", "open factual check", "send report issue back to draft", "open factual check",
        "make report issue final", "publish report issue",
    ]  # fmt: skip


def test_a_step_that_somebody_else_took_is_said(room: Newsroom) -> None:
    room.step(State.FACTUAL_CHECK)
    with pytest.raises(
        NotNow, match="Regional scrutiny coordinator was faster: this issue is factual check now"
    ):
        room.step(State.FINAL, seen=0)
    assert room.now().state == State.FACTUAL_CHECK


def test_steps_are_numbered_without_a_gap(room: Newsroom) -> None:
    for number in (0, 2, 7):
        with pytest.raises(DatabaseError):
            insert_step(room.issue, State.FACTUAL_CHECK, sequence=number)


@pytest.mark.parametrize(
    "row", ["step without a role", "back without a reason", "embargo without final", "unknown"]
)
def test_who_when_and_why_are_held_by_the_database(room: Newsroom, row: str) -> None:
    room.step(State.FACTUAL_CHECK)
    now = timezone.now()
    given: dict[str, Any] = {"by": uuid.uuid4(), "role": "Coordinator", "at": now, "state": State.FINAL}
    given |= {
        "step without a role": {"role": ""},
        "back without a reason": {"state": State.DRAFT},
        "embargo without final": {
            "state": State.DRAFT,
            "reason": "So",
            "embargo_until": now + timedelta(days=1),
        },
        "unknown": {"state": "approved"},
    }[row]
    with pytest.raises(DatabaseError), transaction.atomic():
        Step(issue=room.issue, sequence=2, **given).save()


def test_an_embargo_ends_in_the_future(room: Newsroom) -> None:
    room.step(State.FACTUAL_CHECK)
    with pytest.raises(NotNow, match="embargo"):
        room.step(State.FINAL, embargo_until=timezone.now() - timedelta(minutes=1))
    with pytest.raises(NotNow, match="embargo"):
        room.step(State.DRAFT, embargo_until=timezone.now() + timedelta(days=1))
    until = timezone.now() + timedelta(days=1)
    room.step(State.FINAL, embargo_until=until)
    assert room.now().embargo_until == until


# --- What a state freezes ---------------------------------------------------------------------------


@pytest.mark.parametrize("state", REACHED)
def test_commentary_is_written_until_final(room: Newsroom, state: State) -> None:
    issue = brought_to(room, state)
    if state in (State.DRAFT, State.FACTUAL_CHECK):
        assert room.comment().version == 1
        return
    with pytest.raises(NotNow, match=f"This issue is {state}. Its commentary is frozen"):
        room.comment()
    with pytest.raises(DatabaseError, match="commentary is frozen"), transaction.atomic():
        Commentary(
            issue=issue, about="summary", version=1, text="Late", by=uuid.uuid4(), role="C", at=timezone.now()
        ).save()


@pytest.mark.parametrize("state", REACHED)
def test_replies_are_taken_from_factual_check_to_publication(room: Newsroom, state: State) -> None:
    brought_to(room, state)
    if state in (State.FACTUAL_CHECK, State.FINAL):
        assert room.reply().version == 1
        return
    with pytest.raises(NotNow, match=f"This issue is {state}. It takes no replies"):
        room.reply()


def test_each_signing_is_a_version(room: Newsroom) -> None:
    room.comment("One")
    with pytest.raises(NotNow, match="signed already"):
        room.comment("One", seen=1)
    with pytest.raises(NotNow, match="meanwhile"):
        room.comment("Two", seen=0)
    room.comment("Two", seen=1)
    room.comment("", seen=2)
    assert list(Commentary.objects.order_by("version").values_list("version", "text")) == [
        (1, "One"),
        (2, "Two"),
        (3, ""),
    ]
    with pytest.raises(DatabaseError, match="the next version is number 4"), transaction.atomic():
        Commentary(
            issue=room.issue,
            about="summary",
            version=9,
            text="x",
            by=uuid.uuid4(),
            role="C",
            at=timezone.now(),
        ).save()


def test_texts_have_a_place_and_a_length(room: Newsroom) -> None:
    room.step(State.FACTUAL_CHECK)
    with pytest.raises(NotNow, match="no such section"):
        room.comment(about="topic-weather")
    with pytest.raises(NotNow, match="4,001 characters"):
        room.comment("x" * 4_001)
    with pytest.raises(NotNow, match="2,001 characters"):
        room.reply(text="x" * 2_001)
    with pytest.raises(NotNow, match="Write a text"):
        room.reply(text="  ")
    assert room.comment("a\r\nb\r\r\nc  ").text == "a\nb\n\nc"


def test_a_partnership_replies_for_itself_alone(room: Newsroom) -> None:
    """Nobody of another one, nobody of the region; and the database holds even the region's role back."""
    room.step(State.FACTUAL_CHECK)
    for who, slug in (("data-officer", "berrydale"), ("reader", "berrydale")):
        with pytest.raises(NotPermitted):
            room.reply(slug, who=who)
    world = room.world
    foreign = world.person("manager@cobblewick")
    from benchmarking.reports.actions import sign_reply

    with pytest.raises(NotPermitted), inside(world.berrydale):
        sign_reply(issue=room.issue, partnership=world.berrydale, about=TOPIC, text="x", seen=0, by=foreign)
    row = {"issue": room.issue, "about": TOPIC, "version": 1, "text": "x", "by": uuid.uuid4(), "role": "M",
           "at": timezone.now()}  # fmt: skip
    with connection.cursor() as cursor, inside(world.cobblewick):
        cursor.execute("SELECT current_user")
        role = cursor.fetchone()[0]
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
        inside(world.cobblewick),
    ):
        Reply(partnership=world.berrydale, owner_role=role, **row).save()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Reply(partnership=world.berrydale, owner_role=role, **row).save()
    assert not Reply.objects.exists()
    room.reply("berrydale")
    with inside(world.cobblewick):
        assert not Reply.objects.exists()


# --- Corrections ------------------------------------------------------------------------------------


def test_a_correction_is_a_new_issue_on_a_new_run_that_says_what_changed(room: Newsroom) -> None:
    room.bring_to(State.PUBLISHED)
    with pytest.raises(NothingNew, match="Nothing has changed since issue 1"):
        prepare_issue(run=room.run, by=room.coordinator, changed="A word")
    later = room.later_run()
    with pytest.raises(NotNow, match="Say what a new issue changes"):
        prepare_issue(run=later, by=room.coordinator, changed=" ")
    second = prepare_issue(run=later, by=room.coordinator, changed="Referrals were counted again.")
    assert (second.number, second.corrects, second.changed) == (
        2,
        room.issue,
        "Referrals were counted again.",
    )
    assert second.returns_differ == 2  # the old one and the new one
    assert second.values_differ == 2  # Applefordshire's rate, and the pooled one
    assert room.now().state == State.PUBLISHED
    room.bring_to(State.PUBLISHED, second)
    assert room.now().state == State.SUPERSEDED
    assert room.now(second).state == State.PUBLISHED


def test_the_same_draft_is_found_again(room: Newsroom) -> None:
    assert prepare_issue(run=room.run, by=None) == room.issue
    assert Issue.objects.count() == 1


def test_a_draft_that_another_issue_overtook_is_not_published(room: Newsroom) -> None:
    second = room.correction()  # issue 1 is a draft still, so this corrects nothing
    assert second.corrects is None
    room.bring_to(State.FINAL)
    room.bring_to(State.PUBLISHED, second)
    with pytest.raises(NotNow, match="Issue 2 was published in the meantime"):
        room.publish()
    output = Output(
        issue=room.issue, audience="public", name="x.csv", content_type="text/csv", content=b"", sha256=EMPTY
    )
    output.save()
    with pytest.raises(DatabaseError, match="does not correct the one that stands"):
        insert_step(room.now(), State.PUBLISHED)
    run = run_benchmark(year=None, by=None)
    with pytest.raises(NothingNew):
        prepare_issue(run=run, by=room.coordinator)


EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


# --- Kept -------------------------------------------------------------------------------------------


def test_nothing_is_published_without_its_files(room: Newsroom) -> None:
    issue = room.bring_to(State.FINAL)
    with pytest.raises(DatabaseError, match="together with its files"):
        insert_step(issue, State.PUBLISHED)


def test_files_are_kept_with_a_final_issue_alone_and_hold_their_hash(room: Newsroom) -> None:
    given = {
        "audience": "public",
        "name": "x.csv",
        "content_type": "text/csv",
        "content": b"",
        "sha256": EMPTY,
    }
    with pytest.raises(DatabaseError, match="with a final issue"), transaction.atomic():
        Output(issue=room.issue, **given).save()
    issue = room.bring_to(State.PUBLISHED)
    with pytest.raises(DatabaseError, match="with a final issue"), transaction.atomic():
        Output(issue=issue, **given).save()
    final = room.bring_to(State.FINAL, room.correction())
    with pytest.raises(DatabaseError, match="a_file_is_hashed"), transaction.atomic():
        Output(issue=final, **{**given, "content": b"other"}).save()


@pytest.mark.parametrize("table", ["issue", "step", "commentary", "reply", "output", "agreement", "answer"])
def test_neither_django_nor_the_sites_roles_change_a_row(room: Newsroom, table: str) -> None:
    with pytest.raises(WrittenOnce):
        room.issue.save()
    with pytest.raises(WrittenOnce):
        Issue.objects.all().delete()
    column = "role" if table in ("step", "commentary", "reply", "answer") else "id"
    for statement in (f"DELETE FROM reports_{table}", f"UPDATE reports_{table} SET {column} = {column}"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_final_issue_goes_back_to_draft_with_a_reason_and_loses_its_embargo(room: Newsroom) -> None:
    room.bring_to(State.FINAL, embargo_until=timezone.now() + timedelta(days=3))
    with pytest.raises(NotNow, match="Say why"):
        room.step(State.DRAFT, reason=" ")
    room.step(State.DRAFT, reason="A sentence quotes a count.")
    assert room.now().state == State.DRAFT
    issue = room.bring_to(State.FINAL)
    assert issue.embargo_until is None


def test_a_correction_is_not_out_before_what_it_corrects(room: Newsroom) -> None:
    until = timezone.now() + timedelta(days=3)
    room.bring_to(State.FINAL, embargo_until=until)
    room.publish()
    correction = room.correction()
    room.step(State.FACTUAL_CHECK, correction)
    with pytest.raises(NotNow, match="Issue 1 is under embargo until"):
        room.step(State.FINAL, correction)
    with pytest.raises(NotNow, match="Issue 1 is under embargo until"):
        room.step(State.FINAL, correction, embargo_until=until - timedelta(days=1))
    room.step(State.FINAL, correction, embargo_until=until)
    assert room.now(correction).state == State.FINAL


def test_whoever_may_no_longer_publish_does_not(room: Newsroom) -> None:
    issue = room.bring_to(State.FINAL)

    def ended(done: int) -> None:
        room.coordinator.memberships.update(ended_at=timezone.now(), ends_on=timezone.localdate())

    with pytest.raises(NotNow, match="may no longer"):
        room.publish(tell=ended)
    assert room.now(issue).state == State.FINAL
