"""Two people, one return: what is refused, and what stands afterwards."""

import json

import pytest
from django.db import connection

from audit_trail.models import Event
from kernel.periods import Period
from partnerships.context import inside
from scrutiny.returns.actions import ReturnNotAccepted
from scrutiny.returns.payload import hash_of
from scrutiny.returns.verification import verify
from tenants.dataset.models import DraftFigure
from tenants.sign_off.actions import NotReady, prepare
from tenants.sign_off.freeze import CannotFreeze, freeze
from tenants.sign_off.models import State
from tenants.sign_off.standing import Stage, stand_of, where_we_stand
from tests.integration.sign_off.desk import YEAR, Desk
from tests.worlds import World, enter


@pytest.fixture
def desk(region: World) -> Desk:
    desk = Desk.open()
    desk.change()
    return desk


def test_a_correction_supersedes_what_stood(desk: Desk) -> None:
    (first,) = desk.returns()
    second = desk.approve(desk.prepare())
    desk.change(6)
    third = desk.approve(desk.prepare("Counted again."))
    assert [row.pk for row in desk.returns()] == [first.pk, second.pk, third.pk]
    assert (second.supersedes, third.supersedes) == (first, second)
    assert third.reason == "Counted again."
    assert third.content["supersedes"] == second.sha256
    assert list(verify(desk.returns())) == []


def test_the_return_says_what_both_people_saw(desk: Desk) -> None:
    submission = desk.prepare()
    signed = desk.approve(submission)
    shared = {name: signed.content[name] for name in json.loads(submission.content)}
    assert hash_of(shared) == submission.content_sha256
    assert signed.content["prepared"]["person"] == str(desk.officer.pk)
    assert signed.content["approved"]["role"] == desk.approver.role_title


def test_one_person_cannot_sign_twice(desk: Desk) -> None:
    submission = desk.prepare(by=desk.approver)
    with pytest.raises(ReturnNotAccepted, match="cannot also approve"):
        desk.approve(submission)
    assert len(desk.returns()) == 1
    assert desk.now(submission.pk).state == State.PREPARED


def test_a_second_click_gives_the_same_return(desk: Desk) -> None:
    submission = desk.prepare()
    first = desk.approve(submission)
    assert desk.approve(submission) == first
    assert desk.approve(submission, seen="0" * 64) == first
    assert len(desk.returns()) == 2


def test_approving_something_else_than_what_was_shown(desk: Desk) -> None:
    submission = desk.prepare()
    with pytest.raises(NotReady, match="something else"):
        desk.approve(submission, seen="0" * 64)
    assert len(desk.returns()) == 1


@pytest.mark.parametrize("change", ["re-referrals,2025,6,60,local,,", "rapid-reviews,2025,1,,local,,"])
def test_a_figure_that_changed_or_came_after_preparing(desk: Desk, change: str) -> None:
    submission = desk.prepare()
    enter("berrydale", change + "\n")
    with pytest.raises(NotReady, match="was changed after"):
        desk.approve(submission)
    assert len(desk.returns()) == 1
    desk.send_back(submission)
    assert desk.approve(desk.prepare()).content["figures"]


def test_a_figure_that_went_after_preparing(desk: Desk) -> None:
    submission = desk.prepare()
    with inside(desk.partnership):
        DraftFigure.objects.filter(indicator="re-referrals", period_end=YEAR.end).delete()
    with pytest.raises(NotReady, match="was changed after"):
        desk.approve(submission)
    with inside(desk.partnership):
        DraftFigure.objects.filter(period_end=YEAR.end).delete()
    with pytest.raises(CannotFreeze, match="no figures"):
        desk.approve(submission)


def test_a_stored_text_that_was_rewritten_is_not_what_gets_signed(desk: Desk) -> None:
    """What is lodged is frozen anew and compared with the hash; the stored copy is only what people read."""
    submission = desk.prepare()
    with inside(desk.partnership), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sign_off_submission SET content = replace(content, '\"numerator\":5', '\"numerator\":50')"
        )
    signed = desk.approve(submission)
    assert '"numerator":5,' in signed.payload
    assert list(verify([signed])) == []


def test_figures_that_changed_while_the_preparer_looked(desk: Desk) -> None:
    with inside(desk.partnership):
        seen = hash_of(freeze(desk.partnership, YEAR))
    desk.change(6)
    with inside(desk.partnership), pytest.raises(NotReady, match="after you opened"):
        prepare(partnership=desk.partnership, period=YEAR, reason="Again", by=desk.officer, seen_sha256=seen)


def test_a_correction_says_why_and_corrects_something(desk: Desk) -> None:
    with pytest.raises(NotReady, match="Say why"):
        desk.prepare("  ")
    enter("berrydale", "re-referrals,2025,3,60,local,,Counted by hand\n")  # as it was signed
    with pytest.raises(NotReady, match="nothing to correct"):
        desk.prepare()


def test_one_return_waits_at_a_time(desk: Desk) -> None:
    desk.prepare()
    with pytest.raises(NotReady, match="already waiting"):
        desk.prepare()


def test_nothing_to_sign(desk: Desk) -> None:
    with pytest.raises(CannotFreeze, match="no figures"):
        desk.prepare(period=Period.reporting_year(2019))


def test_a_period_in_which_the_area_had_no_code(desk: Desk, region: World) -> None:
    region.berrydale.area.codes.update(valid_from="2020-04-01")
    enter("berrydale", "rapid-reviews,2019,1,,local,,\n")
    with pytest.raises(CannotFreeze, match="has no code for 31 March 2019"):
        desk.prepare(period=Period.reporting_year(2019))


def test_sent_back_is_not_signed(desk: Desk) -> None:
    submission = desk.prepare()
    with pytest.raises(NotReady, match="what needs to change"):
        desk.send_back(submission, " ")
    desk.send_back(submission, "Count again")
    after = desk.now(submission.pk)
    assert (after.state, after.decision_note, after.decided_by) == (
        State.SENT_BACK, "Count again", desk.approver.pk,
    )  # fmt: skip
    with pytest.raises(NotReady, match="sent back"):
        desk.approve(submission)
    with pytest.raises(NotReady, match="no longer waiting"):
        desk.send_back(submission)
    assert len(desk.returns()) == 1


def test_what_is_lodged_cannot_be_sent_back(desk: Desk) -> None:
    submission = desk.prepare()
    desk.approve(submission)
    with pytest.raises(NotReady, match="no longer waiting"):
        desk.send_back(submission)


def test_where_each_period_stands(desk: Desk) -> None:
    def stage() -> Stage:
        with inside(desk.partnership):
            (stand,) = [each for each in where_we_stand(desk.partnership) if each.period == YEAR]
            assert stand.stage == stand_of(desk.partnership, YEAR).stage
        return stand.stage

    assert stage() == Stage.CHANGED
    submission = desk.prepare()
    assert stage() == Stage.WAITING
    desk.send_back(submission)
    assert stage() == Stage.CHANGED
    desk.approve(desk.prepare())
    assert stage() == Stage.SIGNED
    enter("berrydale", "rapid-reviews,2021,1,,local,,\n")
    with inside(desk.partnership):
        stages = {each.period: each.stage for each in where_we_stand(desk.partnership)}
    assert stages[Period.reporting_year(2021)] == Stage.DRAFT


def test_every_step_leaves_its_trace(desk: Desk) -> None:
    before = list(Event.objects.values_list("pk", flat=True))
    first = desk.prepare()
    desk.send_back(first)
    signed = desk.approve(desk.prepare())
    events = Event.objects.exclude(pk__in=before).order_by("at")
    assert [event.action for event in events] == [
        "prepare return", "send return back", "prepare return", "approve return",
    ]  # fmt: skip
    assert events.last().facts["sha256"] == signed.sha256  # type: ignore[union-attr]
