"""Answering, submitting and signing, in either book."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnerships.context import inside
from partnerships.models import Organisation
from scrutiny.section11.answering.actions import sign, start, submit, take_back
from scrutiny.section11.answering.errors import Conflict, NotAnAnswer, NotNow
from scrutiny.section11.answering.saving import Saved, save_answer
from scrutiny.section11.models import Delivery, Stage, Standing
from scrutiny.section11.returning import ask_for_changes
from scrutiny.section11.rounds.actions import allow_late
from tests import audit
from tests.worlds import World

EITHER = pytest.mark.parametrize("agency", ["threeshires-icb", "berrydale-hospital"])
DAY = timedelta(days=1)


def _save(agency: str, round_: Any, **what: Any) -> Saved:
    given = {
        "statement": "policy-easy-to-find", "area": "", "grade": "partly", "narrative": "Some.", "seen_version": 0,
        "how": "page", "by": audit.lead_of(agency), **what,
    }  # fmt: skip
    with audit.at_desk_of(agency):
        return save_answer(
            book=audit.book_of(agency),
            round_=round_,
            organisation=Organisation.objects.get(slug=agency),
            **given,
        )


def _start(agency: str, round_: Any) -> Any:
    with audit.at_desk_of(agency):
        return start(
            book=audit.book_of(agency), round_=round_, by=audit.lead_of(agency),
            organisation=Organisation.objects.get(slug=agency),
        )  # fmt: skip


@EITHER
def test_an_answer_is_kept_with_every_version(region: World, agency: str) -> None:
    round_ = audit.a_round()
    _start(agency, round_)
    first = _save(agency, round_)
    assert first.changed
    assert first.answer.version == 1
    assert _save(agency, round_, grade="in-place", narrative="All.\r\n", seen_version=1).answer.version == 2
    assert not _save(agency, round_, grade="in-place", narrative="All.", seen_version=1).changed
    with audit.at_desk_of(agency):
        kept = [(row.version, row.grade, row.narrative) for row in first.answer.assessment.versions.all()]
    assert kept == [(1, "partly", "Some."), (2, "in-place", "All.")]


@EITHER
def test_a_second_editor_loses_nothing(region: World, agency: str) -> None:
    round_ = audit.a_round()
    assessment = _start(agency, round_)
    _save(agency, round_, narrative="The first.")
    with pytest.raises(Conflict) as caught:
        _save(agency, round_, narrative="The second.", seen_version=0)
    assert (caught.value.current.narrative, caught.value.sent.narrative) == ("The first.", "The second.")
    with audit.at_desk_of(agency):
        aside = [row.narrative for row in assessment.versions.filter(kept=False)]
        assert assessment.answers.get().narrative == "The first."
    assert aside == ["The second."]


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ({"statement": "no-such-thing"}, "is not asked of"),
        ({"area": "berrydale"}, "is not asked of"),
        ({"grade": "good"}, "is not a grade. Choose one of “Not yet in place”"),
        ({"narrative": "x" * 10_001}, "10,001 characters"),
        ({"narrative": "a\0b"}, "cannot be stored"),
        ({"narrative": "a\x01b"}, "cannot be stored"),
        ({"narrative": "a\ufffeb"}, "cannot be stored"),
    ],
)
def test_what_answers_nothing_is_refused(region: World, what: dict[str, str], message: str) -> None:
    round_ = audit.a_round()
    _start("threeshires-icb", round_)
    with pytest.raises(NotAnAnswer, match=message):
        _save("threeshires-icb", round_, **what)


@EITHER
def test_signing_freezes_what_was_shown(region: World, agency: str) -> None:
    round_ = audit.a_round()
    audit.answer(agency, round_)
    signed = audit.sign_answers(agency, round_)
    content = json.loads(signed.canonical)
    now = audit.work(agency, round_)
    assert len(content["answers"]) == len(now.questions)
    assert now.situation.stage is Stage.SIGNED
    with pytest.raises(NotNow, match="signed"):
        _save(agency, round_, seen_version=1)
    with audit.at_desk_of(agency), pytest.raises(NotNow, match="do not wait"):
        sign(
            book=audit.book_of(agency), round_=round_, organisation=now.organisation, seen_sha256="0" * 64,
            by=audit.lead_of(agency),
        )  # fmt: skip


def test_each_partnership_is_given_its_own_area_alone(region: World) -> None:
    round_ = audit.a_round()
    audit.answer("threeshires-icb", round_, narrative=lambda question: f"Words for {question.area or 'all'}.")
    audit.sign_answers("threeshires-icb", round_)
    for slug in ("applefordshire", "berrydale", "cobblewick"):
        with inside(region.partnership(slug)):
            (row,) = Delivery.objects.all()
            (standing,) = Standing.objects.filter(organisation="threeshires-icb")
        areas = {each["area"] for each in json.loads(row.canonical)["answers"]}
        assert areas == {"", slug}
        assert not any(
            f"for {other}" in row.canonical for other in audit.EXPECTED["threeshires-icb"][2] if other != slug
        )
        assert (standing.stage, standing.answered) == (Stage.SIGNED, standing.asked)


@EITHER
def test_nothing_is_submitted_before_everything_is_answered(region: World, agency: str) -> None:
    round_ = audit.a_round()
    audit.answer(agency, round_, only=3)
    organisation, by = Organisation.objects.get(slug=agency), audit.lead_of(agency)
    with audit.at_desk_of(agency):
        with pytest.raises(NotNow, match="have no answer yet"):
            submit(book=audit.book_of(agency), round_=round_, organisation=organisation, note="", by=by)
        with pytest.raises(NotNow, match="do not wait"):
            take_back(book=audit.book_of(agency), round_=round_, organisation=organisation, note="", by=by)


@EITHER
def test_last_rounds_answers_are_to_be_confirmed(region: World, agency: str) -> None:
    today = timezone.localdate()
    before = audit.a_round("audit-2024", edition_day=date(2025, 1, 1))
    audit.answer(agency, before)
    audit.sign_answers(agency, before)
    round_ = audit.a_round(previous=before, opens_on=today)
    _start(agency, round_)
    now = audit.work(agency, round_)
    assert now.answers
    assert {each.state for each in now.answers} == {"to_confirm"}
    assert {each.carried_from for each in now.answers} == {"audit-2024"}
    assert now.progress.answered == 0
    held = now.by_key["policy-easy-to-find", ""]
    saved = _save(
        agency, round_, grade=held.grade, narrative=held.narrative, seen_version=held.version, confirm=True
    )
    assert saved.answer.is_answered
    assert audit.work(agency, round_).progress.answered == 1


@EITHER
def test_answers_are_taken_while_the_round_is_open_or_by_decision(region: World, agency: str) -> None:
    today = timezone.localdate()
    round_ = audit.a_round(opens_on=today - 9 * DAY, closes_on=today - DAY)
    with pytest.raises(NotNow, match="could be changed until"):
        _start(agency, round_)
    expected = audit.work(agency, round_).expected
    allow_late(expected=expected, until=today + DAY, reason="Illness.", by=region.person("coordinator"))
    _start(agency, round_)
    assert _save(agency, round_).changed


def test_a_partnership_is_not_told_that_another_asked_for_changes(region: World) -> None:
    round_ = audit.a_round()
    audit.answer("threeshires-icb", round_)
    audit.sign_answers("threeshires-icb", round_)
    icb = Organisation.objects.get(slug="threeshires-icb")
    berrydale, panel = region.berrydale, region.person("panel@berrydale")
    with inside(berrydale):
        ask_for_changes(
            partnership=berrydale, round_=round_, organisation=icb, about_number=1, statements=[],
            note="Say more.", until=round_.closes_on, by=panel,
        )  # fmt: skip
    held = audit.work("threeshires-icb", round_).by_key["policy-easy-to-find", ""]
    _save("threeshires-icb", round_, grade="", narrative="Under review.", seen_version=held.version)
    told = dict(Standing.objects.filter(organisation=icb.slug).values_list("partnership__slug", "stage"))
    assert told == {"applefordshire": "signed", "berrydale": "returned", "cobblewick": "signed"}
