"""The library of evidence: what goes in, where it is used, and who may read it."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from audit_trail.models import Event
from partnerships.context import inside
from scrutiny.section11.answering.errors import NotAnAnswer, NotNow
from scrutiny.section11.evidence import actions, malware
from scrutiny.section11.evidence.actions import ThereAlready, add_link, choose_evidence
from scrutiny.section11.evidence.reading import evidence_bytes_for, file_of
from scrutiny.section11.evidence.selectors import where_used
from scrutiny.section11.models import Round
from tests import audit
from tests.files_made_up import BAD, GOOD, PDF
from tests.integration.audit.desks import (
    AGENCIES,
    DESCRIBED,
    STATEMENT,
    a_file,
    browser,
    choose,
    desk_of,
    sitting_at,
    started,
    url,
)
from tests.signing_in import signed_in
from tests.worlds import World

EITHER = pytest.mark.parametrize("agency", AGENCIES)
OTHERS = {
    "threeshires-icb": ("threeshires-police", "berrydale-hospital"),
    "berrydale-hospital": ("berrydale-academy", "threeshires-icb"),
}


def form(**more: Any) -> dict[str, Any]:
    days = {"covers_from_day": "1", "covers_from_month": "4", "covers_from_year": "2026"}
    return {"title": "Training plan 2026", "kind": "file", **days, **more}


def send(agency: str, name: str, data: bytes, client: Client | None = None) -> Any:
    file = SimpleUploadedFile(name, data)
    return (client or browser(agency)).post(url(agency, "evidence_add"), form(file=file))


@EITHER
@pytest.mark.parametrize("name", ["policy.pdf", "Training plan.docx", "older.csv"])
def test_a_file_is_kept_and_comes_back_byte_for_byte(region: World, agency: str, name: str) -> None:
    audit.a_round()
    client = browser(agency)
    page = client.get(send(agency, name, GOOD[name], client).url).content.decode()
    with sitting_at(agency) as desk:
        item = desk.book.evidence.objects.get()
    assert "1 April 2026" in page
    answer = client.get(url(agency, "evidence_file", item.pk))
    assert answer.content == GOOD[name]
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["X-Content-Type-Options"] == "nosniff"
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "no-store" in answer["Cache-Control"]
    event = Event.objects.get(action="add evidence")
    assert event.chain == ("" if agency == "threeshires-icb" else "berrydale")


@EITHER
@pytest.mark.parametrize("case", ["empty", "too large", "a program as PDF", "macros", "a bomb that lies"])
def test_what_is_wrong_is_said_and_nothing_is_stored(region: World, agency: str, case: str) -> None:
    audit.a_round()
    name, data, words = BAD[case]
    answer = send(agency, name, data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f"“{name}”" in page
    assert words in page
    with sitting_at(agency) as desk:
        assert not desk.book.evidence.objects.exists()
        assert not desk.book.evidence_content.objects.exists()


def test_far_too_large_is_refused_at_the_door(region: World) -> None:
    audit.a_round()
    answer = send("threeshires-icb", "a.pdf", PDF + b" " * (15 * 1024 * 1024))
    assert answer.status_code == 413
    assert "evidence for the audit at most 10 MB" in answer.content.decode()


def test_other_addresses_take_no_more_than_before(region: World) -> None:
    audit.a_round()
    client = browser("threeshires-icb")
    for name in ("evidence", "actions"):
        sent = client.post(url("threeshires-icb", name), {"file": SimpleUploadedFile("a.pdf", PDF * 40_000)})
        assert sent.status_code == 413


@EITHER
def test_the_same_file_again_says_where_it_is(region: World, agency: str) -> None:
    audit.a_round()
    item = a_file(agency, title="The first")
    with pytest.raises(ThereAlready, match=r"“plan\.pdf” is in the library already, as “The first”"):
        a_file(agency)
    page = send(agency, "other-name.pdf", PDF).content.decode()
    assert "“other-name.pdf” is in the library already, as “The first”" in page
    assert url(agency, "evidence_item", item.pk) in page
    with sitting_at(agency) as desk:
        assert desk.book.evidence.objects.count() == 1
        actions.withdraw(desk=desk, pk=item.pk, by=audit.lead_of(agency))
    assert a_file(agency).pk != item.pk


def test_two_agencies_may_keep_the_same_file(region: World) -> None:
    audit.a_round()
    assert a_file("threeshires-icb").sha256 == a_file("threeshires-police").sha256


@EITHER
@pytest.mark.parametrize("bytes_fail", [True, False])
def test_row_and_bytes_are_kept_together_or_not_at_all(
    region: World, agency: str, bytes_fail: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit.a_round()

    def broken(*args: Any, **kwargs: Any) -> None:
        raise OSError("the disk is full")

    with sitting_at(agency) as desk:
        monkeypatch.setattr(
            desk.book.evidence_content, "save", broken
        ) if bytes_fail else monkeypatch.setattr(actions, "record", broken)
        with pytest.raises(OSError, match="the disk"):
            a_file(agency)
        assert not desk.book.evidence.objects.exists()
        assert not desk.book.evidence_content.objects.exists()


def test_while_the_scanner_is_silent_nothing_is_taken(region: World, settings: Any) -> None:
    audit.a_round()
    settings.CLAMAV = "127.0.0.1:1"
    page = send("threeshires-icb", "a.pdf", PDF).content.decode()
    assert "“a.pdf” was not stored, because the check for malware is not working" in page
    with sitting_at("threeshires-icb") as desk:
        assert not desk.book.evidence.objects.exists()


def test_what_the_scanner_knows_is_refused(
    region: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit.a_round()
    settings.CLAMAV = "127.0.0.1:1"
    monkeypatch.setattr(
        malware, "_ask", lambda command, data=None: "stream: Bad.Thing FOUND" if data else "ClamAV 1"
    )
    assert "found Bad.Thing" in send("threeshires-icb", "a.pdf", PDF).content.decode()


@EITHER
def test_a_link_is_kept(region: World, agency: str) -> None:
    audit.a_round()
    client = browser(agency, "contributor")
    for wrong in ("", "javascript:alert(1)", "ftp://x.example/", "https://"):
        assert client.post(url(agency, "evidence_add"), form(kind="link", address=wrong)).status_code == 200
    sent = client.post(
        url(agency, "evidence_add"), form(kind="link", address="https://www.made-up.example/policy")
    )
    assert "https://www.made-up.example/policy" in client.get(sent.url).content.decode()
    with sitting_at(agency) as desk:
        item = desk.book.evidence.objects.get()
        assert (item.kind, item.sha256, file_of(item)) == ("link", "", None)
    assert client.get(url(agency, "evidence_file", item.pk)).status_code == 404


@EITHER
def test_periods_are_checked(region: World, agency: str) -> None:
    audit.a_round()
    early = {"covers_until_day": "31", "covers_until_month": "3", "covers_until_year": "2026"}
    sent = browser(agency).post(
        url(agency, "evidence_add"), form(kind="link", address="https://x.example", **early)
    )
    assert "must not be before “Covers from”" in sent.content.decode()


@EITHER
def test_one_piece_beside_several_statements_and_rounds(region: World, agency: str) -> None:
    first = audit.a_round("audit-2026")
    item = a_file(agency)
    choose(agency, first, item)
    choose(agency, first, item, statement="board-reports")
    choose(agency, audit.a_round("audit-2027", previous=first), item)
    with sitting_at(agency):
        found = [(each.round_slug, each.statement, bool(each.placed)) for each in where_used(item)]
    assert sorted(found) == [
        ("audit-2026", "board-reports", True), ("audit-2026", STATEMENT, True), ("audit-2027", STATEMENT, True),
    ]  # fmt: skip
    page = browser(agency).get(url(agency, "evidence_item", item.pk)).content.decode()
    assert "Section 11 audit-2027" in page


@EITHER
def test_choosing_adds_and_takes_away_only_what_was_offered(region: World, agency: str) -> None:
    round_ = audit.a_round()
    one, two, three = (
        a_file(agency, PDF, "One"),
        a_file(agency, PDF + b"2", "Two"),
        a_file(agency, PDF + b"3", "Three"),
    )
    choose(agency, round_, one, two, offered=[one, two])
    choose(agency, round_, one, offered=[one, two])
    choose(agency, round_, three, offered=[three])
    with sitting_at(agency) as desk:
        beside = {use.evidence.title for use in desk.book.assessments.objects.get().evidence_uses.all()}
    assert beside == {"One", "Three"}


@EITHER
def test_the_page_of_a_statement_chooses(region: World, agency: str) -> None:
    round_ = audit.a_round()
    item = a_file(agency)
    client, address = browser(agency), url(agency, "evidence_use", round_.slug, STATEMENT)
    assert "Training plan 2026" in client.get(address).content.decode()
    sent = client.post(address, {"evidence": [str(item.pk)], "offered": f"{item.pk} nonsense"})
    assert sent.status_code == 302
    assert "checked" in client.get(address).content.decode()
    client.post(address, {"evidence": [], "offered": str(item.pk)})
    with sitting_at(agency) as desk:
        assert not desk.book.assessments.objects.get().evidence_uses.exists()


@EITHER
def test_a_new_piece_goes_beside_the_statement_it_was_added_for(region: World, agency: str) -> None:
    round_ = audit.a_round()
    address = f"{url(agency, 'evidence_add')}?round={round_.slug}&question={STATEMENT}"
    sent = browser(agency).post(address, form(file=SimpleUploadedFile("a.pdf", PDF)))
    assert sent.url == url(agency, "evidence_use", round_.slug, STATEMENT)
    with sitting_at(agency) as desk:
        assert desk.book.assessments.objects.get().evidence_uses.get().statement == STATEMENT


@EITHER
def test_what_is_not_asked_has_no_evidence(region: World, agency: str) -> None:
    round_ = audit.a_round()
    item = a_file(agency)
    with pytest.raises(NotAnAnswer):
        choose(agency, round_, item, statement="nothing-of-this")
    with pytest.raises(NotAnAnswer):
        choose(agency, round_, item, area="cobblewick" if agency != "threeshires-icb" else "berrydale")
    assert browser(agency).get(url(agency, "evidence_use", round_.slug, "nothing-of-this")).status_code == 404


@EITHER
def test_signed_answers_are_locked_and_name_their_evidence(region: World, agency: str) -> None:
    round_ = audit.a_round()
    item = a_file(agency)
    audit.answer(agency, round_)
    choose(agency, round_, item)
    signed = audit.sign_answers(agency, round_)
    assert str(item.pk) in signed.canonical
    assert item.sha256 in signed.canonical
    with pytest.raises(NotNow, match="are signed"):
        choose(agency, round_, offered=[item])
    with sitting_at(agency) as desk:
        actions.withdraw(desk=desk, pk=item.pk, by=audit.lead_of(agency))
        actions.withdraw(desk=desk, pk=item.pk, by=audit.lead_of(agency))
        assert item.uses.count() == 1
    assert browser(agency).get(url(agency, "evidence_file", item.pk)).content == PDF
    assert Event.objects.filter(action="withdraw evidence").count() == 1


@EITHER
def test_withdrawn_before_it_was_signed_it_is_gone_from_the_answers(region: World, agency: str) -> None:
    round_ = audit.a_round()
    item = a_file(agency)
    choose(agency, round_, item)
    client = browser(agency)
    assert client.get(url(agency, "evidence_withdraw", item.pk)).status_code == 200
    assert client.post(url(agency, "evidence_withdraw", item.pk)).status_code == 302
    with sitting_at(agency):
        assert not item.uses.exists()
    assert client.get(url(agency, "evidence_file", item.pk)).status_code == 404
    choose(agency, round_, item)
    with sitting_at(agency):
        assert not item.uses.exists()


# --- Who may read it ------------------------------------------------------------------------------


@EITHER
def test_another_agencys_evidence_does_not_exist(region: World, agency: str) -> None:
    """By its id, under the address of the agency's own desk, in its own book and across books."""
    round_ = audit.a_round()
    own = a_file(agency)
    for other in OTHERS[agency]:
        stranger = browser(other)
        for name in ("evidence_item", "evidence_file", "evidence_withdraw"):
            assert stranger.get(url(other, name, own.pk)).status_code == 404
            assert stranger.get(url(agency, name, own.pk)).status_code == 404
        assert stranger.post(url(other, "evidence_withdraw", own.pk)).status_code == 404
        stranger.post(
            url(other, "evidence_use", round_.slug, STATEMENT),
            {"evidence": [str(own.pk)], "offered": str(own.pk)},
        )
        with sitting_at(other) as desk:
            choose_evidence(
                desk=desk, round_=round_, statement="policy-easy-to-find" if other != "berrydale-academy" else _asked(other, round_),
                area="", chosen=[own.pk], offered=[own.pk], by=audit.lead_of(other),
            )  # fmt: skip
            assert not desk.book.assessments.objects.get(organisation=other).evidence_uses.exists()
    with sitting_at(agency):
        own.refresh_from_db()
        assert own.withdrawn_at is None


def _asked(agency: str, round_: Round) -> str:
    return next(each.statement.id for each in audit.work(agency, round_).questions if not each.area)


@EITHER
def test_people_of_the_region_and_of_partnerships_see_no_library(region: World, agency: str) -> None:
    audit.a_round()
    item = a_file(agency)
    for who in ("coordinator", "scrutineer", "manager@berrydale", "panel@berrydale", "manager@cobblewick"):
        client = signed_in(region.person(who))
        for address in (url(agency, "evidence"), url(agency, "evidence_file", item.pk)):
            assert client.get(address).status_code == 404
    assert Client().get(url(agency, "evidence_file", item.pk)).status_code == 302


def test_a_desk_of_one_area_is_not_found_in_another(region: World) -> None:
    audit.a_round()
    item = a_file("berrydale-hospital")
    client = browser("berrydale-hospital")
    assert client.get(f"/area/cobblewick/agency/berrydale-hospital/evidence/{item.pk}/").status_code == 404
    assert client.get(f"/agency/berrydale-hospital/evidence/{item.pk}/file/").status_code == 404


def test_a_partnership_reads_files_that_signed_answers_of_its_own_book_name(region: World) -> None:
    round_ = audit.a_round()
    agency = "berrydale-hospital"
    item, other = a_file(agency), a_file(agency, PDF + b"other", "Not named")
    audit.answer(agency, round_)
    choose(agency, round_, item)
    signed = audit.sign_answers(agency, round_)
    book = audit.book_of(agency)
    with inside(region.berrydale):
        found = evidence_bytes_for(book, organisation=agency, evidence=item.pk, signed=signed)
        assert found is not None
        assert (found.name, found.data) == ("plan.pdf", PDF)
        for organisation, pk in ((agency, other.pk), ("berrydale-academy", item.pk), (agency, uuid.uuid4())):
            assert evidence_bytes_for(book, organisation=organisation, evidence=pk, signed=signed) is None


def test_files_of_the_shared_book_stay_there(region: World) -> None:
    round_ = audit.a_round()
    agency = "threeshires-icb"
    item = a_file(agency)
    audit.answer(agency, round_)
    choose(agency, round_, item)
    signed = audit.sign_answers(agency, round_)
    assert (
        evidence_bytes_for(audit.book_of(agency), organisation=agency, evidence=item.pk, signed=signed)
        is None
    )
    with (
        inside(region.berrydale),
        connection.cursor() as cursor,
        pytest.raises(Exception, match="permission denied"),
    ):
        cursor.execute("SELECT count(*) FROM public.section11_evidencecontent")


# --- Constant numbers of queries ------------------------------------------------------------------


@EITHER
def test_the_library_asks_the_same_questions_however_full_it_is(
    region: World, agency: str, django_assert_max_num_queries: Any
) -> None:
    round_ = audit.a_round()
    client = browser(agency)
    started(agency, round_)
    with sitting_at(agency) as desk:
        for number in range(30):
            add_link(
                desk=desk,
                address=f"https://x.example/{number}",
                described=DESCRIBED,
                by=audit.lead_of(agency),
            )
    for name, args in (("evidence", ()), ("evidence_use", (round_.slug, STATEMENT))):
        with django_assert_max_num_queries(24):
            assert client.get(url(agency, name, *args)).status_code == 200


def test_a_round_that_is_over_locks_choosing(region: World) -> None:
    today = timezone.localdate()
    round_ = audit.a_round(opens_on=today - timedelta(days=9), closes_on=today)
    item = a_file("threeshires-icb")
    started("threeshires-icb", round_)
    Round.objects.filter(pk=round_.pk).update(closes_on=today - timedelta(days=1))
    with pytest.raises(NotNow, match="could be changed until"):
        choose("threeshires-icb", Round.objects.get(pk=round_.pk), item)
    page = browser("threeshires-icb").get(url("threeshires-icb", "evidence_use", round_.slug, STATEMENT))
    assert "could be changed until" in page.content.decode()
    assert desk_of("threeshires-icb").chain == ""
