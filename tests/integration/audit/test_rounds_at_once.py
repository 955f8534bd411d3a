"""Two people, or one who clicks twice, do the same to a round in the same moment: it is done once.

These commit for real, in a database of their own.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Person
from audit_trail.models import Event
from kernel.errors import UserError
from partnerships.actions import add_organisation
from partnerships.models import Organisation, Partnership
from scrutiny.section11.models import LateDecision, LegalBasis, Reminder, ReminderBatch, Round
from scrutiny.section11.rounds.actions import (
    allow_late,
    expect,
    extend_round,
    launch,
    order_reminders,
    take_over,
)
from scrutiny.section11.rounds.checking import fingerprint as fingerprint_of_plan
from scrutiny.section11.rounds.reminders.recipients import fingerprint, letters_of, to_remind
from scrutiny.section11.rounds.selectors import plan_of
from scrutiny.section11.rounds.taking_over import fingerprint_of, offers_of
from tests import audit
from tests.worlds import World


@pytest.fixture
def coordinator(own_database: str) -> Person:
    return World().person("coordinator")


def at_once(call: Callable[[], Any]) -> list[Any]:
    """Three times, on connections of their own, all starting together. A refusal is a result too."""
    start = Barrier(3, timeout=20)

    def run(_: int) -> Any:
        try:
            start.wait()
            return call()
        except UserError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(run, range(3)))


def refusals(results: list[Any]) -> list[str]:
    return [str(each) for each in results if isinstance(each, UserError)]


def events(action: str) -> int:
    return Event.objects.filter(action=action).count()


def test_planned_taken_over_and_launched_once(coordinator: Person) -> None:
    before = audit.a_round("audit-2025")
    planned = audit.a_round("audit-2026", previous=before, launched=False)
    for each in planned.expected.all():
        each.areas.all().delete()
        each.delete()
    seen = fingerprint_of(offers_of(planned))
    assert refusals(at_once(lambda: take_over(round_=planned, seen=seen, by=coordinator))) == []
    assert planned.expected.count() == 6
    seen_plan = fingerprint_of_plan(plan_of(planned))
    launched_before = events("launch round")
    results = at_once(lambda: launch(round_=planned, seen=seen_plan, by=coordinator))
    assert refusals(results) == []
    assert len({each.launched_at for each in results}) == 1
    assert events("launch round") == launched_before + 1


def test_an_agency_is_expected_and_an_organisation_added_once(coordinator: Person) -> None:
    round_ = audit.a_round()
    area = World().berrydale.area

    def add() -> Organisation:
        return add_organisation(name="A Clinic", kind="Clinic", areas=[area], started_on=None, by=coordinator)

    assert len(refusals(at_once(add))) == 2
    clinic = Organisation.objects.get(name="A Clinic")

    def expected() -> Any:
        return expect(
            round_=round_, organisation=clinic, variant="full", kind="other", legal_basis=LegalBasis.AGREEMENT,
            partnerships=Partnership.objects.filter(slug="berrydale"), by=coordinator,
        )  # fmt: skip

    assert refusals(at_once(expected)) == ["A Clinic is expected in this round already."] * 2
    assert clinic.expected_in.get().areas.count() == 1


def test_dates_late_answers_and_reminders_once(coordinator: Person, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    round_ = audit.a_round()
    hospital = round_.expected.get(organisation__slug="berrydale-hospital")
    later = round_.closes_on + timedelta(days=7)

    def extend() -> Round:
        return extend_round(
            round_=round_,
            seen_version=2,
            closes_on=later,
            challenge_until=None,
            reason="Half term.",
            by=coordinator,
        )

    assert refusals(at_once(extend)) == []
    assert events("extend round") == 1
    until = later + timedelta(days=7)
    at_once(lambda: allow_late(expected=hospital, until=until, reason="Its lead left.", by=coordinator))
    assert LateDecision.objects.count() == 1
    seen = fingerprint(letters_of(to_remind(round_, timezone.localdate())), None)
    results = at_once(lambda: order_reminders(round_=round_, text="Please sign.", seen=seen, by=coordinator))
    assert refusals(results) == []
    assert ReminderBatch.objects.count() == events("order reminders") == 1
    assert Reminder.objects.filter(state=Reminder.State.SENT).count() == Reminder.objects.count() == 12
