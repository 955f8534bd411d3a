"""One statement for the usual save leaves behind what the long way leaves behind."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from partnerships.models import Organisation
from scrutiny.section11.answering import saving
from scrutiny.section11.answering.saving import Saved, Sent, save_answers
from scrutiny.section11.models import Standing
from scrutiny.section11.models.book import Answer
from scrutiny.section11.progress import Key
from tests import audit
from tests.worlds import World

AGENCIES = pytest.mark.parametrize("agency", ["threeshires-icb", "berrydale-hospital"])
WHEN = {"changed_at", "saved_at", "id", "_state"}

CASES: dict[str, Callable[[Sent], Sent]] = {
    "another text": lambda stands: _sent(stands, narrative="Another text, “quoted” 100%."),
    "another grade": lambda stands: _sent(stands, grade="partly"),
    "no grade any more": lambda stands: _sent(stands, grade=""),
    "nothing at all": lambda stands: _sent(stands, grade="", narrative=""),
    "the same again": lambda stands: stands,
    "the same, confirmed": lambda stands: _sent(stands, confirm=True),
    "over a version that is gone": lambda stands: _sent(stands, narrative="Late.", seen_version=1),
    "over a version to come": lambda stands: _sent(stands, narrative="Early.", seen_version=9),
    "over nothing": lambda stands: _sent(stands, narrative="First.", seen_version=0),
}
STANDING: dict[str, dict[str, Any]] = {
    "answered": {},
    "without a grade": {"grade": ""},
    "to confirm": {"state": Answer.State.TO_CONFIRM, "carried_from": "audit-2024", "why_to_confirm": "Why."},
}


def _sent(sent: Sent, **what: Any) -> Sent:
    return Sent(**{**vars(sent), **what})


class Desk:
    def __init__(self, agency: str) -> None:
        self.agency, self.round = agency, audit.a_round()
        audit.answer(agency, self.round, only=3)
        audit.answer(agency, self.round, only=3, narrative=lambda question: "What stands.")
        self.key: Key = audit.work(agency, self.round).questions[1].key

    def stands(self, **what: Any) -> Sent:
        """What stands there, changed to begin with, as somebody would send it back."""
        with audit.at_desk_of(self.agency):
            row = audit.work(self.agency, self.round).by_key[self.key]
            type(row).objects.filter(pk=row.pk).update(**what)
            row.refresh_from_db()
        return Sent(*self.key, row.grade, row.narrative, row.version)

    def left_behind(self, sent: Sent) -> tuple[Any, ...]:
        """The outcome, every answer and version, and what the boards are told."""
        (outcome,) = self.save(sent)
        with audit.at_desk_of(self.agency):
            answers = audit.work(self.agency, self.round).assessment.answers.order_by("pk")
            versions = audit.work(self.agency, self.round).assessment.versions.order_by("pk")
            kept = [said(each) for each in (*answers, *versions)]
            told = list(Standing.objects.filter(organisation=self.agency).order_by("pk").values("stage", "asked", "answered"))  # fmt: skip
        if isinstance(outcome, Saved):
            answer = outcome.answer
            return outcome.changed, outcome.counts_differently, said(answer), answer.assessment.pk, answer._state.adding, kept, told  # fmt: skip
        return type(outcome), said(outcome.current), outcome.sent, kept, told

    def save(self, *sent: Sent) -> Any:
        with audit.at_desk_of(self.agency):
            return save_answers(
                book=audit.book_of(self.agency), round_=self.round, answers=sent, how="autosave",
                organisation=Organisation.objects.get(slug=self.agency), by=audit.lead_of(self.agency),
            )  # fmt: skip


def said(row: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name not in WHEN}


@AGENCIES
@pytest.mark.parametrize("standing", STANDING)
@pytest.mark.parametrize("case", CASES)
def test_the_short_way_leaves_behind_what_the_long_way_does(
    region: World, agency: str, standing: str, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(agency)
    sent = CASES[case](desk.stands(**STANDING[standing]))
    with transaction.atomic():
        short = desk.left_behind(sent)
        transaction.set_rollback(True)
    monkeypatch.setattr(saving, "write_over", lambda *_: None)
    assert short == desk.left_behind(sent)


@AGENCIES
def test_the_usual_save_goes_the_short_way(
    region: World, agency: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(agency)
    sent = CASES["another text"](desk.stands())
    monkeypatch.setattr(saving.Pen, "write", None)
    before = timezone.now()
    (kept,) = desk.save(sent)
    assert kept.changed
    assert kept.answer.version == sent.seen_version + 1
    with audit.at_desk_of(agency):
        stored = type(kept.answer).objects.get(pk=kept.answer.pk)
        assert vars(stored).keys() == vars(kept.answer).keys()
        assert said(stored) == said(kept.answer)
        assert before <= stored.changed_at == kept.answer.changed_at


@AGENCIES
def test_many_at_once_go_the_long_way(region: World, agency: str, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(agency)
    monkeypatch.setattr(saving, "write_over", None)
    keys = [each.key for each in audit.work(agency, desk.round).questions[:2]]
    assert all(each.changed for each in desk.save(*(Sent(*key, "partly", "Two.", 2) for key in keys)))
