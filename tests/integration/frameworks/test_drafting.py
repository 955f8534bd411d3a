"""Every change to a draft: what it does, what it refuses, and what the trail says of it."""

import json
from dataclasses import replace

import pytest
from django.utils import timezone

from accounts.models import Person
from audit_trail.models import Event
from scrutiny.frameworks.actions import (
    StandardText,
    add_standard,
    add_statement,
    change_standard,
    change_statement,
    describe_draft,
    discard_draft,
    move_statement,
    remove_standard,
    restore_statement,
    retire_statement,
    start_draft,
)
from scrutiny.frameworks.assembling import Assembly
from scrutiny.frameworks.errors import ChangedMeanwhile, DraftClosed, NotAllowed
from scrutiny.frameworks.models import Draft, DraftStandard, DraftStatement, Edition
from tests.integration.frameworks.desk import faults, row, text_of

TEXT = StandardText(
    "A new standard", "It says what good looks like.", [{"title": "Act", "part": "1", "note": None}]
)


def last_event() -> Event:
    return Event.objects.filter(chain="").latest("sequence")


def test_a_draft_is_the_edition_again(draft: Draft, newest: Edition) -> None:
    assembly = Assembly(draft)
    content, before = assembly.content(timezone.localdate()), newest.content
    assert faults(draft) == []
    assert [each.statement.id for each in content] == [each.statement.id for each in before]
    assert {each.statement.change.kind for each in content if each.statement.change} == {"unchanged"}
    assert content.standards[0].sources == before.standards[0].sources
    assert last_event().action == "start draft of an edition"


def test_a_draft_starts_from_the_newest_edition_and_under_a_free_name(
    newest: Edition, coordinator: Person
) -> None:
    earlier = Edition.objects.get(variant="full", label="2024")
    with pytest.raises(NotAllowed, match="newest edition is 2026"):
        start_draft(based_on=earlier, label="2027", by=coordinator)
    with pytest.raises(NotAllowed, match="edition 2024 already"):
        start_draft(based_on=newest, label="2024", by=coordinator)


def test_a_changed_statement_is_remembered_with_its_words_before_and_after(
    draft: Draft, coordinator: Person
) -> None:
    statement = row(draft, "board-reports")
    text = text_of(statement, text="Our board receives a report each term.", change_kind="reworded")
    change_statement(draft=draft, pk=statement.pk, seen_version=1, text=text, by=coordinator)
    stored = row(draft, "board-reports")
    assert (stored.text, stored.version) == ("Our board receives a report each term.", 2)
    event = last_event()
    detail = json.loads(event.detail)
    assert event.action == "change statement in draft"
    assert str(coordinator.pk) in event.actor
    assert detail["changed"]["text"] == [statement.text, stored.text]
    assert faults(draft) == []


def test_a_double_click_is_no_conflict(draft: Draft, coordinator: Person) -> None:
    statement = row(draft, "board-reports")
    text = text_of(statement, guidance="Written once, sent twice.")
    for _ in range(2):
        change_statement(draft=draft, pk=statement.pk, seen_version=1, text=text, by=coordinator)
    assert row(draft, "board-reports").version == 2


def test_a_save_that_changes_nothing_is_no_event(draft: Draft, coordinator: Person) -> None:
    statement, before = row(draft, "board-reports"), Event.objects.count()
    change_statement(draft=draft, pk=statement.pk, seen_version=1, text=text_of(statement), by=coordinator)
    assert Event.objects.count() == before
    assert row(draft, "board-reports").version == 1


def test_a_second_editor_is_told(draft: Draft, coordinator: Person) -> None:
    statement = row(draft, "board-reports")
    first = text_of(statement, guidance="The first editor's guidance.")
    change_statement(draft=draft, pk=statement.pk, seen_version=1, text=first, by=coordinator)
    second = text_of(statement, guidance="The second editor's guidance.")
    with pytest.raises(ChangedMeanwhile):
        change_statement(draft=draft, pk=statement.pk, seen_version=1, text=second, by=coordinator)
    assert row(draft, "board-reports").guidance == "The first editor's guidance."


def test_a_statement_that_is_no_longer_the_same_gets_an_id_of_its_own(
    draft: Draft, coordinator: Person
) -> None:
    statement = row(draft, "board-reports")
    change_statement(
        draft=draft,
        pk=statement.pk,
        seen_version=1,
        text=text_of(statement, text="Somebody reads reports aloud.", change_kind="new", earlier=[]),
        by=coordinator,
    )
    statement.refresh_from_db()
    assert statement.key == "somebody-reads-reports-aloud"
    assert faults(draft) == ["The earlier 2.3 is neither carried over nor retired with a reason."]
    change_statement(
        draft=draft,
        pk=statement.pk,
        seen_version=2,
        text=text_of(statement, change_kind="reworded", earlier=["board-reports"]),
        by=coordinator,
    )
    statement.refresh_from_db()
    assert statement.key == "board-reports"
    assert faults(draft) == []


def test_an_earlier_statement_is_carried_on_once(draft: Draft, coordinator: Person) -> None:
    standard, statement = draft.standards.first(), row(draft, "board-reports")
    assert standard is not None
    with pytest.raises(NotAllowed, match=r"carries the earlier 2\.3 on already"):
        add_statement(
            draft=draft, standard=standard.pk, text=text_of(statement, text="Again."), by=coordinator
        )


def test_a_split_needs_two_parts(draft: Draft, coordinator: Person) -> None:
    statement = row(draft, "board-reports")
    part = text_of(statement, text="Reports say what worries us.", change_kind="split")
    change_statement(draft=draft, pk=statement.pk, seen_version=1, text=part, by=coordinator)
    assert faults(draft) == ["2.3 is the only part of the earlier 2.3: a split has two parts or more."]
    other = text_of(statement, text="Reports come twice a year.", change_kind="split")
    add_statement(draft=draft, standard=statement.standard_id, text=other, by=coordinator)
    assert faults(draft) == []


def test_a_statement_is_retired_with_a_reason_and_asked_again(draft: Draft, coordinator: Person) -> None:
    statement = row(draft, "board-reports")
    with pytest.raises(NotAllowed, match="Say why"):
        retire_statement(draft=draft, pk=statement.pk, reason="  ", by=coordinator)
    retire_statement(draft=draft, pk=statement.pk, reason="It is asked elsewhere.", by=coordinator)
    assert faults(draft) == []
    content = Assembly(draft).content(timezone.localdate())
    assert [(each.id, each.reason) for each in content.retired] == [
        ("board-reports", "It is asked elsewhere.")
    ]
    restore_statement(draft=draft, key="board-reports", by=coordinator)
    assert faults(draft) == []
    restored = row(draft, "board-reports")
    assert (restored.text, restored.standard.key) == (statement.text, "senior-lead")
    assert not draft.retirements.exists()


def test_carrying_a_retired_statement_on_takes_the_retirement_away(draft: Draft, coordinator: Person) -> None:
    gone, other = row(draft, "board-reports"), row(draft, "board-questions")
    retire_statement(draft=draft, pk=gone.pk, reason="It is asked elsewhere.", by=coordinator)
    merged = text_of(other, text="Both.", change_kind="merged", earlier=["board-reports", "board-questions"])
    change_statement(draft=draft, pk=other.pk, seen_version=1, text=merged, by=coordinator)
    assert not draft.retirements.exists()
    assert faults(draft) == []


def test_a_new_statement_leaves_without_a_reason(draft: Draft, coordinator: Person) -> None:
    standard = draft.standards.get(key="escalation")
    text = text_of(row(draft, "board-reports"), text="Asked anew.", change_kind="new", earlier=[])
    new = add_statement(draft=draft, standard=standard.pk, text=text, by=coordinator)
    retire_statement(draft=draft, pk=new.pk, reason="", by=coordinator)
    assert not draft.retirements.exists()


def test_a_statement_moves_within_and_between_standards(draft: Draft, coordinator: Person) -> None:
    statement, target = row(draft, "board-reports"), draft.standards.get(key="escalation")
    move_statement(draft=draft, pk=statement.pk, standard=target.pk, place=1, by=coordinator)
    there = [each.key for each in target.statements.order_by("order")]
    assert there == [
        "escalation-inside",
        "board-reports",
        "escalation-between-agencies",
        "escalation-patterns",
    ]
    assert Assembly(draft).numbers[statement.pk] == "5.2"
    move_statement(draft=draft, pk=statement.pk, standard=target.pk, place=99, by=coordinator)
    assert Assembly(draft).numbers[statement.pk] == "5.4"
    move_statement(draft=draft, pk=statement.pk, standard=target.pk, place=0, by=coordinator)
    assert Assembly(draft).numbers[statement.pk] == "5.1"
    assert faults(draft) == []


def test_standards_are_added_moved_and_removed(draft: Draft, coordinator: Person) -> None:
    new = add_standard(draft=draft, text=TEXT, place=1, by=coordinator)
    assert [each.pk for each in draft.standards.all()].index(new.pk) == 1
    assert faults(draft) == ["Standard 2 has no statement."]
    change_standard(draft=draft, pk=new.pk, seen_version=1, text=TEXT, place=12, by=coordinator)
    assert draft.standards.last() == new
    with pytest.raises(ChangedMeanwhile):
        change_standard(
            draft=draft, pk=new.pk, seen_version=9, text=replace(TEXT, title="Other"), place=0, by=coordinator
        )
    remove_standard(draft=draft, pk=new.pk, by=coordinator)
    with pytest.raises(NotAllowed, match="Move or retire"):
        remove_standard(draft=draft, pk=draft.standards.get(key="escalation").pk, by=coordinator)
    with pytest.raises(DraftStandard.DoesNotExist):
        change_standard(draft=draft, pk=new.pk, seen_version=2, text=TEXT, place=0, by=coordinator)


def test_what_is_empty_is_named(draft: Draft, coordinator: Person) -> None:
    statement = row(draft, "board-reports")
    DraftStatement.objects.filter(pk=statement.pk).update(
        guidance="", evidence=[], grades={**statement.grades, "partly": ""}
    )
    assert faults(draft) == [
        "2.3 lacks guidance, examples of evidence, the description of “Partly in place”."
    ]


def test_a_closed_draft_is_changed_by_nobody(draft: Draft, coordinator: Person) -> None:
    statement = row(draft, "board-reports")
    discard_draft(draft=draft, by=coordinator)
    assert last_event().action == "discard draft of an edition"
    for attempt in (
        lambda: discard_draft(draft=draft, by=coordinator),
        lambda: describe_draft(draft=draft, seen_version=1, label="x", about="About it.", by=coordinator),
        lambda: add_standard(draft=draft, text=TEXT, place=0, by=coordinator),
        lambda: retire_statement(draft=draft, pk=statement.pk, reason="Because.", by=coordinator),
        lambda: change_statement(
            draft=draft, pk=statement.pk, seen_version=1, text=text_of(statement, text="No."), by=coordinator
        ),
    ):
        with pytest.raises(DraftClosed, match="discarded"):
            attempt()


def test_a_description_is_changed_under_a_free_name(draft: Draft, coordinator: Person) -> None:
    describe_draft(draft=draft, seen_version=1, label="2028", about="Another year.", by=coordinator)
    with pytest.raises(ChangedMeanwhile):
        describe_draft(draft=draft, seen_version=1, label="2029", about="And another.", by=coordinator)
    with pytest.raises(NotAllowed):
        describe_draft(draft=draft, seen_version=2, label="2026", about="Another year.", by=coordinator)
    draft.refresh_from_db()
    assert (draft.label, draft.about) == ("2028", "Another year.")
