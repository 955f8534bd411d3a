"""The partnership's board of planned actions: what agencies signed for it, as they last signed it, and nothing else."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.models import Organisation
from scrutiny.section11.evidence.removing import remove
from tests import audit
from tests.files_made_up import PDF
from tests.integration.audit.desks import a_file, a_link, sitting_at
from tests.integration.audit.test_planned import change
from tests.integration.challenge.actions_planned import DAY, TODAY, naive, plan, planned_round, rows_of, sign
from tests.integration.challenge.panel import LOCAL, SCHOOL, SHARED, Panel
from tests.signing_in import signed_in
from tests.worlds import World

BASE = "/area/berrydale/audits/audit-2026"
BOARD = f"{BASE}/actions/"
TOLD = {LOCAL: "Tell the board", SHARED: "Train everybody"}


@pytest.fixture
def panel(region: World) -> Panel:
    return planned_round()


def board(panel: Panel, **asked: str) -> list[dict[str, str]]:
    return rows_of(signed_in(panel.person("panel")), BOARD, **asked)


def whats(rows: list[dict[str, str]]) -> list[str]:
    return [each["action"] for each in rows]


def facts(page: Any) -> dict[str, int]:
    return {each["label"]: each["value"] for each in page.context["facts"]}


def test_it_shows_what_was_signed_for_this_partnership_and_no_other(panel: Panel) -> None:
    rows = board(panel)
    assert whats(rows) == ["Tell the board", "Train everybody", "In Berrydale alone", "'=Print it"]
    assert [each["overdue"] for each in rows] == ["yes", "yes", "no", "no"]
    names = {each.name: each.slug for each in Organisation.objects.all()}
    read = [
        (names[each["agency"]], each["action"].removeprefix("'"), each["due_on"], each["state"])
        for each in rows
    ]
    assert sorted(read) == naive(panel.partnership, panel.round)
    page = signed_in(panel.person("panel")).get(BOARD).content.decode()
    assert "Cobblewick alone" not in page
    assert "another hospital" not in page
    assert "2 of 4 have signed" in " ".join(page.split())
    answers = {each["answers_sha256"] for each in rows if each["agency"] == "Berrydale Hospital"}
    assert answers == {panel.seen(LOCAL)}


def test_each_partnership_reads_its_own_cut(panel: Panel) -> None:
    found = {
        place: whats(rows_of(signed_in(World().person(f"manager@{place}")), f"/area/{place}/audits/audit-2026/actions/"))
        for place in ("applefordshire", "cobblewick")
    }  # fmt: skip
    assert found["applefordshire"] == ["Train everybody"]
    assert sorted(found["cobblewick"]) == ["In Cobblewick alone", "In another hospital", "Train everybody"]


def test_what_is_shown_is_chosen(panel: Panel) -> None:
    assert whats(board(panel, state="overdue")) == ["Tell the board", "Train everybody"]
    assert whats(board(panel, agency=LOCAL)) == ["Tell the board", "'=Print it"]
    assert whats(board(panel, agency=LOCAL, state="overdue")) == ["Tell the board"]
    standards = {each["standard"] for each in board(panel)}
    question = next(q for q in panel.response(LOCAL).questions if q.statement.id == "board-reports")
    chosen = board(panel, standard=question.standard.id)
    assert "Tell the board" in whats(chosen)
    assert {each["standard"] for each in chosen} == {question.standard.title} < standards
    assert board(panel, state="done") == []
    client = signed_in(panel.person("panel"))
    assert "No action fits" in client.get(BOARD, {"state": "done"}).content.decode()
    nonsense = client.get(BOARD, {"agency": "cobblewick-hospital"})
    assert nonsense.status_code == 400
    assert nonsense.context["shown"] == 4, "what is not there to choose shows everything, and says so"


def test_the_facts_count_every_state_whichever_is_shown(panel: Panel) -> None:
    action = plan(SCHOOL, panel.round, "Ask pupils", TODAY, _first(SCHOOL, panel))
    change(SCHOOL, action, state="done")
    sign(SCHOOL, panel.round)
    client = signed_in(panel.person("panel"))
    everything = {"Overdue": 2, "Not started": 4, "Under way": 0, "Done": 1, "Dropped": 0}
    assert facts(client.get(BOARD)) == facts(client.get(BOARD, {"state": "done"})) == everything
    assert facts(client.get(BOARD, {"agency": LOCAL}))["Not started"] == 2


def test_an_action_moves_on_only_when_it_is_signed_again(panel: Panel) -> None:
    with audit.at_desk_of(LOCAL):
        book = audit.book_of(LOCAL).planned_actions
        action = book.objects.get(what="Tell the board")
    change(LOCAL, action, state="done", note="It was told.")
    before = next(each for each in board(panel) if each["action"] == "Tell the board")
    assert (before["state"], before["note"], before["overdue"]) == ("Not started", "", "yes")
    panel.give_back(LOCAL)
    sign(LOCAL, panel.round)
    after = [each for each in board(panel) if each["action"] == "Tell the board"]
    assert [(each["state"], each["note"], each["overdue"]) for each in after] == [
        ("Done", "It was told.", "no")
    ]
    assert after[0]["signed_on"] == timezone.localdate().isoformat()
    assert after[0]["answers_sha256"] == panel.seen(LOCAL) != before["answers_sha256"]


@pytest.mark.parametrize("agency", [LOCAL, SHARED])
def test_its_evidence_opens_from_the_board_until_it_is_removed(panel: Panel, agency: str) -> None:
    item, link, lead = a_file(agency), a_link(agency), audit.lead_of(agency)
    with sitting_at(agency) as desk:
        action = desk.book.planned_actions.objects.get(what=TOLD[agency])
    change(agency, action, evidence=[item.pk, link.pk])
    assert {each["evidence"] for each in board(panel)} == {""}, "not before it is signed"
    panel.give_back(agency)
    sign(agency, panel.round)
    client, file = signed_in(panel.person("panel")), f"/{item.pk}/"
    page = client.get(BOARD).content.decode()
    (address,) = re.findall(rf'href="({BASE}/[^"]*{file}[^"]*)"', page)
    assert client.get(address).content == PDF
    assert 'href="https://www.made-up.example/policy" rel="noreferrer noopener"' in page
    named = {each["action"]: each["evidence"] for each in board(panel)}[TOLD[agency]]
    assert sorted(named.split("; ")) == ["Policy on the web", "Training plan 2026"]
    with sitting_at(agency) as desk:
        remove(desk=desk, pk=item.pk, why="It names a child", by=lead)
    named = {each["action"]: each["evidence"] for each in board(panel)}[TOLD[agency]]
    assert "Policy on the web" in named
    assert "Training plan" not in named
    assert "It names a child" in named
    assert client.get(address).status_code == 404


def test_each_leads_to_the_answer_it_stands_in(panel: Panel) -> None:
    client = signed_in(panel.person("moderator"))
    page = client.get(BOARD).content.decode()
    links = re.findall(rf'href="({BASE}/responses/agencies/[^"#]+)#([^"]+)"', page)
    assert len(links) == 4
    for address, anchor in links:
        assert f'id="{anchor}"' in client.get(address).content.decode()


def test_it_is_found_from_the_boards_and_the_partnerships_page(panel: Panel) -> None:
    for address in ("/area/berrydale/", f"{BASE}/", f"{BASE}/responses/"):
        assert f'href="{BOARD}"' in signed_in(panel.person("manager")).get(address).content.decode(), address
    officer = signed_in(panel.person("data-officer"))
    assert f'href="{BOARD}"' not in officer.get(f"{BASE}/").content.decode(), (
        "who may not read it is not led there"
    )
    assert officer.get(BOARD).status_code == 403


def test_more_agencies_and_actions_cost_no_more_queries(panel: Panel) -> None:
    client = signed_in(panel.person("panel"))

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    pages = (BOARD, f"{BASE}/actions.csv")
    before = [cost(each) for each in pages]
    for number in range(9):
        plan(SCHOOL, panel.round, f"Action {number}", TODAY + number * DAY, _first(SCHOOL, panel))
        plan("threeshires-police", panel.round, f"Action {number}", TODAY)
    for agency in (SCHOOL, "threeshires-police"):
        sign(agency, panel.round)
    assert [cost(each) for each in pages] == before
    assert len(board(panel)) == 22
    assert max(before) <= 20, before


def test_a_long_board_comes_in_pages_and_its_file_whole(panel: Panel) -> None:
    for number in range(50):
        plan(SCHOOL, panel.round, f"Action {number}", TODAY, _first(SCHOOL, panel))
    sign(SCHOOL, panel.round)
    client = signed_in(panel.person("panel"))
    assert len(client.get(BOARD, {"page": "2"}).context["page"].object_list) == 4
    assert client.get(f"{BASE}/actions.csv").content.decode().count("\n") == 55
    assert SHARED in client.get(BOARD).content.decode()


def _first(agency: str, panel: Panel) -> str:
    return next(each.statement.id for each in audit.work(agency, panel.round).questions if not each.area)
