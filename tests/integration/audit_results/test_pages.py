"""The pages of a round's results, over signed returns."""

import csv
import io
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from benchmarking.audit_results.actions import results_of
from benchmarking.audit_results.models import AuditResult
from scrutiny.section11.models import Round
from tests.audit_results_world import a_round, agencies_of, lodge_audit
from tests.worlds import World

Signer = Callable[[str], Client]


@pytest.fixture
def signed_round(region: World) -> Round:
    round_ = a_round()
    for slug in ("applefordshire", "berrydale", "cobblewick"):
        lodge_audit(round_, region.partnership(slug), agencies_of(slug))
    return round_


def page(client: Client, round_: Round, rest: str = "") -> str:
    response = client.get(f"/audits/{round_.slug}/results/{rest}")
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode())


def test_the_grid_says_every_share_with_its_interval(signed_round: Round, client_for: Signer) -> None:
    text = page(client_for("member"), signed_round)
    results = results_of(round_=signed_round, by=None).results
    assert "Answers in this round were made up for a demonstration." in text
    shown = [cell for cell in results.cells if cell.share and cell.key.measure == "counted"]
    assert shown
    for cell in shown:
        assert f"{cell.share.percent}%" in text
        assert f"{cell.share.lower} to {cell.share.upper}; {cell.agencies} agencies" in text


def test_csv_and_page_agree(signed_round: Round, client_for: Signer) -> None:
    client = client_for("member")
    rows = list(csv.DictReader(io.StringIO(page(client, signed_round, "results.csv"))))
    results = results_of(round_=signed_round, by=None).results
    assert len(rows) == len(results.cells)
    for row, cell in zip(rows, results.cells, strict=True):
        assert row["made_up"] == "true"
        assert row["symbol"] == (cell.symbol or "")
        assert (row["upper_grades_percent"] == "") == (cell.share is None)
        if cell.share:
            assert row["upper_grades_percent"] == str(cell.share.percent)
        if cell.symbol:
            assert not any(
                row[name]
                for name in ("answers", "grade_1", "lower", "same", "higher", "median_grade", "kappa")
            )


def test_each_number_leads_to_its_returns(signed_round: Round, client_for: Signer) -> None:
    results = results_of(round_=signed_round, by=None).results
    cell = next(c for c in results.cells if c.share and c.key.level == "area" and c.key.measure == "counted")
    key = cell.key
    address = f"{key.variant}/{key.standard}/{key.level}/{key.group}/"
    member, coordinator = (
        page(client_for("member"), signed_round, address),
        page(client_for("coordinator"), signed_round, address),
    )
    area = next(a for a in results.areas if a.key == key.group)
    assert area.sha256 in re.sub(r"<[^>]*>|\s", "", member)
    assert f"/returns/{area.return_id}/" not in member
    assert f"/returns/{area.return_id}/" in coordinator
    for other in results.areas:
        if other.key != key.group:
            assert other.return_id not in coordinator


def test_names_of_the_silent_are_for_those_who_follow_them(signed_round: Round, client_for: Signer) -> None:
    assert "Berrydale Silent 0" not in page(client_for("member"), signed_round)
    assert "Berrydale Silent 0" in page(client_for("coordinator"), signed_round)
    own = page(client_for("manager@berrydale"), signed_round)
    assert "Berrydale Silent 0" in own
    assert "Cobblewick Silent 0" not in own
    assert "Silent" not in page(client_for("member"), signed_round, "results.csv")


def test_a_round_in_which_some_have_signed_says_which(region: World, client_for: Signer) -> None:
    round_ = a_round(made_up=False)
    lodge_audit(round_, region.berrydale, agencies_of("berrydale"))
    text = page(client_for("member"), round_)
    assert "Signed so far: Berrydale. Not signed yet: Appleford, Cobblewick." in text
    assert "Answers in this round were made up" not in text


def test_a_round_of_history_says_that_no_answers_are_held(region: World, client_for: Signer) -> None:
    round_ = a_round("history", holds_answers=False, made_up=False)
    assert "Its answers are not held here" in page(client_for("member"), round_)
    assert client_for("member").get(f"/audits/{round_.slug}/results/results.csv").status_code == 404


def test_a_round_that_is_not_launched_is_not_there(region: World, client_for: Signer) -> None:
    round_ = a_round("plans", launched_at=None)
    assert client_for("coordinator").get(f"/audits/{round_.slug}/results/").status_code == 404


def test_the_same_returns_are_calculated_once(signed_round: Round) -> None:
    first, second = (results_of(round_=signed_round, by=None) for _ in range(2))
    assert first.pk == second.pk
    assert AuditResult.objects.count() == 1
