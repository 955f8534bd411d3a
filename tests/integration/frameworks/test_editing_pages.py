"""Drafting by the forms of the pages: what is saved, what is asked again, and that nothing typed is lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from audit_trail.models import Event
from scrutiny.frameworks.actions import discard_draft, retire_statement
from scrutiny.frameworks.models import Draft, Edition
from tests.integration.frameworks.desk import faults, fingerprint, row, typed
from tests.signing_in import signed_in

Sign = Callable[[str], Client]


@pytest.fixture
def client(client_for: Sign, draft: Draft) -> Client:
    return client_for("coordinator")


def address(draft: Draft, rest: str = "") -> str:
    return f"/frameworks/drafts/{draft.pk}/{rest}"


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def test_a_draft_is_started_on_a_page(client_for: Sign, newest: Edition) -> None:
    client, start = client_for("coordinator"), f"/frameworks/drafts/from/{newest.pk}/"
    assert "Use small letters" in text(client.post(start, {"label": "Edition 27!"}))
    assert "There is an edition 2026 already" in text(client.post(start, {"label": "2026"}))
    response = client.post(start, {"label": "2027"}, follow=True)
    assert "Every statement of 2026 stands in it, unchanged." in text(response)
    assert "There is a draft already" in text(client.get(start))
    assert "draft 2027" in text(client.get("/frameworks/"))


def test_a_statement_is_reworded(client: Client, draft: Draft) -> None:
    statement = row(draft, "board-reports")
    there = address(draft, f"statements/{statement.pk}/")
    data = typed(statement, text="Our board  hears\r\nabout safeguarding each quarter.")
    refused = client.post(there, data)
    assert refused.status_code == 200
    assert "so it is not unchanged" in text(refused)
    assert client.post(there, {**data, "change_kind": "reworded"}).status_code == 302
    assert row(draft, "board-reports").text == "Our board hears about safeguarding each quarter."
    page = text(client.get(address(draft)))
    assert "from 2.3 of edition 2026" in page
    assert "about safeguarding each quarter" in text(client.get(address(draft, "preview/?standard=2")))
    assert "about safeguarding each quarter" in text(client.get(address(draft, "changes/")))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"earlier": "2.99"}, "There is no statement 2.99 in the edition 2026"),
        ({"earlier": ""}, "Enter the number of the one earlier statement"),
        ({"change_kind": "merged"}, "two or more earlier statements"),
        ({"change_kind": "new"}, "comes from none of the earlier ones"),
        ({"change_kind": "reworded"}, "Nothing that is asked has changed"),
        ({"change_kind": ""}, "Select how the statement comes from the edition before"),
        ({"text": "  "}, "Enter statement"),
        ({"grade_1": ""}, "Enter what “Partly in place” means for this statement"),
        ({"guidance": "x" * 801}, "800 characters or fewer"),
        ({"evidence": "\n".join("abcdefgh")}, "must have 6 lines or fewer"),
        ({"evidence": "x"}, "must have 2 to 300 characters"),
        ({"for_whom": ["nobody"]}, "Select which kinds of agency are asked from the list"),
    ],
)
def test_what_is_wrong_is_said_in_words(
    client: Client, draft: Draft, changes: dict[str, str], words: str
) -> None:
    statement = row(draft, "board-reports")
    response = client.post(address(draft, f"statements/{statement.pk}/"), typed(statement, **changes))
    assert response.status_code == 200
    assert words in text(response)
    assert row(draft, "board-reports").version == 1


def test_two_statements_are_merged_and_one_is_added(client: Client, draft: Draft) -> None:
    statement, other = row(draft, "board-reports"), row(draft, "board-questions")
    client.post(address(draft, f"statements/{other.pk}/retire/"), {"reason": "Asked together with reports."})
    merged = typed(statement, text="The board reads and asks.", change_kind="merged", earlier="2.3 2.4")
    assert client.post(address(draft, f"statements/{statement.pk}/"), merged).status_code == 302
    assert row(draft, "the-board-reads-and-asks").earlier == ["board-reports", "board-questions"]
    new = typed(statement, text="Something quite new.", change_kind="new", earlier="")
    add = address(draft, f"standards/{statement.standard_id}/add-statement/")
    assert client.post(add, new).status_code == 302
    assert faults(draft) == []
    assert not draft.retirements.exists()


def test_the_second_editor_sees_both_texts_and_may_save_again(client: Client, draft: Draft) -> None:
    statement = row(draft, "board-reports")
    there = address(draft, f"statements/{statement.pk}/")
    assert client.post(there, typed(statement, guidance="What the first wrote.")).status_code == 302
    mine = typed(statement, guidance="What the second wrote.")
    conflict = client.post(there, mine)
    assert conflict.status_code == 409
    page = text(conflict)
    assert "What the first wrote." in page
    assert page.count("What the second wrote.") >= 2, "in the comparison and still in the form"
    assert row(draft, "board-reports").guidance == "What the first wrote."
    assert client.post(there, {**mine, "seen_version": "2"}).status_code == 302
    assert row(draft, "board-reports").guidance == "What the second wrote."


def test_words_for_a_statement_that_was_retired_meanwhile_are_kept(
    client: Client, draft: Draft, coordinator: Person
) -> None:
    statement = row(draft, "board-reports")
    data = typed(statement, text="Words that took an hour.", change_kind="new", earlier="")
    retire_statement(draft=draft, pk=statement.pk, reason="Asked elsewhere.", by=coordinator)
    response = client.post(address(draft, f"statements/{statement.pk}/"), data)
    assert response.status_code == 409
    page = text(response)
    assert "Words that took an hour." in page
    first = draft.standards.first()
    assert first is not None
    add = address(draft, f"standards/{first.pk}/add-statement/")
    assert f'action="{add}"' in page
    assert client.post(add, data).status_code == 302
    assert row(draft, "words-that-took-an-hour")


def test_words_for_a_draft_that_was_closed_meanwhile_are_shown(
    client: Client, draft: Draft, coordinator: Person
) -> None:
    statement = row(draft, "board-reports")
    discard_draft(draft=draft, by=coordinator)
    there = address(draft, f"statements/{statement.pk}/")
    response = client.post(there, typed(statement, text="Words that took an hour."))
    assert response.status_code == 409
    assert "Words that took an hour." in text(response)
    page = client.get(address(draft))
    assert page.status_code == 200
    assert "This draft is discarded" in text(page)
    assert statement.text in text(page)


def test_standards_by_their_form(client: Client, draft: Draft) -> None:
    data = {
        "title": "A new standard",
        "expectation": "Good.",
        "sources": "Act 2004 | section 1 | A note",
        "place": "1",
    }
    assert "as title | part" in text(
        client.post(address(draft, "standards/add/"), {**data, "sources": "Act"})
    )
    assert client.post(address(draft, "standards/add/"), data).status_code == 302
    new = draft.standards.get(key="a-new-standard")
    assert new.sources == [{"title": "Act 2004", "part": "section 1", "note": "A note"}]
    there = address(draft, f"standards/{new.pk}/")
    assert "Act 2004 | section 1 | A note" in text(client.get(there))
    assert client.post(there, {**data, "title": "Renamed", "seen_version": "1"}).status_code == 302
    conflict = client.post(there, {**data, "title": "Mine", "seen_version": "1"})
    assert conflict.status_code == 409
    assert "Renamed" in text(conflict)
    assert "Mine" in text(conflict)
    assert client.post(address(draft, f"standards/{new.pk}/remove/"), {"confirm": "on"}).status_code == 302
    gone = client.post(there, {**data, "title": "Kept words", "seen_version": "2"})
    assert gone.status_code == 409
    assert "Kept words" in text(gone)
    full = draft.standards.get(key="escalation")
    refused = client.post(address(draft, f"standards/{full.pk}/remove/"), {"confirm": "on"})
    assert "Move or retire them first" in text(refused)


def test_a_description_in_conflict(client: Client, draft: Draft) -> None:
    data = {"label": "2027", "about": "The first text.", "seen_version": "1"}
    assert client.post(address(draft, "details/"), data).status_code == 302
    conflict = client.post(address(draft, "details/"), {**data, "about": "The second text."})
    assert conflict.status_code == 409
    assert "The first text." in text(conflict)
    assert "The second text." in text(conflict)
    assert "There is an edition 2024" in text(
        client.post(address(draft, "details/"), {**data, "label": "2024", "seen_version": "2"})
    )


def test_moving_and_restoring(client: Client, draft: Draft) -> None:
    statement, target = row(draft, "board-reports"), draft.standards.get(key="escalation")
    move = address(draft, f"statements/{statement.pk}/move/")
    assert client.post(move, {"place": f"{target.pk}:1"}).status_code == 302
    assert "Select where it goes from the list" in text(client.post(move, {"place": "7:7"}))
    retire = address(draft, f"statements/{statement.pk}/retire/")
    assert "Say why it is asked no more" in text(client.post(retire, {"reason": " "}))
    assert client.post(retire, {"reason": "Asked elsewhere."}).status_code == 302
    restore = address(draft, "retired/board-reports/restore/")
    assert "Asked elsewhere." in text(client.get(restore))
    assert client.post(restore).status_code == 302
    assert row(draft, "board-reports").standard.key == "senior-lead"


def publishing(draft: Draft) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=30)
    return {
        "valid_from_day": str(day.day),
        "valid_from_month": str(day.month),
        "valid_from_year": str(day.year),
        "seen": fingerprint(draft),
    }


def test_publishing_asks_who_you_are(draft: Draft, coordinator: Person) -> None:
    stale = signed_in(coordinator, ago=3_600)
    response = stale.post(address(draft, "publish/"), publishing(draft))
    assert response.status_code == 302
    assert "/accounts/reauthenticate/" in response["Location"]
    assert Edition.objects.filter(label="2027").count() == 0


def test_publishing_on_the_page(client: Client, draft: Draft) -> None:
    there = address(draft, "publish/")
    data = publishing(draft)
    assert "today or later" in text(client.post(there, {**data, "valid_from_year": "2020"}))
    assert "must be a real date" in text(client.post(there, {**data, "valid_from_month": "13"}))
    stale = client.post(there, {**data, "seen": "0" * 64})
    assert stale.status_code == 409
    assert "Somebody changed the draft" in text(stale)
    response = client.post(there, data, follow=True)
    assert "is published. It cannot be changed any more." in text(response)
    assert client.get(address(draft)).status_code == 302
    assert client.post(there, data).status_code == 409
    assert Event.objects.filter(action="publish edition", chain="").exists()


def test_a_draft_with_faults_offers_no_button(client: Client, draft: Draft) -> None:
    row(draft, "board-reports").delete()
    page = text(client.get(address(draft, "publish/")))
    assert "Publish the edition" not in page
    assert "neither carried over nor retired" in page
    assert "neither carried over nor retired" in text(client.get(address(draft, "changes/")))


def test_withdrawing_on_the_page(client: Client, draft: Draft) -> None:
    there = "/frameworks/section-11/light/2026/withdraw/"
    day = timezone.localdate()
    data = {"last_day_day": str(day.day), "last_day_month": str(day.month), "last_day_year": str(day.year)}
    assert "Say why the edition is withdrawn" in text(client.post(there, data))
    response = client.post(there, {**data, "reason": "It is too long."}, follow=True)
    assert "is withdrawn." in text(response)
    assert "It is too long." in text(response)
    assert client.get(there).status_code == 302
