"""The partnership's audit return: what it says, who signs it, and when it is refused."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from kernel.periods import Period
from partnerships.context import inside
from scrutiny.frameworks.content import Content
from scrutiny.returns.actions import ReturnNotAccepted
from scrutiny.returns.audit_payload import AuditedAgency
from scrutiny.returns.models import Kind, Return
from scrutiny.returns.selectors import standing_return
from scrutiny.returns.verification import verify
from scrutiny.section11.models import ExpectedAgency, Round
from scrutiny.section11.rounds.actions import allow_late
from tenants.sign_off.actions import NotReady, prepare, send_back
from tenants.sign_off.audit_content import cautions, gather
from tenants.sign_off.freeze import CannotFreeze
from tenants.sign_off.models import State, Submission
from tenants.sign_off.selectors import waiting
from tests.integration.challenge.panel import LOCAL, SCHOOL, SHARED, SILENT, STATEMENT, Panel, again
from tests.worlds import World, enter


@pytest.fixture(autouse=True)
def closed(panel: Panel) -> None:
    """The round has closed; two agencies of four signed."""
    close(panel)


def close(panel: Panel) -> None:
    Round.objects.filter(pk=panel.round.pk).update(closes_on=timezone.localdate() - timedelta(days=1))
    panel.round.refresh_from_db()


def reopen(panel: Panel) -> None:
    Round.objects.filter(pk=panel.round.pk).update(closes_on=timezone.localdate() + timedelta(days=9))
    panel.round.refresh_from_db()


def by_slug(signed: Return) -> dict[str, AuditedAgency]:
    return {each.organisation: each for each in signed.agencies}


def test_it_says_what_the_agencies_signed(panel: Panel) -> None:
    signed = panel.approve(panel.prepare())
    assert signed.kind == Kind.SECTION_11
    assert signed.period == Period(panel.round.opens_on, panel.round.closes_on)
    found = by_slug(signed)
    assert set(found) == {SHARED, LOCAL, SCHOOL, SILENT}
    assert {slug: each.answered for slug, each in found.items()} == {
        SHARED: True, LOCAL: True, SCHOOL: False, SILENT: False,
    }  # fmt: skip
    assert found[SHARED].several_areas
    assert not found[LOCAL].several_areas
    assert found[SCHOOL].variant == "education"
    assert found[SILENT].grades == ()
    assert list(verify(Return.objects.select_related("partnership", "supersedes"))) == []
    # Nothing that nobody released left, and no practitioner.
    assert "What we do about" not in signed.payload
    assert all(each.practitioners is None for each in found.values())


def test_its_grades_are_those_of_the_signed_texts(panel: Panel) -> None:
    """A second reading, straight from the signed text and the edition's own text."""
    panel.moderate(LOCAL, "partly")
    found = by_slug(panel.approve(panel.prepare()))
    for agency in (SHARED, LOCAL):
        response = panel.response(agency)
        assert response.current is not None
        content = Content.from_canonical(response.expected.edition.edition.canonical)
        scale = [grade.slug for grade in content.grades]
        naive = {
            each["statement"]: scale.index(each["grade"])
            for each in json.loads(response.current.canonical)["answers"]
        }
        assert {each.statement: each.self_grade for each in found[agency].grades} == naive
        assert all(
            content.placed[each.statement].standard.id == each.standard for each in found[agency].grades
        )
        assert found[agency].response_sha256 == response.current.sha256
    moderated = {each.statement: each.moderated for each in found[LOCAL].grades if each.moderated is not None}
    assert moderated == {STATEMENT: 1}
    row = next(each for each in found[LOCAL].grades if each.statement == STATEMENT)
    assert row.moderated_role == panel.person("moderator").role_title
    assert all(each.moderated is None for each in found[SHARED].grades)


def test_the_newest_moderation_counts_and_a_stale_one_does_not(panel: Panel) -> None:
    reopen(panel)
    for grade in ("partly", "shown-to-work"):
        panel.moderate(LOCAL, grade)
        panel.moderate(SHARED, grade)
    panel.give_back(LOCAL)
    again(LOCAL, panel.round)
    close(panel)
    found = by_slug(panel.approve(panel.prepare()))
    grades = {slug: {g.statement: g for g in found[slug].grades}[STATEMENT] for slug in (SHARED, LOCAL)}
    assert (grades[SHARED].self_grade, grades[SHARED].moderated) == (2, 3)
    assert (grades[LOCAL].self_grade, grades[LOCAL].moderated, grades[LOCAL].moderated_on) == (0, None, None)


def test_only_released_words_leave(panel: Panel) -> None:
    panel.release(SHARED, narratives=[STATEMENT])
    signed = panel.approve(panel.prepare())
    assert [each.text for each in by_slug(signed)[SHARED].narratives] == [f"What we do about {STATEMENT}."]
    assert signed.payload.count("What we do about") == 1


def test_practitioners_leave_from_five_replies_up(panel: Panel) -> None:
    panel.ask(SHARED, replies=5, grade=1)
    panel.ask(LOCAL, replies=4)
    found = by_slug(panel.approve(panel.prepare()))
    view = found[SHARED].practitioners
    assert view is not None
    assert view.replies == 5
    assert set(map(tuple, view.grades.values())) == {(0, 5, 0, 0, 0)}
    assert found[LOCAL].practitioners is None


def test_an_open_survey_is_left_out_and_closing_it_changes_the_return(panel: Panel) -> None:
    panel.ask(SHARED, replies=7, close=False)
    submission = panel.prepare()
    from tenants.challenge.actions import close_survey

    manager, about = panel.person("manager"), panel.about(SHARED)
    with inside(panel.partnership):
        close_survey(by=manager, **about)
    with pytest.raises(NotReady, match="Something in it was changed"):
        panel.approve(submission)


def test_it_is_not_prepared_while_agencies_may_answer_in_time(panel: Panel) -> None:
    reopen(panel)
    with pytest.raises(CannotFreeze, match="2 of 4 have not signed"):
        panel.prepare()


def test_one_person_cannot_sign_twice(panel: Panel) -> None:
    submission = panel.prepare(by=panel.person("approver"))
    with pytest.raises(ReturnNotAccepted, match="cannot also approve"):
        panel.approve(submission)
    with inside(panel.partnership):
        assert standing_return(panel.partnership, submission.period, Kind.SECTION_11) is None


def signed_again(panel: Panel) -> None:
    reopen(panel)
    panel.give_back(LOCAL)
    again(LOCAL, panel.round)
    close(panel)


CHANGES = {
    "an agency signed again": signed_again,
    "a grade was moderated": lambda panel: panel.moderate(LOCAL),
    "words were released": lambda panel: panel.release(LOCAL, narratives=[STATEMENT]),
    "a survey closed": lambda panel: panel.ask(LOCAL, replies=5),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_changed_in_between_is_not_signed(panel: Panel, change) -> None:  # type: ignore[no-untyped-def]
    submission = panel.prepare()
    change(panel)
    with pytest.raises(NotReady, match="was changed after this return was prepared"):
        panel.approve(submission)
    with pytest.raises(NotReady, match="after you opened this page"):
        panel.prepare(seen=submission.content_sha256)
    approver, partnership = panel.person("approver"), panel.partnership
    with inside(partnership):
        send_back(partnership=partnership, submission_id=submission.pk, note="Look again", by=approver)
    assert panel.approve(panel.prepare()).agencies


def test_a_correction_supersedes_with_a_reason(panel: Panel) -> None:
    first = panel.approve(panel.prepare())
    with pytest.raises(NotReady, match="Say why"):
        panel.prepare()
    with pytest.raises(NotReady, match="nothing to correct"):
        panel.prepare("Because")
    panel.moderate(LOCAL)
    second = panel.approve(panel.prepare("A grade was moderated late."))
    assert (second.supersedes, second.reason) == (first, "A grade was moderated late.")
    assert second.kind == first.kind == Kind.SECTION_11
    with inside(panel.partnership):
        assert standing_return(panel.partnership, first.period, Kind.SECTION_11) == second


def test_a_second_click_gives_the_same_return(panel: Panel) -> None:
    submission = panel.prepare()
    assert panel.approve(submission) == panel.approve(submission)
    assert Return.objects.filter(kind=Kind.SECTION_11).count() == 1
    with pytest.raises(NotReady, match="Say why"):
        panel.prepare()


def test_figures_of_the_same_period_wait_beside_it(panel: Panel) -> None:
    audit = panel.prepare()
    period = audit.period
    enter("berrydale", f"strategy-discussions,{period.start}/{period.end},31,,local,,\n")
    officer, partnership = panel.person("data-officer"), panel.partnership
    with inside(partnership):
        figures = prepare(partnership=partnership, period=period, reason="", by=officer)
        assert list(waiting()) == [figures]
        assert list(waiting(Kind.SECTION_11)) == [audit]
    with pytest.raises(NotReady, match="for this round is already waiting"):
        panel.prepare()
    panel.approve(figures)
    signed = panel.approve(audit)
    with inside(partnership):
        assert Submission.objects.get(pk=audit.pk).state == State.LODGED
        assert standing_return(partnership, period, Kind.SECTION_11) == signed


def test_another_round_of_the_same_days_is_told_apart(panel: Panel) -> None:
    panel.approve(panel.prepare())
    from tests.audit import a_round

    other = Panel(a_round("audit-twin", opens_on=panel.round.opens_on, closes_on=panel.round.closes_on))
    with pytest.raises(NotReady, match="another round"):
        other.prepare("Because")


def test_a_round_that_is_extended_keeps_one_chain(panel: Panel) -> None:
    """A correction stays with the days of the return that it corrects."""
    first = panel.approve(panel.prepare())
    Round.objects.filter(pk=panel.round.pk).update(closes_on=panel.round.closes_on + timedelta(days=20))
    panel.round.refresh_from_db()
    with pytest.raises(CannotFreeze, match="have not signed"):
        panel.prepare("Extended.")
    Round.objects.filter(pk=panel.round.pk).update(
        opens_on=timezone.localdate() - timedelta(days=60), closes_on=timezone.localdate() - timedelta(days=2)
    )
    panel.round.refresh_from_db()
    with pytest.raises(NotReady, match="nothing to correct"):
        panel.prepare("The days are not those signed.")
    panel.moderate(LOCAL)
    second = panel.approve(panel.prepare("A grade was moderated late."))
    assert (second.supersedes, second.period) == (first, first.period)
    assert Return.objects.filter(kind=Kind.SECTION_11, superseded_by=None).count() == 1


def test_one_return_of_a_round_waits_whatever_its_days(panel: Panel) -> None:
    panel.prepare()
    Round.objects.filter(pk=panel.round.pk).update(closes_on=timezone.localdate() - timedelta(days=3))
    panel.round.refresh_from_db()
    with pytest.raises(NotReady, match="for this round is already waiting"):
        panel.prepare()


def test_who_signs_is_told_of_agencies_that_may_still_answer(panel: Panel) -> None:
    silent = ExpectedAgency.objects.get(round=panel.round, organisation__slug=SILENT)
    today = timezone.localdate()
    allow_late(expected=silent, until=today, reason="Illness.", by=World().person("coordinator"))
    with inside(panel.partnership):
        gathered = gather(panel.partnership, panel.round, today)
        told = " ".join(cautions(gathered, today))
        later = " ".join(cautions(gathered, today + timedelta(days=1)))
    assert f"Still allowed to answer: {silent.organisation.name}." in told
    assert "Still allowed" not in later
