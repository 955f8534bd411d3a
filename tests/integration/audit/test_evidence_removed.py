"""Evidence that should never have been added: it goes everywhere, at once, and what was signed still verifies."""

import io
import uuid
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from python_calamine import CalamineWorkbook

from audit_trail.models import Event
from kernel.canonical import sha256_hex
from partnerships.context import inside
from scrutiny.section11.evidence import removing
from scrutiny.section11.evidence.actions import Described, add_link
from scrutiny.section11.evidence.removing import NoReason
from scrutiny.section11.models import DeliveredFile, Delivery, Round
from scrutiny.section11.planned.actions import Planned, add_action
from tests import audit
from tests.files_made_up import PDF
from tests.integration.audit.desks import AGENCIES, STATEMENT, a_file, browser, choose, sitting_at, url
from tests.integration.audit.test_evidence_delivered import address, page_of, panel
from tests.integration.challenge.panel import Panel, again
from tests.signing_in import signed_in
from tests.worlds import World

EITHER = pytest.mark.parametrize("agency", AGENCIES)
SECRET = "Chronology of Made-up Child"
WHY = "it named a child"


def signed_with(agency: str, data: bytes = PDF) -> tuple[Round, Any]:
    round_ = audit.a_round()
    item = a_file(agency, data, SECRET)
    audit.answer(agency, round_)
    choose(agency, round_, item)
    audit.sign_answers(agency, round_)
    return round_, item


def remove(agency: str, item: Any, why: str = WHY) -> Any:
    with sitting_at(agency) as desk:
        return removing.remove(desk=desk, pk=item.pk, why=why, by=audit.lead_of(agency))


def everything(agency: str) -> str:
    """Every row of the book, of what was delivered and of the trail, as text; but for what was signed."""
    with sitting_at(agency), connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
            " AND (table_name LIKE 'section11%' OR table_name LIKE 'self_assessment%' OR table_name LIKE 'audit_trail%')"
            " AND table_name NOT LIKE '%signedanswers' AND table_name NOT LIKE '%delivery'"
            " AND has_table_privilege(format('%I.%I', table_schema, table_name), 'SELECT')"
        )
        found = []
        for schema, table in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{schema}"."{table}" t')
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


@EITHER
def test_the_lead_removes_it_and_nothing_of_it_is_left(region: World, agency: str) -> None:
    _, item = signed_with(agency)
    kept = PDF.hex()
    assert kept in everything(agency)
    assert SECRET in everything(agency)
    client = browser(agency)
    page = client.get(url(agency, "evidence_item", item.pk)).content.decode()
    assert url(agency, "evidence_remove", item.pk) in page
    asked = client.get(url(agency, "evidence_remove", item.pk))
    assert "Signed answers that name it stay as they were signed" in asked.content.decode()
    unsure = client.post(url(agency, "evidence_remove", item.pk), {"why": ""}).content.decode()
    assert "Say why it is removed" in unsure
    assert kept in everything(agency)
    done = client.post(
        url(agency, "evidence_remove", item.pk), {"why": f"{WHY}.", "confirm": "on"}, follow=True
    )
    page = done.content.decode()
    assert "This file was removed on" in page
    assert f"because {WHY}." in page
    assert "Download" not in page
    after = everything(agency)
    assert kept not in after
    assert SECRET not in after
    assert "plan.pdf" not in after
    assert item.sha256 in after
    assert client.get(url(agency, "evidence_file", item.pk)).status_code == 404
    assert SECRET not in client.get(url(agency, "evidence")).content.decode()
    event = Event.objects.get(action="remove evidence")
    assert event.chain == ("" if agency == "threeshires-icb" else "berrydale")
    assert item.sha256 in event.detail
    assert WHY in event.detail


@EITHER
def test_signed_texts_stay_whole_and_their_pages_say_what_happened(region: World, agency: str) -> None:
    round_, item = signed_with(agency)
    with sitting_at(agency) as desk:
        before = desk.book.assessments.objects.get(round=round_.slug).signed.get()
    delivered = {each.pk: each.canonical for each in Delivery.objects.all()}
    reading = panel()
    assert reading.get(address(round_, agency, item)).status_code == 200
    remove(agency, item)
    with sitting_at(agency) as desk:
        after = desk.book.assessments.objects.get(round=round_.slug).signed.get()
    assert after.canonical == before.canonical
    assert sha256_hex(after.canonical) == after.sha256
    assert {each.pk: each.canonical for each in Delivery.objects.all()} == delivered
    assert all(sha256_hex(each.canonical) == each.sha256 for each in Delivery.objects.all())
    page = page_of(round_, agency)
    assert f"because {WHY}." in page
    assert SECRET not in page
    assert reading.get(address(round_, agency, item)).status_code == 404
    client = browser(agency)
    copy = client.get(url(agency, "copy", round_.slug)).content.decode()
    assert f"because {WHY}. SHA-256 {item.sha256}" in copy
    assert SECRET not in copy
    assert "which is not what was signed" not in copy
    sheet = client.get(url(agency, "copy_sheet", round_.slug)).content
    cells = [
        str(cell)
        for row in CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_name("Answers").to_python()
        for cell in row
    ]
    assert any(f"because {WHY}." in cell for cell in cells)
    assert not any(SECRET in cell for cell in cells)
    statement = reading.get(
        f"/area/berrydale/audits/{round_.slug}/responses/statements/{STATEMENT}/"
    ).content.decode()
    assert f"because {WHY}." in statement
    assert SECRET not in statement


@EITHER
def test_what_is_signed_next_does_not_name_it(region: World, agency: str) -> None:
    round_, item = signed_with(agency)
    Panel(round_).give_back(agency)
    remove(agency, item)
    again(agency, round_)
    with sitting_at(agency) as desk:
        newest = desk.book.assessments.objects.get(round=round_.slug).signed.get(number=2)
    assert str(item.pk) not in newest.canonical
    earlier = (
        panel()
        .get(f"/area/berrydale/audits/{round_.slug}/responses/agencies/{agency}/signed/1/")
        .content.decode()
    )
    assert f"because {WHY}." in earlier
    assert SECRET not in earlier


@EITHER
def test_it_goes_from_planned_actions_and_answers_in_the_making(region: World, agency: str) -> None:
    round_ = audit.a_round()
    item = a_file(agency, PDF, SECRET)
    audit.answer(agency, round_, only=1)
    choose(agency, round_, item)
    lead: Any = audit.lead_of(agency)
    with sitting_at(agency) as desk:
        action = add_action(
            desk=desk, round_=round_, statement=STATEMENT, area="", planned=Planned("Print it", "Head of HR", date(2099, 4, 1)),
            by=lead,
        )  # fmt: skip
        action.evidence.set([item.pk])
    remove(agency, item)
    client = browser(agency)
    for name, args in (("actions", ()), ("actions_csv", ()), ("evidence_use", (round_.slug, STATEMENT))):
        assert SECRET not in client.get(url(agency, name, *args)).content.decode(), name
    with sitting_at(agency):
        assert not action.evidence.exists()
        assert not item.uses.exists()


@EITHER
def test_all_of_it_or_nothing(region: World, agency: str, monkeypatch: Any) -> None:
    round_, item = signed_with(agency)
    before = everything(agency)

    def broken(**more: Any) -> None:
        raise RuntimeError("the machine fell over")

    monkeypatch.setattr(removing, "record", broken)
    with pytest.raises(RuntimeError):
        remove(agency, item)
    assert everything(agency) == before
    assert panel().get(address(round_, agency, item)).content == PDF


@EITHER
def test_removing_twice_changes_nothing(region: World, agency: str) -> None:
    _, item = signed_with(agency)
    remove(agency, item)
    once = everything(agency)
    remove(agency, item, "another reason")
    assert everything(agency) == once
    assert browser(agency).get(url(agency, "evidence_remove", item.pk)).status_code == 302


@EITHER
def test_the_same_file_may_be_added_anew_and_is_another_piece(region: World, agency: str) -> None:
    """The fingerprint that is kept bars nobody: whether it may be there is for people to say."""
    _, item = signed_with(agency)
    remove(agency, item)
    assert a_file(agency, PDF, "Once more").pk != item.pk


@EITHER
def test_only_the_lead_of_the_agency_removes(region: World, agency: str) -> None:
    _, item = signed_with(agency)
    there = url(agency, "evidence_remove", item.pk)
    sent = {"why": WHY, "confirm": "on"}
    assert browser(agency, "contributor").post(there, sent).status_code == 403
    item_page = browser(agency, "contributor").get(url(agency, "evidence_item", item.pk)).content.decode()
    assert there not in item_page
    for who in ("coordinator", "manager@berrydale", "panel@berrydale", "lead@threeshires-police"):
        assert signed_in(region.person(who)).post(there, sent).status_code == 404, who
    assert browser(agency).post(url(agency, "evidence_remove", uuid.uuid4()), sent).status_code == 404


@pytest.mark.parametrize("why", ["", "  .", "x" * 301, "a\0b"])
def test_a_reason_is_needed_and_is_one_that_can_be_kept(region: World, why: str) -> None:
    _, item = signed_with("threeshires-icb")
    with pytest.raises(NoReason):
        remove("threeshires-icb", item, why)
    assert DeliveredFile.objects.filter(pk=item.pk).exists()


@EITHER
def test_an_operator_removes_by_the_id(region: World, agency: str, capsys: Any) -> None:
    _, item = signed_with(agency)
    call_command("remove_evidence", str(item.pk), why=WHY)
    assert "removed" in capsys.readouterr().out
    assert PDF.hex() not in everything(agency)
    with sitting_at(agency) as desk:
        assert desk.book.evidence_removals.objects.get().removed_role == removing.OPERATOR
    call_command("remove_evidence", str(item.pk), why=WHY)
    assert "had been removed on" in capsys.readouterr().out
    assert Event.objects.filter(action="remove evidence").count() == 1


def test_an_operator_removes_the_same_file_from_every_library(region: World, capsys: Any) -> None:
    audit.a_round()
    items = [a_file(agency, PDF, SECRET) for agency in (*AGENCIES, "cobblewick-hospital")]
    other = a_file("appleford-club", PDF + b"other", "Stays")
    call_command("remove_evidence", items[0].sha256.upper(), why=WHY)
    assert capsys.readouterr().out.count(": removed") == 3
    for agency in (*AGENCIES, "cobblewick-hospital"):
        assert PDF.hex() not in everything(agency)
    with sitting_at("appleford-club") as desk:
        assert desk.book.evidence_content.objects.filter(evidence=other.pk).exists()


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("nonsense", "neither the id"),
        ("00000000-0000-4000-8000-000000000000", "No agency's library"),
        ("a" * 64, "No agency's library"),
    ],
)
def test_an_operator_is_told_what_is_wrong(region: World, what: str, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("remove_evidence", what, why=WHY)
    with pytest.raises(CommandError, match="Say why"):
        call_command("remove_evidence", what if words != "neither the id" else str(uuid.uuid4()), why=" ")


def test_a_partnership_sees_what_was_removed_of_its_own_deliveries_alone(region: World) -> None:
    """By its database role: the removal, and only of what it was given."""
    agency = "threeshires-icb"
    round_ = audit.a_round()
    everybodys, theirs = a_file(agency), a_file(agency, PDF + b"theirs", "Theirs")
    audit.answer(agency, round_)
    own = next(each.statement.id for each in audit.work(agency, round_).questions if each.area)
    choose(agency, round_, everybodys)
    choose(agency, round_, theirs, statement=own, area="cobblewick")
    audit.sign_answers(agency, round_)
    with sitting_at(agency) as desk:
        model = desk.book.evidence_removals
    for item in (everybodys, theirs):
        remove(agency, item)
    with inside(region.berrydale):
        assert set(model.objects.values_list("pk", flat=True)) == {everybodys.pk}
    with inside(region.cobblewick):
        assert set(model.objects.values_list("pk", flat=True)) == {everybodys.pk, theirs.pk}
    with inside(region.partnership("applefordshire")):
        assert set(model.objects.values_list("pk", flat=True)) == {everybodys.pk}


def test_a_link_is_removed_like_a_file(region: World) -> None:
    agency, round_ = "threeshires-icb", audit.a_round()
    with sitting_at(agency) as desk:
        item = add_link(
            desk=desk, address="https://www.made-up.example/secret", described=Described(SECRET, date(2026, 4, 1), None),
            by=audit.lead_of(agency),
        )  # fmt: skip
    audit.answer(agency, round_)
    choose(agency, round_, item)
    audit.sign_answers(agency, round_)
    assert "made-up.example/secret" in page_of(round_, agency)
    remove(agency, item)
    after = everything(agency)
    assert "made-up.example/secret" not in after
    assert SECRET not in after
    page = page_of(round_, agency)
    assert "This link was removed on" in page
    assert "made-up.example/secret" not in page
