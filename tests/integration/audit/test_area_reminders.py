"""A partnership sees which reminders its agencies got, and is told nothing of another's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from scrutiny.section11.models import Reminder, Round
from scrutiny.section11.rounds.actions import order_reminders
from scrutiny.section11.rounds.reminders.counting import batches_of
from scrutiny.section11.rounds.reminders.recipients import fingerprint, letters_of, to_remind
from tests import audit
from tests.integration.challenge.actions_planned import TODAY
from tests.oracles.html_reading import read_page
from tests.worlds import World

Sign = Callable[[str], Client]


def order(round_: Round, text: str = "Please sign.") -> Any:
    newest = round_.reminder_batches.order_by("-ordered_at").first()
    seen = fingerprint(letters_of(to_remind(round_, TODAY)), newest)
    return order_reminders(round_=round_, text=text, seen=seen, by=World().person("coordinator"))


def shown(client: Client, area: str) -> list[list[str]]:
    page = client.get(f"/area/{area}/audits/audit-2026/reminders/")
    assert page.status_code == 200
    tables = read_page(page.content).tables
    return [row[1:] for row in tables["Reminders"][1:]] if tables else []


@pytest.fixture
def round_(region: World) -> Round:
    return audit.a_round()


def naive(area: str, batch: Any) -> list[str]:
    """Letters one by one: to agencies of this area."""
    letters = [
        each for each in Reminder.objects.filter(batch=batch) if area in audit.EXPECTED[each.expected.organisation.slug][2]
    ]  # fmt: skip
    states = [
        sum(each.state == state for each in letters) for state in ("sent", "waiting", "not_needed", "failed")
    ]
    return [str(number) for number in (len({each.expected_id for each in letters}), len(letters), *states)]


def test_it_counts_the_letters_to_its_agencies_alone(round_: Round, client_for: Sign) -> None:
    batch = order(round_)
    for area in ("applefordshire", "berrydale", "cobblewick"):
        client = client_for(f"manager@{area}")
        assert shown(client, area) == [naive(area, batch)], area
    audit.answer("berrydale-hospital", round_)
    audit.sign_answers("berrydale-hospital", round_)
    call_command("send_reminders", site="http://localhost:8000")
    for area in ("applefordshire", "berrydale", "cobblewick"):
        rows = shown(client_for(f"manager@{area}"), area)
        assert rows == [naive(area, batch)], area
        assert rows[0][3] == "0", "none waits"
    agencies, letters, sent, _, not_needed, _ = shown(client_for("panel@berrydale"), "berrydale")[0]
    assert (agencies, letters, sent, not_needed) == ("4", "8", "6", "2")
    whole = batches_of(round_).get()
    assert whole.letters == 12  # type: ignore[attr-defined]


def test_each_order_stands_there_with_its_words(round_: Round, client_for: Sign) -> None:
    client = client_for("data-officer@berrydale")
    page = client.get("/area/berrydale/audits/audit-2026/reminders/").content.decode()
    assert "No agency that answers to you has been reminded" in page
    order(round_)
    order(round_, "It is late.")
    assert len(shown(client, "berrydale")) == 2
    page = client.get("/area/berrydale/audits/audit-2026/reminders/").content.decode()
    assert page.index("It is late.") < page.index("Please sign.")
    assert "Ordered by Regional scrutiny coordinator" in page
    board = client.get("/area/berrydale/audits/audit-2026/").content.decode()
    assert 'href="/area/berrydale/audits/audit-2026/reminders/"' in board


def test_an_order_of_another_partnership_is_its_own_business(round_: Round, client_for: Sign) -> None:
    batch = order(round_)
    for area, there in (("cobblewick", False), ("berrydale", True)):
        batch.partnership = World().partnership(area)
        batch.save()
        assert bool(shown(client_for("manager@berrydale"), "berrydale")) is there
