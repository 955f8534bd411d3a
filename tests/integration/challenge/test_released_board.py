"""The region's board of planned actions: what standing returns hold of the round, released by the partnerships alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from scrutiny.returns.audit_payload import ReleasedAction
from scrutiny.returns.models import Kind, Return
from scrutiny.section11.models import Round
from tests import audit_results_world
from tests.integration.challenge.actions_planned import TODAY, close, planned_round, rows_of
from tests.integration.challenge.panel import LOCAL, SHARED, Panel
from tests.worlds import World

BOARD = "/audits/audit-2026/actions/"
Sign = Callable[[str], Client]


@pytest.fixture
def panel(region: World) -> Panel:
    """The round is over; nothing is released yet."""
    found = planned_round()
    close(found.round)
    return found


def action_id(panel: Panel, agency: str, what: str) -> str:
    answers = panel.response(agency).answers.values()
    return next(each["id"] for answer in answers for each in answer["actions"] if each["what"] == what)


def release(panel: Panel, agency: str, *whats: str) -> None:
    panel.release(agency, actions=[action_id(panel, agency, what) for what in whats])


def lodge(panel: Panel, reason: str = "") -> Return:
    return panel.approve(panel.prepare(reason))


def whats(client: Client, **asked: str) -> list[str]:
    return [each["action"] for each in rows_of(client, BOARD, **asked)]


def test_only_what_was_released_and_signed_is_there(panel: Panel, client_for: Sign) -> None:
    client = client_for("analyst")
    release(panel, LOCAL, "Tell the board")
    assert whats(client) == [], "nothing was signed"
    submission = panel.prepare()
    assert whats(client) == [], "it waits for a second person"
    signed = panel.approve(submission)
    (row,) = rows_of(client, BOARD)
    assert (row["action"], row["area"], row["agency"]) == (
        "Tell the board",
        "Berrydale",
        "Berrydale Hospital",
    )
    assert (row["overdue"], row["return_sha256"]) == ("yes", signed.sha256)
    assert row["lodged_on"] == timezone.localdate().isoformat()
    page = client.get(BOARD).content.decode()
    for kept in ("Print it", "Train everybody", "In Berrydale alone", "In Cobblewick alone"):
        assert kept not in page
    assert f'href="/returns/{signed.pk}/"' in page
    assert "Tell the board" in client.get(f"/returns/{signed.pk}/").content.decode()
    assert page.count("Not signed yet") == 2


def test_what_a_correction_takes_back_is_gone(panel: Panel, client_for: Sign) -> None:
    client = client_for("coordinator")
    release(panel, LOCAL, "Tell the board", "=Print it")
    first = lodge(panel)
    assert len(whats(client)) == 2
    release(panel, LOCAL, "=Print it")
    assert len(whats(client)) == 2, "what a signed return holds stays until a correction is signed"
    second = lodge(panel, "One was released by mistake.")
    assert second.supersedes == first
    (row,) = rows_of(client, BOARD)
    assert (row["action"], row["return_sha256"]) == ("'=Print it", second.sha256)
    assert str(first.pk) not in client.get(BOARD).content.decode()


def test_each_partnership_releases_for_itself(panel: Panel, client_for: Sign) -> None:
    client = client_for("coordinator")
    theirs = Panel(panel.round, "cobblewick")
    release(panel, SHARED, "Train everybody", "In Berrydale alone")
    release(theirs, SHARED, "Train everybody")
    for each in (panel, theirs):
        lodge(each)
    found = sorted((each["area"], each["action"]) for each in rows_of(client, BOARD))
    assert found == [
        ("Berrydale", "In Berrydale alone"), ("Berrydale", "Train everybody"), ("Cobblewick", "Train everybody"),
    ]  # fmt: skip
    assert whats(client, area="cobblewick") == ["Train everybody"]
    assert sorted(whats(client, state="overdue")) == ["Train everybody", "Train everybody"]
    assert whats(client, area="berrydale", state="overdue") == ["Train everybody"]
    assert client.get(BOARD, {"area": "applefordshire"}).status_code == 400


def test_returns_of_another_round_and_of_figures_are_not_read(panel: Panel, client_for: Sign) -> None:
    other = audit_results_world.a_round("audit-2025")
    audit_results_world.lodge_audit(other, World().berrydale, with_actions(1, "Of another round"))
    assert Return.objects.filter(kind=Kind.FIGURES).exists()
    assert whats(client_for("coordinator")) == []
    (row,) = rows_of(client_for("coordinator"), "/audits/audit-2025/actions/")
    assert (row["action"], row["state"]) == ("Of another round 0", "Under way")


def with_actions(number: int, what: str = "Action") -> list[object]:
    first, *others = audit_results_world.agencies_of("berrydale")
    statement = first.grades[0].statement
    actions = [
        ReleasedAction(str(each), statement, f"{what} {each}", "Head of HR", TODAY.isoformat(), "under_way")
        for each in range(number)
    ]
    return [replace(first, actions=tuple(actions)), *others]


def test_a_return_that_names_an_edition_unknown_here_still_reads(region: World, client_for: Sign) -> None:
    round_ = audit_results_world.a_round()
    first, *others = with_actions(1)
    audit_results_world.lodge_audit(
        round_, World().berrydale, [replace(first, edition_sha256="f" * 64), *others]
    )  # type: ignore[type-var]
    page = client_for("coordinator").get(BOARD).content.decode()
    assert first.grades[0].statement in page  # type: ignore[attr-defined]


def test_more_returns_and_actions_cost_no_more_queries(region: World, client_for: Sign) -> None:
    round_: Round = audit_results_world.a_round()
    client = client_for("scrutineer")

    def cost() -> list[int]:
        found = []
        for address in (BOARD, f"{BOARD[:-1]}.csv"):
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            found.append(len(asked))
        return found

    audit_results_world.lodge_audit(round_, region.berrydale, with_actions(1))  # type: ignore[arg-type]
    before = cost()
    for slug in ("applefordshire", "cobblewick"):
        audit_results_world.lodge_audit(round_, region.partnership(slug), with_actions(40))  # type: ignore[arg-type]
    assert cost() == before
    assert max(before) <= 10, before
    assert len(client.get(BOARD).context["page"].object_list) == 50


def test_it_is_found_from_the_list_of_rounds_by_who_may_read_it(panel: Panel, client_for: Sign) -> None:
    for who, led in (
        ("coordinator", True),
        ("scrutineer", True),
        ("member", False),
        ("lead@threeshires-icb", False),
    ):
        page = client_for(who).get("/audits/").content.decode()
        assert (f'href="{BOARD}"' in page) is led, who
        assert client_for(who).get(BOARD).status_code == (200 if led else 403)
    assert f'href="{BOARD}"' in client_for("coordinator").get("/audits/audit-2026/").content.decode()
