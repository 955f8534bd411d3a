"""What agencies plan: kept with every version, shown when it is late, carried on while it is open."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from scrutiny.frameworks.models import Edition
from scrutiny.section11.models import Round
from scrutiny.section11.planned.actions import (
    ActionChanged,
    ActionRefused,
    Planned,
    add_action,
    change_action,
)
from scrutiny.section11.planned.carrying import carry_actions, places
from scrutiny.section11.planned.selectors import board
from tests import audit
from tests.files_made_up import PDF
from tests.integration.audit.desks import AGENCIES, browser, sitting_at, started, url
from tests.integration.audit.test_evidence import a_file
from tests.oracles.html_reading import read_page
from tests.signing_in import signed_in
from tests.worlds import World

EITHER = pytest.mark.parametrize("agency", AGENCIES)
STATEMENT = "policy-easy-to-find"
TODAY = timezone.localdate()
DAY = timedelta(days=1)
SOON = TODAY + 30 * DAY


def plan(
    agency: str,
    round_: Round,
    *,
    what: str = "Print it",
    due: date = SOON,
    statement: str = STATEMENT,
    area: str = "",
) -> Any:
    with sitting_at(agency) as desk:
        planned = Planned(what, "Head of HR", due)
        return add_action(
            desk=desk,
            round_=round_,
            statement=statement,
            area=area,
            planned=planned,
            by=audit.lead_of(agency),
        )


def change(agency: str, action: Any, **more: Any) -> Any:
    given = {
        "seen_version": action.version, "planned": Planned(action.what, action.owner, action.due_on),
        "state": action.state, "note": action.note, "evidence": [], "by": audit.lead_of(agency), **more,
    }  # fmt: skip
    with sitting_at(agency) as desk:
        return change_action(desk=desk, pk=action.pk, **given)


def rows(agency: str, state: str = "") -> list[Any]:
    with sitting_at(agency) as desk:
        return board(desk, day=TODAY, state=state)


def sent(action: Any, **more: str) -> dict[str, str]:
    due = {
        "due_on_day": str(action.due_on.day),
        "due_on_month": str(action.due_on.month),
        "due_on_year": str(action.due_on.year),
    }
    return {
        "what": action.what, "owner": action.owner, "state": action.state, "note": action.note,
        "seen_version": str(action.version), **due, **more,
    }  # fmt: skip


@EITHER
def test_every_version_is_kept(region: World, agency: str) -> None:
    round_ = audit.a_round()
    action = plan(agency, round_)
    second = change(agency, action, state="under_way", note="Half is printed.")
    assert second.version == 2
    assert change(agency, second, seen_version=1).version == 2  # says what stands: a second click
    third = change(agency, second, state="done")
    assert third.done_on == TODAY
    assert change(agency, third, state="open").done_on is None
    with sitting_at(agency):
        kept = [(each.version, each.state, each.note) for each in action.versions.all()]
    assert kept == [
        (1, "open", ""), (2, "under_way", "Half is printed."), (3, "done", "Half is printed."),
        (4, "open", "Half is printed."),
    ]  # fmt: skip


@EITHER
def test_the_second_of_two_is_told_and_nothing_is_lost(region: World, agency: str) -> None:
    round_ = audit.a_round()
    action = plan(agency, round_)
    change(agency, action, state="under_way")
    with pytest.raises(ActionChanged):
        change(agency, action, state="done", seen_version=1)
    page = browser(agency).post(
        url(agency, "action", action.pk), sent(action, state="done", note="All printed.")
    )
    text = page.content.decode()
    assert page.status_code == 409
    assert "Somebody else changed this action" in text
    assert read_page(page.content).tables["The two texts"][1:] == [
        ["State", "Under way", "Done"], ["Note", "–no value", "All printed."],
    ]  # fmt: skip
    assert ">All printed.</textarea>" in text
    again = browser(agency).post(
        url(agency, "action", action.pk), sent(action, state="done", note="All printed.", seen_version="2")
    )
    assert again.status_code == 302
    assert rows(agency)[0].action.version == 3


@EITHER
def test_dropping_needs_a_reason(region: World, agency: str) -> None:
    round_ = audit.a_round()
    action = plan(agency, round_)
    with pytest.raises(ActionRefused, match="Say why"):
        change(agency, action, state="dropped", note=" ")
    page = browser(agency).post(url(agency, "action", action.pk), sent(action, state="dropped"))
    assert "Say why the action is dropped" in page.content.decode()
    assert change(agency, action, state="dropped", note="The building closes.").state == "dropped"


@EITHER
def test_evidence_of_what_was_done(region: World, agency: str) -> None:
    round_ = audit.a_round()
    action, item = plan(agency, round_), a_file(agency)
    other = a_file("threeshires-police", PDF + b"other")
    done = change(agency, action, state="done", evidence=[item.pk, other.pk])
    with sitting_at(agency):
        assert [each.pk for each in done.evidence.all()] == [item.pk]
    assert "Training plan 2026" in browser(agency).get(url(agency, "action", action.pk)).content.decode()


@EITHER
def test_the_board_says_what_is_late_and_its_file_agrees(region: World, agency: str) -> None:
    round_, item, other = audit.a_round(), a_file(agency), a_file(agency, PDF + b"other", "Minutes")
    due = {"Late": TODAY - DAY, "Due today": TODAY, "Later": SOON, "Late but done": TODAY - 9 * DAY}
    made = {what: plan(agency, round_, what=what, due=day) for what, day in due.items()}
    change(agency, made["Late but done"], state="done")
    change(agency, made["Later"], state="under_way", note='=HYPERLINK("x")', evidence=[item.pk, other.pk])
    client = browser(agency)
    for state, expected in {
        "": ["Late but done", "Late", "Due today", "Later"],
        "overdue": ["Late"],
        "to_do": ["Late", "Due today", "Later"],
        "under_way": ["Later"],
        "done": ["Late but done"],
        "dropped": [],
        "nonsense": ["Late but done", "Late", "Due today", "Later"],
    }.items():
        page = client.get(url(agency, "actions"), {"state": state})
        tables = read_page(page.content).tables
        shown = next(iter(tables.values()))[1:] if tables else []
        answer = client.get(url(agency, "actions_csv"), {"state": state}).content.decode("utf-8-sig")
        read = list(csv.DictReader(io.StringIO(answer)))
        assert [each["action"] for each in read] == expected
        assert shown == [_as_shown(each) for each in read]
    assert any(row["note"] == '\'=HYPERLINK("x")' for row in read)
    assert sorted(row["evidence"].count(";") for row in read) == [0, 0, 0, 1]
    page = client.get(url(agency, "actions")).content.decode()
    assert all(f'href="{url(agency, "evidence_item", each.pk)}"' in page for each in (item, other))


def _as_shown(row: dict[str, str]) -> list[str]:
    day = date.fromisoformat
    due = f"{day(row['due_on']).day} {day(row['due_on']):%B %Y}" + (
        " Overdue" if row["overdue"] == "yes" else ""
    )
    done = f" On {day(row['done_on']).day} {day(row['done_on']):%B %Y}" if row["done_on"] else ""
    return [
        f"{row['action']}{row['round']}",
        f"{row['statement_number']} {row['statement']}{row['area']}",
        row["owner"],
        due,
        f"{row['state']}{done}",
        row["evidence"].replace("; ", "") or "–no value",
    ]  # fmt: skip


@EITHER
def test_an_action_is_planned_beside_its_statement(region: World, agency: str) -> None:
    round_ = audit.a_round()
    client, address = browser(agency, "contributor"), url(agency, "action_add", round_.slug, STATEMENT)
    due = {"due_on_day": str(SOON.day), "due_on_month": str(SOON.month), "due_on_year": str(SOON.year)}
    past = {"due_on_day": "1", "due_on_month": "1", "due_on_year": "2020"}
    assert (
        "must be today or later" in client.post(address, {"what": "x", "owner": "y", **past}).content.decode()
    )
    assert client.post(address, {"what": "Put it up", "owner": "Head", **due}).status_code == 302
    assert "Put it up" in client.get(address).content.decode()
    again = client.post(address, {"what": "Put it up", "owner": "Head", **due})
    assert "This action is planned already." in again.content.decode()
    assert client.get(url(agency, "action_add", round_.slug, "nothing-of-this")).status_code == 404


def test_an_action_of_one_area(region: World) -> None:
    agency, round_ = "threeshires-icb", audit.a_round()
    question = next(each for each in audit.work(agency, round_).questions if each.area == "berrydale")
    action = plan(agency, round_, statement=question.statement.id, area="berrydale")
    page = browser(agency).get(url(agency, "action", action.pk)).content.decode()
    assert "Berrydale, Borough of" in page


@EITHER
def test_after_signing_actions_go_on_and_what_was_signed_stays(region: World, agency: str) -> None:
    round_ = audit.a_round()
    audit.answer(agency, round_)
    action = plan(agency, round_)
    signed = audit.sign_answers(agency, round_)
    change(agency, action, state="done")
    plan(agency, round_, what="Another")
    with sitting_at(agency):
        signed.refresh_from_db()
    assert '"state":"open"' in signed.canonical
    assert "Another" not in signed.canonical
    assert len(rows(agency)) == 2


@EITHER
def test_what_is_open_is_carried_into_the_next_round_once(region: World, agency: str) -> None:
    first = audit.a_round("audit-2026")
    item = a_file(agency)
    kept, done = plan(agency, first, what="Goes on"), plan(agency, first, what="Done")
    change(agency, kept, state="under_way", note="Half.", evidence=[item.pk])
    change(agency, done, state="done")
    second = audit.a_round("audit-2027", previous=first)
    after = started(agency, second)
    with sitting_at(agency) as desk:
        before = desk.book.assessments.objects.get(round="audit-2026")
        assert carry_actions(before, after, audit.lead_of(agency)) == []
        carried = after.planned_actions.get()
        assert (carried.what, carried.state, carried.note, carried.carried_from) == (
            "Goes on",
            "under_way",
            "Half.",
            kept.pk,
        )
        assert [each.pk for each in carried.evidence.all()] == [item.pk]
        assert carried.versions.count() == 1
    assert sorted(each.action.what for each in rows(agency)) == ["Done", "Goes on"]
    with pytest.raises(ActionRefused, match="carried into a later round"):
        change(agency, kept, seen_version=2, state="done")
    page = browser(agency).get(url(agency, "action", kept.pk)).content.decode()
    assert url(agency, "action", carried.pk) in page
    assert "<textarea" not in page


def test_where_an_action_goes_in_the_next_edition(region: World) -> None:
    """The same statement; else the one made of it; never to more partnerships than before."""
    before = Edition.objects.get(variant="full", label="2024").content
    today = Edition.objects.get(variant="full", label="2026").content
    areas = ["berrydale", "cobblewick"]
    asked = [
        (each.statement.id, area)
        for each in today
        for area in (areas if each.statement.area_specific else [""])
    ]
    for placed in before:
        key = placed.statement.id
        found = places((key, ""), today, asked, areas)
        made_of = {
            each.statement.id
            for each in today
            if each.statement.change and key in each.statement.change.earlier
        }
        if key not in today.placed and not made_of:
            assert found == [(key, "")]
            continue
        assert {statement for statement, _ in found} <= {key, *made_of}
        assert set(found) <= set(asked)
        for statement, area in places((key, "berrydale"), today, asked, areas):
            assert area == "berrydale", (statement, area)
    shared = next(key for key, area in asked if not area)
    assert places((shared, "berrydale"), today, asked, areas) == [(shared, "berrydale")]
    assert places((shared, "berrydale"), today, asked, ["berrydale"]) == [(shared, "")]


@EITHER
def test_another_agencys_actions_do_not_exist(region: World, agency: str) -> None:
    round_ = audit.a_round()
    action = plan(agency, round_)
    for other in ("threeshires-police", "berrydale-academy", "cobblewick-hospital"):
        stranger = browser(other)
        for address in (
            url(other, "action", action.pk),
            url(agency, "action", action.pk),
            url(agency, "actions"),
        ):
            assert stranger.get(address).status_code == 404
            assert stranger.post(address, sent(action, state="done")).status_code == 404
        assert rows(other) == []
    for who in ("coordinator", "manager@berrydale", "panel@berrydale"):
        assert signed_in(region.person(who)).get(url(agency, "actions")).status_code == 404
    assert rows(agency)[0].action.state == "open"


@EITHER
def test_the_board_asks_the_same_questions_however_full_it_is(
    region: World, agency: str, django_assert_max_num_queries: Any
) -> None:
    round_ = audit.a_round()
    for number in range(30):
        plan(agency, round_, what=f"Action {number}")
    client = browser(agency)
    for name in ("actions", "actions_csv"):
        with django_assert_max_num_queries(20):
            assert client.get(url(agency, name)).status_code == 200
