"""Files that signed answers name, opened by the partnership they were signed for: those, and no others."""

import re
import uuid
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit_trail.models import Event
from partnerships.context import inside, owner_rights
from scrutiny.section11.books import SHARED
from scrutiny.section11.evidence.actions import add_link, withdraw
from scrutiny.section11.evidence.reading import evidence_bytes_for
from scrutiny.section11.evidence.removing import remove
from scrutiny.section11.models import DeliveredEvidence, DeliveredFile, Delivery, EvidenceContent, Round
from scrutiny.section11.planned.actions import Planned, add_action, change_action
from scrutiny.section11.signed import pieces_in
from tests import audit
from tests.files_made_up import PDF
from tests.integration.audit.desks import DESCRIBED, a_file, a_link, browser, choose, sitting_at, url
from tests.integration.challenge.panel import Panel, again
from tests.oracles.whole_audit import faults_of_the_audit
from tests.signing_in import signed_in
from tests.worlds import World

BOTH = pytest.mark.parametrize("agency", ["threeshires-icb", "berrydale-hospital"])
MANY = "threeshires-icb"


def address(round_: Round, agency: str, item: Any, number: int = 1, place: str = "berrydale") -> str:
    pk = getattr(item, "pk", item)
    return f"/area/{place}/audits/{round_.slug}/responses/agencies/{agency}/signed/{number}/evidence/{pk}/"


def panel(place: str = "berrydale") -> Client:
    return signed_in(World().person(f"panel@{place}" if place == "berrydale" else f"manager@{place}"))


def page_of(round_: Round, agency: str, place: str = "berrydale") -> str:
    answer = panel(place).get(f"/area/{place}/audits/{round_.slug}/responses/agencies/{agency}/")
    assert answer.status_code == 200
    return answer.content.decode()


def area_specific(agency: str, round_: Round) -> str:
    return next(each.statement.id for each in audit.work(agency, round_).questions if each.area)


@BOTH
def test_the_panel_opens_a_file_as_the_agency_itself_does(region: World, agency: str) -> None:
    round_ = audit.a_round()
    item = a_file(agency)
    audit.answer(agency, round_)
    choose(agency, round_, item)
    audit.sign_answers(agency, round_)
    link = re.search(rf'href="([^"]+/evidence/{item.pk}/)"', page_of(round_, agency))
    assert link is not None
    assert link[1] == address(round_, agency, item)
    theirs, own = panel().get(link[1]), browser(agency).get(url(agency, "evidence_file", item.pk))
    assert theirs.status_code == own.status_code == 200
    assert theirs.content == own.content == PDF
    said = (
        "Content-Type",
        "Content-Disposition",
        "X-Content-Type-Options",
        "Content-Security-Policy",
        "Cache-Control",
    )
    assert {name: theirs[name] for name in said} == {name: own[name] for name in said}
    assert "attachment" in theirs["Content-Disposition"]
    assert "sandbox" in theirs["Content-Security-Policy"]
    opened = Event.objects.get(action="open evidence")
    assert opened.chain == "berrydale"
    assert str(item.pk) in opened.subject


@BOTH
def test_the_page_says_whether_it_was_looked_through(region: World, agency: str, monkeypatch: Any) -> None:
    round_ = audit.a_round()
    unseen = a_file(agency)
    monkeypatch.setattr("scrutiny.section11.evidence.checking.scanned", lambda name, data: "ClamAV 1.4")
    seen = a_file(agency, PDF + b"other", "Seen")
    audit.answer(agency, round_)
    choose(agency, round_, unseen, seen)
    audit.sign_answers(agency, round_)
    page = page_of(round_, agency)
    assert page.count("not looked through for malware") == 1
    assert "looked through for malware by ClamAV 1.4" in page


@BOTH
def test_links_are_links(region: World, agency: str) -> None:
    round_ = audit.a_round()
    audit.answer(agency, round_)
    with sitting_at(agency) as desk:
        item = add_link(
            desk=desk,
            address="https://www.made-up.example/policy",
            described=DESCRIBED,
            by=audit.lead_of(agency),
        )
    choose(agency, round_, item)
    audit.sign_answers(agency, round_)
    page = page_of(round_, agency)
    assert 'href="https://www.made-up.example/policy" rel="noreferrer noopener"' in page
    assert panel().get(address(round_, agency, item)).status_code == 404


@BOTH
def test_what_no_signed_answer_names_is_not_opened(region: World, agency: str) -> None:
    """Added and not named; named after the signature; of another agency; nobody's."""
    round_ = audit.a_round()
    named, unnamed = a_file(agency), a_file(agency, PDF + b"1", "Not named")
    other = "berrydale-academy"
    foreign = a_file(other)
    audit.answer(agency, round_)
    choose(agency, round_, named)
    audit.sign_answers(agency, round_)
    audit.answer(other, round_)
    choose(other, round_, foreign, statement=audit.work(other, round_).questions[0].statement.id)
    audit.sign_answers(other, round_)
    panel_client = panel()
    assert panel_client.get(address(round_, agency, named)).status_code == 200
    assert panel_client.get(address(round_, other, foreign)).status_code == 200
    Panel(round_).give_back(agency)
    late = a_file(agency, PDF + b"2", "Late")
    choose(agency, round_, named, late, offered=[named])
    wrong = [
        address(round_, agency, unnamed),
        address(round_, agency, late),
        address(round_, agency, foreign),
        address(round_, other, named),
        address(round_, agency, uuid.uuid4()),
        address(round_, agency, named, number=2),
        address(round_, agency, named, number=0),
    ]
    assert [panel_client.get(each).status_code for each in wrong] == [404] * len(wrong)


@BOTH
def test_what_was_signed_stays_readable_when_it_is_signed_again(region: World, agency: str) -> None:
    """The piece leaves the answers and is withdrawn; the earlier signature still names it."""
    round_ = audit.a_round()
    old, new = a_file(agency), a_file(agency, PDF + b"new", "New")
    audit.answer(agency, round_)
    choose(agency, round_, old)
    audit.sign_answers(agency, round_)
    Panel(round_).give_back(agency)
    choose(agency, round_, new, offered=[old])
    with sitting_at(agency) as desk:
        withdraw(desk=desk, pk=old.pk, by=audit.lead_of(agency))
    again(agency, round_)
    client = panel()
    assert client.get(address(round_, agency, old, number=1)).content == PDF
    assert client.get(address(round_, agency, new, number=2)).content == PDF + b"new"
    assert client.get(address(round_, agency, old, number=2)).status_code == 404
    assert client.get(address(round_, agency, new, number=1)).status_code == 404
    earlier = client.get(
        f"/area/berrydale/audits/{round_.slug}/responses/agencies/{agency}/signed/1/"
    ).content.decode()
    assert address(round_, agency, old, number=1) in earlier
    assert str(new.pk) not in earlier


def test_roles_without_the_permission_do_not_open_it(region: World) -> None:
    round_ = audit.a_round()
    item = a_file(MANY)
    audit.answer(MANY, round_)
    choose(MANY, round_, item)
    audit.sign_answers(MANY, round_)
    there = address(round_, MANY, item)
    for who, status in (
        ("data-officer@berrydale", 403), ("reader@berrydale", 403), ("coordinator", 404), ("scrutineer", 404),
        ("manager@cobblewick", 404), (f"lead@{MANY}", 404),
    ):  # fmt: skip
        assert signed_in(region.person(who)).get(there).status_code == status, who
    assert Client().get(there).status_code == 302
    assert not Event.objects.filter(action="open evidence").exists()


def test_a_partnership_is_given_no_file_that_only_anothers_answer_names(region: World) -> None:
    """Not on its pages, not by guessing an address, and not by its database role."""
    round_ = audit.a_round()
    everybodys, theirs = a_file(MANY), a_file(MANY, PDF + b"theirs", "Cobblewick's own")
    unnamed = a_file(MANY, PDF + b"unnamed", "Nobody's")
    audit.answer(MANY, round_)
    choose(MANY, round_, everybodys)
    choose(MANY, round_, theirs, statement=area_specific(MANY, round_), area="cobblewick")
    audit.sign_answers(MANY, round_)
    assert panel("cobblewick").get(address(round_, MANY, theirs, place="cobblewick")).status_code == 200
    assert "Cobblewick's own".replace("'", "&#x27;") in page_of(round_, MANY, "cobblewick")
    assert "Cobblewick" not in page_of(round_, MANY)
    assert panel().get(address(round_, MANY, theirs)).status_code == 404
    cobblewicks = Delivery.objects.get(partnership=region.cobblewick)
    with inside(region.berrydale):
        assert [str(each.pk) for each in DeliveredFile.objects.all()] == [str(everybodys.pk)]
        assert set(DeliveredEvidence.objects.values_list("evidence", flat=True)) == {everybodys.pk}
        found = evidence_bytes_for(SHARED, organisation=MANY, evidence=theirs.pk, signed=cobblewicks)
        assert found is None
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            EvidenceContent.objects.count()
    with inside(region.cobblewick):
        assert set(DeliveredFile.objects.values_list("pk", flat=True)) == {everybodys.pk, theirs.pk}
    assert not DeliveredFile.objects.filter(pk=unnamed.pk).exists()


def test_one_copy_goes_to_all_and_signing_again_makes_no_second(region: World) -> None:
    round_ = audit.a_round()
    item = a_file(MANY)
    audit.answer(MANY, round_)
    choose(MANY, round_, item)
    audit.sign_answers(MANY, round_)
    Panel(round_).give_back(MANY)
    again(MANY, round_)
    assert DeliveredFile.objects.count() == 1
    assert DeliveredEvidence.objects.filter(evidence=item.pk).count() == 6


def prove_action(agency: str, round_: Round, item: Any, statement: str, area: str = "") -> None:
    """Plans an action and puts the file beside it."""
    planned, lead = Planned("Train everybody", "Head of HR", date(2027, 3, 1)), audit.lead_of(agency)
    with sitting_at(agency) as desk:
        action = add_action(
            desk=desk, round_=round_, statement=statement, area=area, planned=planned, by=lead
        )
        change_action(
            desk=desk, pk=action.pk, seen_version=action.version, planned=planned, state="under_way", note="",
            evidence=[item.pk], by=lead,
        )  # fmt: skip


@BOTH
def test_evidence_of_a_planned_action_is_signed_with_it(region: World, agency: str) -> None:
    """Read through before signing, opened by the panel, on the agency's copy; removed, it has no title any more."""
    round_ = audit.a_round()
    item, other = a_file(agency), a_file(agency, PDF + b"other", "Not named")
    audit.answer(agency, round_)
    prove_action(agency, round_, item, audit.work(agency, round_).questions[0].statement.id)
    waiting = audit.submit_answers(agency, round_)
    assert f"under way, evidence: {DESCRIBED.title}" in read_through_by(agency, round_)
    audit.sign_answers(agency, round_, waiting)
    assert address(round_, agency, item) in page_of(round_, agency)
    assert panel().get(address(round_, agency, item)).content == PDF
    assert panel().get(address(round_, agency, other)).status_code == 404
    assert f"Evidence: {DESCRIBED.title}" in copy_of(agency, round_)
    assert faults_of_the_audit() == []
    with sitting_at(agency) as desk:
        remove(desk=desk, pk=item.pk, why="It names a child", by=audit.lead_of(agency))
    assert panel().get(address(round_, agency, item)).status_code == 404
    for text in (page_of(round_, agency), copy_of(agency, round_)):
        assert DESCRIBED.title not in text
        assert "It names a child" in text


def test_evidence_of_an_action_in_one_area_goes_to_that_area_alone(region: World) -> None:
    round_ = audit.a_round()
    item = a_file(MANY)
    audit.answer(MANY, round_)
    prove_action(MANY, round_, item, area_specific(MANY, round_), "cobblewick")
    audit.sign_answers(MANY, round_)
    assert panel("cobblewick").get(address(round_, MANY, item, place="cobblewick")).content == PDF
    assert panel().get(address(round_, MANY, item)).status_code == 404
    with inside(region.berrydale):
        assert not DeliveredFile.objects.exists()


def test_what_was_signed_before_actions_named_evidence_is_read_as_before() -> None:
    """Format 1: an action without evidence."""
    old = {"evidence": [{"id": "a"}], "actions": [{"id": "b", "what": "Train"}]}
    assert pieces_in(old) == [{"id": "a"}]


def read_through_by(agency: str, round_: Round) -> str:
    return browser(agency).get(url(agency, "sign", round_.slug)).content.decode()


def copy_of(agency: str, round_: Round) -> str:
    return browser(agency).get(url(agency, "copy", round_.slug)).content.decode()


def test_a_signature_that_fails_hands_out_nothing(region: World, monkeypatch: Any) -> None:
    round_ = audit.a_round()
    item = a_file(MANY)
    audit.answer(MANY, round_)
    choose(MANY, round_, item)

    def broken(*args: Any, **more: Any) -> None:
        raise RuntimeError("the machine fell over")

    monkeypatch.setattr("scrutiny.section11.answering.actions.note_down", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        audit.sign_answers(MANY, round_)
    assert not DeliveredFile.objects.exists()
    assert not Delivery.objects.exists()


def test_reading_asks_the_same_questions_however_much_is_named(region: World) -> None:
    round_ = audit.a_round()
    audit.answer(MANY, round_)
    audit.sign_answers(MANY, round_)
    client, there = panel(), f"/area/berrydale/audits/{round_.slug}/responses/agencies/{MANY}/"
    few = _queries(client, there)
    Panel(round_).give_back(MANY)
    items = [a_file(MANY, PDF + bytes([number]), f"File {number}") for number in range(65, 85)]
    choose(MANY, round_, *items)
    again(MANY, round_)
    many = _queries(client, there)
    assert many <= few + 2


def _queries(client: Client, there: str) -> int:
    client.get(there)
    with CaptureQueriesContext(connection) as heard:
        assert client.get(there).status_code == 200
    return len(heard)


def test_what_was_delivered_before_there_were_such_rows_is_made_good(region: World) -> None:
    """The migration's own statement, on deliveries that have nothing beside them."""
    round_ = audit.a_round()
    item, link, unnamed = a_file(MANY), a_link(MANY), a_file(MANY, PDF + b"unnamed", "Not named")
    audit.answer(MANY, round_)
    choose(MANY, round_, item, link)
    audit.sign_answers(MANY, round_)

    def rows() -> tuple[list[Any], list[Any]]:
        named = DeliveredEvidence.objects.order_by("delivery", "evidence").values_list("delivery", "evidence")
        files = DeliveredFile.objects.values_list(
            "evidence", "sha256", "file_name", "content_type", "size", "content"
        )
        return list(named), [(*each[:-1], bytes(each[-1])) for each in files]

    before = rows()
    assert len(before[0]) == 6
    assert len(before[1]) == 1
    assert unnamed.pk not in {each[1] for each in before[0]}
    statement = import_module(
        "scrutiny.section11.migrations.0002_evidence_delivered_and_removed"
    ).DELIVERED_BEFORE
    with owner_rights(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM section11_deliveredevidence")
        cursor.execute("DELETE FROM section11_deliveredfile")
        cursor.execute(statement)
    assert rows() == before
