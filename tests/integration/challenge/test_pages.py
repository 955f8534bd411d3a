"""The pages of the challenge, the return and the survey, as people of Berrydale and practitioners use them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from audit_trail.models import Event
from partnerships.context import inside
from partnerships.models import Organisation
from scrutiny.independence.actions import declare
from scrutiny.returns.models import Kind, Return
from scrutiny.section11.models import ReturnRequest, Round, Stage
from tenants.challenge.models import ModeratedGrade, Release, Survey, SurveyReply
from tenants.sign_off.models import State, Submission
from tests.integration.challenge.panel import LOCAL, SHARED, SILENT, STATEMENT, Panel, again
from tests.signing_in import signed_in

BASE = "/area/berrydale/audits/audit-2026"
BOTH_BOOKS = pytest.mark.parametrize("agency", [SHARED, LOCAL])


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def as_(panel: Panel, word: str) -> Client:
    return signed_in(panel.person(word))


def close(panel: Panel) -> None:
    Round.objects.filter(pk=panel.round.pk).update(closes_on=timezone.localdate() - timedelta(days=1))
    panel.round.refresh_from_db()


def date_parts(name: str, days: int) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=days)
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def test_the_home_page_leads_to_the_audit(panel: Panel) -> None:
    page = as_(panel, "manager").get("/area/berrydale/").content.decode()
    for rest in ("responses", "survey", "return"):
        assert f'href="{BASE}/{rest}/"' in page
    assert "Section 11 audit" not in as_(panel, "reader").get("/area/berrydale/").content.decode()


def test_agencies_with_stage_and_grades(panel: Panel) -> None:
    panel.moderate(LOCAL)
    page = text_of(as_(panel, "panel").get(f"{BASE}/responses/"))
    assert "NHS Threeshires Integrated Care Board" in page
    assert "Signed off" in page
    assert "Not started" in page
    assert re.search(r"\d+ in place", page)
    assert "1 partly in place" in page.lower() or "1 partly" in page


@BOTH_BOOKS
def test_one_agency_with_its_answers(panel: Panel, agency: str) -> None:
    panel.moderate(agency)
    page = text_of(as_(panel, "moderator").get(f"{BASE}/responses/agencies/{agency}/"))
    assert f"What we do about {STATEMENT}." in page
    assert "The minutes say otherwise." in page
    assert "Scrutineer of the audit" in page
    assert "Record a moderated grade" in page
    assert "Record a moderated grade" not in text_of(
        as_(panel, "panel").get(f"{BASE}/responses/agencies/{agency}/")
    )


def test_reading_across(panel: Panel) -> None:
    client = as_(panel, "panel")
    standard = next(q.standard.id for q in panel.response(LOCAL).questions if q.statement.id == STATEMENT)
    page = text_of(client.get(f"{BASE}/responses/standards/{standard}/"))
    assert "NHS Threeshires" in page
    assert "Not signed" in page
    one = text_of(client.get(f"{BASE}/responses/statements/{STATEMENT}/"))
    assert one.count(f"What we do about {STATEMENT}.") == 2
    assert "No signed answer yet from: Threeshires Police" in one
    assert client.get(f"{BASE}/responses/standards/nothing/").status_code == 404
    assert client.get(f"{BASE}/responses/statements/nothing/").status_code == 404


@BOTH_BOOKS
def test_returning_and_what_changed(panel: Panel, agency: str) -> None:
    client, page = as_(panel, "panel"), f"{BASE}/responses/agencies/{agency}/return-for-changes/"
    empty = client.post(page, {})
    assert empty.status_code == 200
    assert "Say what needs to change" in text_of(empty)
    assert ReturnRequest.objects.count() == 0
    data = {"note": "Say how often.", "statements": STATEMENT, "seen_sha256": panel.seen(agency)}
    done = client.post(page, data | date_parts("until", 5))
    assert done.status_code == 302
    assert panel.response(agency).stage is Stage.RETURNED
    assert "1 statements returned" in text_of(client.get(done["Location"])).replace(
        "1 statement ", "1 statements "
    )
    again(agency, panel.round)
    earlier = text_of(client.get(f"{BASE}/responses/agencies/{agency}/signed/1/"))
    assert "1 statement changed" in earlier
    assert "In place, then Not yet" in earlier
    assert client.get(f"{BASE}/responses/agencies/{agency}/signed/2/").status_code == 404


def test_a_stale_page_returns_nothing(panel: Panel) -> None:
    data = {"note": "Why?", "seen_sha256": "0" * 64} | date_parts("until", 5)
    answer = as_(panel, "panel").post(f"{BASE}/responses/agencies/{LOCAL}/return-for-changes/", data)
    assert "signed its answers again" in text_of(answer)
    assert ReturnRequest.objects.count() == 0


def test_moderating_on_the_page(panel: Panel) -> None:
    client = as_(panel, "moderator")
    page = f"{BASE}/responses/agencies/{LOCAL}/statements/{STATEMENT}/moderate/"
    shown = client.get(page).content.decode()
    hidden = dict(re.findall(r'name="(seen_\w+)" value="(\w*)"', shown))
    assert hidden == {"seen_sha256": panel.seen(LOCAL), "seen_moderation": ""}
    assert client.post(page, hidden | {"grade": "partly"}).status_code == 200
    assert client.post(page, hidden | {"grade": "partly", "reason": "Seen."}).status_code == 302
    second = client.post(page, hidden | {"grade": "not-yet", "reason": "A second click."})
    assert "Somebody else moderated" in text_of(second)
    with inside(panel.partnership):
        assert ModeratedGrade.objects.count() == 1
    missing = f"{BASE}/responses/agencies/{LOCAL}/statements/nothing/moderate/"
    assert client.get(missing).status_code == 404


def test_a_conflict_is_refused_in_plain_words_and_by_the_action(panel: Panel) -> None:
    declare(
        organisation=Organisation.objects.get(slug=LOCAL), nature="employed", by=panel.person("moderator")
    )
    client = as_(panel, "moderator")
    page = f"{BASE}/responses/agencies/{LOCAL}/statements/{STATEMENT}/moderate/"
    shown = text_of(client.get(page))
    assert "You cannot moderate this agency" in shown
    assert "you declared a tie to Berrydale" in shown
    answer = client.post(page, {"grade": "partly", "reason": "Mine.", "seen_sha256": panel.seen(LOCAL)})
    assert "conflict of interest" in text_of(answer)
    with inside(panel.partnership):
        assert ModeratedGrade.objects.count() == 0


def test_releasing_on_the_page(panel: Panel) -> None:
    client, page = as_(panel, "manager"), f"{BASE}/responses/agencies/{SHARED}/release/"
    assert f"What we do about {STATEMENT}." in text_of(client.get(page))
    seen = {"seen_sha256": panel.seen(SHARED)}
    assert client.post(page, seen | {"narratives": [STATEMENT]}).status_code == 302
    assert re.search(rf'value="{STATEMENT}"[^>]* checked', client.get(page).content.decode())
    assert client.post(page, seen).status_code == 302
    with inside(panel.partnership):
        assert [each.released for each in Release.objects.all()] == [True, False]


# --- The return -------------------------------------------------------------------------------------


def test_the_return_from_first_look_to_receipt(panel: Panel) -> None:
    panel.release(LOCAL, narratives=[STATEMENT])
    panel.moderate(LOCAL)
    officer, approver = as_(panel, "data-officer"), as_(panel, "approver")
    assert "have not signed their answers" in text_of(officer.get(f"{BASE}/return/"))
    close(panel)
    shown = officer.get(f"{BASE}/return/")
    assert f"What we do about {STATEMENT}." in text_of(shown)
    assert text_of(shown).count("What we do about") == 1
    assert "Had not signed its answers" in text_of(shown)
    (seen,) = re.findall(r'name="seen_sha256" value="(\w+)"', shown.content.decode())
    prepared = officer.post(f"{BASE}/return/", {"seen_sha256": seen})
    assert prepared.status_code == 302
    page = prepared["Location"]
    mine = text_of(officer.get(page))
    assert "somebody else has to approve it" in mine
    assert "Take it back" in mine
    assert "Check and approve the audit return" in text_of(approver.get("/area/berrydale/"))
    assert "See the return you prepared" in text_of(officer.get("/area/berrydale/"))
    decide = approver.get(page)
    assert f"What we do about {STATEMENT}." in text_of(decide)
    assert approver.post(f"{page}approve/", {"seen_sha256": seen}).status_code == 200
    signed = approver.post(f"{page}approve/", {"seen_sha256": seen, "confirm": "on"})
    assert signed.status_code == 302
    lodged = Return.objects.get(kind=Kind.SECTION_11)
    receipt = text_of(approver.get(signed["Location"]))
    assert lodged.sha256[:8] in receipt
    assert f"What we do about {STATEMENT}." in receipt
    assert "4 expected, 2 signed their answers" in receipt
    text = approver.get(f"/area/berrydale/returns/{lodged.pk}/signed-text.json")
    assert text.content.decode() == lodged.payload
    assert "nothing to correct" in text_of(officer.get(f"{BASE}/return/"))
    assert "Section 11 audit" in text_of(officer.get("/area/berrydale/returns/"))


def test_signing_needs_somebody_who_showed_who_they_are(panel: Panel) -> None:
    close(panel)
    submission = panel.prepare()
    stale = signed_in(panel.person("approver"), ago=3600)
    answer = stale.post(
        f"{BASE}/return/{submission.pk}/approve/",
        {"seen_sha256": submission.content_sha256, "confirm": "on"},
    )
    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]
    assert not Return.objects.filter(kind=Kind.SECTION_11).exists()


def test_what_changed_in_between_is_said_and_refused(panel: Panel) -> None:
    close(panel)
    submission = panel.prepare()
    panel.moderate(LOCAL)
    approver, page = as_(panel, "approver"), f"{BASE}/return/{submission.pk}/"
    assert "Something was changed after this return was prepared" in text_of(approver.get(page))
    answer = approver.post(f"{page}approve/", {"seen_sha256": submission.content_sha256, "confirm": "on"})
    assert "was changed after this return was prepared" in text_of(answer)
    back = approver.post(f"{page}send-back/", {"note": "Prepare it again."})
    assert back.status_code == 302
    with inside(panel.partnership):
        assert Submission.objects.get(pk=submission.pk).state == State.SENT_BACK
    assert "Prepare it again." in text_of(approver.get(page))


def test_a_correction_says_what_changes(panel: Panel) -> None:
    close(panel)
    panel.approve(panel.prepare())
    panel.moderate(LOCAL)
    officer = as_(panel, "data-officer")
    page = officer.get(f"{BASE}/return/")
    assert "moderated grades" in text_of(page)
    (seen,) = re.findall(r'name="seen_sha256" value="(\w+)"', page.content.decode())
    assert "Say why" in text_of(officer.post(f"{BASE}/return/", {"seen_sha256": seen}))
    assert officer.post(f"{BASE}/return/", {"seen_sha256": seen, "reason": "Late."}).status_code == 302


def test_figures_pages_do_not_know_audit_submissions(panel: Panel) -> None:
    close(panel)
    submission = panel.prepare()
    approver = as_(panel, "approver")
    assert approver.get(f"/area/berrydale/returns/waiting/{submission.pk}/").status_code == 404
    answer = approver.post(
        f"/area/berrydale/returns/waiting/{submission.pk}/approve/",
        {"seen_sha256": submission.content_sha256, "confirm": "on"},
    )
    assert answer.status_code == 404


# --- The survey -------------------------------------------------------------------------------------


@pytest.fixture
def link(panel: Panel) -> str:
    cache.clear()
    return f"/survey/berrydale/{panel.ask(LOCAL, close=False).secret}/"


def filled(panel: Panel, choice: str = "2", once: str = "") -> dict[str, str]:
    answers = {f"standard_{each.id}": choice for each in panel.response(LOCAL).standards}
    return answers | ({"once": once} if once else {})


def replies(panel: Panel) -> list[Any]:
    with inside(panel.partnership):
        return [each.grades for each in SurveyReply.objects.all()]


def test_the_link_is_shown_once_and_kept_as_a_hash(panel: Panel) -> None:
    client = as_(panel, "manager")
    page = client.post(f"{BASE}/survey/{LOCAL}/open/", date_parts("closes_on", 9)).content.decode()
    (secret,) = re.findall(r"/survey/berrydale/([\w-]+)/", page)
    with inside(panel.partnership):
        survey = Survey.objects.get()
        assert secret not in {str(value) for value in vars(survey).values()}
    assert secret not in client.get(f"{BASE}/survey/").content.decode()
    assert Client().get(f"/survey/berrydale/{secret}/").status_code == 200
    second = client.post(f"{BASE}/survey/{LOCAL}/open/", date_parts("closes_on", 9))
    assert "There is a survey about" in text_of(second)
    assert not Event.objects.filter(detail__contains=secret).exists()


def test_a_reply_keeps_grades_and_nothing_else(panel: Panel, link: str) -> None:
    before = Event.objects.count()
    visitor = Client()
    page = visitor.get(link)
    assert "How far is this so where you work?" in text_of(page)
    assert "I cannot say" in text_of(page)
    assert set(visitor.cookies) <= {"csrftoken"}
    thanks = visitor.post(link, filled(panel))
    assert "Thank you" in text_of(thanks)
    standards = [each.id for each in panel.response(LOCAL).standards]
    assert replies(panel) == [dict.fromkeys(standards, 2)]
    assert Event.objects.count() == before
    assert {field.name for field in SurveyReply._meta.get_fields()} == {"id", "survey", "grades"}


def test_somebody_signed_in_leaves_no_more_behind(panel: Panel, link: str) -> None:
    before = Event.objects.count()
    assert "Thank you" in text_of(as_(panel, "manager").post(link, filled(panel, "cannot-say")))
    assert set(replies(panel)[0].values()) == {None}
    assert Event.objects.count() == before


def test_every_question_needs_an_answer(panel: Panel, link: str) -> None:
    data = filled(panel)
    data.popitem()
    answer = Client().post(link, data)
    assert "Choose an answer to" in text_of(answer)
    bad = Client().post(link, filled(panel, "9"))
    assert bad.status_code == 200
    assert replies(panel) == []


def test_a_form_sent_twice_is_kept_once(panel: Panel, link: str) -> None:
    visitor = Client()
    (once,) = re.findall(r'name="once" value="(\w+)"', visitor.get(link).content.decode())
    for _ in range(2):
        assert "Thank you" in text_of(visitor.post(link, filled(panel, once=once)))
    assert len(replies(panel)) == 1


def test_a_machine_cannot_fill_it(panel: Panel, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenants.challenge.actions.survey.MOST_IN_TEN_MINUTES", 3)
    statuses = [Client().post(link, filled(panel, once=f"once{number}")).status_code for number in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert len(replies(panel)) == 3


def test_wrong_and_closed_links_say_so(panel: Panel, link: str) -> None:
    for wrong in (
        "/survey/berrydale/nothing/",
        link.replace("berrydale", "cobblewick"),
        "/survey/nowhere/x/",
    ):
        answer = Client().get(wrong)
        assert answer.status_code == 404
        assert "does not lead to a survey" in text_of(answer)
    as_(panel, "manager").post(f"{BASE}/survey/{LOCAL}/close/")
    closed = Client().get(link)
    assert closed.status_code == 410
    assert "This survey has closed" in text_of(closed)
    assert Client().post(link, filled(panel)).status_code == 410
    assert replies(panel) == []


def test_it_closes_by_its_date(panel: Panel, link: str) -> None:
    with inside(panel.partnership):
        Survey.objects.update(
            opened_on=timezone.localdate() - timedelta(days=9),
            closes_on=timezone.localdate() - timedelta(days=1),
        )
    assert Client().get(link).status_code == 410


def test_nothing_is_shown_while_it_is_open_nor_below_five(panel: Panel, link: str) -> None:
    """The pages before and after a reply are the same, whatever number it is."""
    manager = as_(panel, "manager")
    pages = [f"{BASE}/survey/", f"{BASE}/responses/agencies/{LOCAL}/", f"{BASE}/return/"]

    def shown() -> list[str]:
        return [text_of(manager.get(page)) for page in pages]

    first = shown()
    for number in range(6):
        Client().post(link, filled(panel, once=f"once{number}"))
        assert shown() == first
    assert "Shown when it has closed" in first[0]
    manager.post(f"{BASE}/survey/{LOCAL}/close/")
    after = shown()
    assert "6 replies" in after[0]
    assert "Of 6 practitioners who replied, 6 said in place." in after[1]


@pytest.mark.parametrize("number", range(5))
def test_below_five_the_pages_say_the_same_whatever_came(panel: Panel, number: int) -> None:
    panel.ask(LOCAL, replies=number)
    manager = as_(panel, "manager")
    survey = text_of(manager.get(f"{BASE}/survey/"))
    assert "Fewer than five replies" in survey
    agency = text_of(manager.get(f"{BASE}/responses/agencies/{LOCAL}/"))
    assert "Fewer than five replies came from practitioners" in agency
    assert "who replied" not in agency


# --- Who may ----------------------------------------------------------------------------------------


def test_pages_of_rounds_and_agencies_that_are_not_ours(panel: Panel) -> None:
    client = as_(panel, "panel")
    for rest in (
        "nothing/responses/",
        f"audit-2026/responses/agencies/{SILENT}/",
        "audit-2026/responses/agencies/cobblewick-hospital/",
        "audit-2026/responses/agencies/nothing/",
    ):
        assert client.get(f"/area/berrydale/audits/{rest}").status_code == 404
    Round.objects.update(launched_at=None)
    assert client.get(f"{BASE}/responses/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_agencies(panel: Panel) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from scrutiny.section11.models import LegalBasis
    from scrutiny.section11.rounds.actions import expect
    from tests.worlds import World

    client = as_(panel, "manager")
    paths = [
        f"{BASE}/responses/",
        f"{BASE}/responses/statements/{STATEMENT}/",
        f"{BASE}/survey/",
        f"{BASE}/return/",
    ]

    def queries() -> list[int]:
        numbers = []
        for path in paths:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                assert client.get(path).status_code == 200
            numbers.append(len(captured))
        return numbers

    queries()
    before = queries()
    for number in range(6):
        clinic = Organisation.objects.create(slug=f"clinic-{number}", name=f"Clinic {number}", kind="Clinic")
        clinic.areas.add(panel.partnership.area)
        expect(
            round_=panel.round, organisation=clinic, variant="full", kind="health-provider",
            legal_basis=LegalBasis.SECTION_11, partnerships=[panel.partnership], by=World().person("coordinator"),
        )  # fmt: skip
    assert queries() == before
