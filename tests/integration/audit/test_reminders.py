"""Reminders reach exactly those whom the preview showed, and nobody who has signed by then."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from audit_trail.models import Event
from partnerships.models import Membership
from scrutiny.section11.models import Reminder, ReminderBatch, Round, Stage, Standing
from scrutiny.section11.rounds.actions import allow_late
from scrutiny.section11.rounds.reminders.recipients import to_remind
from tests import audit
from tests.worlds import World, address

Sign = Callable[[str], Client]
State = Reminder.State


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def round_(region: World) -> Round:
    return audit.a_round()


@pytest.fixture
def coordinator(client_for: Sign, round_: Round) -> Client:
    return client_for("coordinator")


def signed(round_: Round, *agencies: str) -> None:
    """As the boards know it: what the agencies' own books hold is tested with answering."""
    for row in audit.EXPECTED:
        if row in agencies:
            for area in audit.EXPECTED[row][2]:
                Standing.objects.create(
                    partnership=World().partnership(area), round=round_.slug, organisation=row,
                    stage=Stage.SIGNED, signed_at=timezone.now(), changed_at=timezone.now(),
                )  # fmt: skip


def there(round_: Round) -> str:
    return f"/audits/{round_.slug}/remind/"


def order(client: Client, round_: Round, **changes: str) -> Any:
    seen = client.get(there(round_)).context["form"].initial["seen"]
    return client.post(there(round_), {"text": "Please sign.", "seen": seen, "order": "yes", **changes})


def reached() -> set[str]:
    return {recipient for message in mail.outbox for recipient in message.to}


def test_the_preview_counts_exactly_those_who_have_not_signed(coordinator: Client, round_: Round) -> None:
    signed(round_, "threeshires-icb", "berrydale-academy")
    page = coordinator.get(there(round_))
    assert "8 letters to 4 agencies" in text(page)
    rows = {row[0].value: row[1] for row in page.context["table"].rows}
    assert rows == {
        "Appleford Youth Club": 2, "Berrydale Hospital": 2, "Cobblewick Hospital": 2, "Threeshires Police": 2,
    }  # fmt: skip
    assert mail.outbox == []
    shown = coordinator.post(there(round_), {"text": "My own words.", "seen": "old"})
    assert "My own words." in shown.context["example"]
    assert "Appleford Youth Club has not signed off its answers yet." in shown.context["example"]
    assert not ReminderBatch.objects.exists(), "a preview orders nothing"


def test_what_was_ordered_is_sent_once_the_order_is_stored(
    coordinator: Client, round_: Round, django_capture_on_commit_callbacks: Any
) -> None:
    signed(round_, "threeshires-icb", "threeshires-police", "cobblewick-hospital")
    with django_capture_on_commit_callbacks(execute=False) as stored:
        assert order(coordinator, round_).status_code == 302
    assert mail.outbox == [], "nothing leaves before it is stored"
    assert set(Reminder.objects.values_list("state", flat=True)) == {State.WAITING}
    for callback in stored:
        callback()
    people = {
        f"{who}@{slug}"
        for who in ("lead", "contributor")
        for slug in ("berrydale-hospital", "berrydale-academy", "appleford-club")
    }
    assert reached() == {address(who) for who in people}
    assert len(mail.outbox) == 6
    letter = next(message for message in mail.outbox if message.to == [address("lead@berrydale-hospital")])
    assert letter.subject == f"Reminder: {round_.name}"
    assert "Berrydale Hospital has not signed off" in letter.body
    assert "Please sign." in letter.body
    assert "http://localhost:8000/audits/" in letter.body
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 6
    event = Event.objects.get(action="order reminders")
    assert '"letters":6' in event.detail
    board = coordinator.get(f"/audits/{round_.slug}/").context["reminders"]
    assert list(board.rows[0][1:]) == [3, 6, 6, 0, 0, 0]


def test_whoever_signs_in_the_meantime_gets_no_letter(coordinator: Client, round_: Round) -> None:
    signed(round_, "threeshires-icb", "threeshires-police", "cobblewick-hospital", "appleford-club")
    order(coordinator, round_)
    audit.answer("berrydale-academy", round_)
    audit.sign_answers("berrydale-academy", round_)
    call_command("send_reminders", verbosity=0)
    assert reached() == {address("lead@berrydale-hospital"), address("contributor@berrydale-hospital")}
    states = Reminder.objects.filter(expected__organisation__slug="berrydale-academy")
    assert set(states.values_list("state", flat=True)) == {State.NOT_NEEDED}


def test_nor_whoever_has_lost_the_role_or_may_answer_no_more(coordinator: Client, round_: Round) -> None:
    signed(round_, "threeshires-icb", "threeshires-police", "cobblewick-hospital", "appleford-club")
    order(coordinator, round_)
    Membership.objects.filter(person__email=address("contributor@berrydale-hospital")).update(
        ends_on=timezone.localdate(), ended_at=timezone.now()
    )
    Person.objects.filter(email=address("contributor@berrydale-academy")).update(is_active=False)
    call_command("send_reminders", verbosity=0)
    assert reached() == {address("lead@berrydale-hospital"), address("lead@berrydale-academy")}
    mail.outbox.clear()
    Reminder.objects.update(state=State.WAITING)
    Round.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    call_command("send_reminders", verbosity=0)
    assert mail.outbox == []


def test_after_the_round_has_closed_only_those_allowed_to_be_late_are_reminded(
    coordinator: Client, round_: Round
) -> None:
    Round.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    round_.refresh_from_db()
    assert to_remind(round_, timezone.localdate()) == []
    assert "There is nobody to remind today" in text(coordinator.get(there(round_)))
    late = round_.expected.get(organisation__slug="berrydale-hospital")
    until = timezone.localdate() + timedelta(days=3)
    allow_late(expected=late, until=until, reason="Its lead left.", by=World().person("coordinator"))
    assert [each.on_board.slug for each in to_remind(round_, timezone.localdate())] == ["berrydale-hospital"]
    assert f"{until:%-d %B %Y}" in coordinator.get(there(round_)).context["example"]


def test_a_double_click_orders_once_and_a_stale_preview_not_at_all(
    coordinator: Client, round_: Round
) -> None:
    seen = coordinator.get(there(round_)).context["form"].initial["seen"]
    data = {"text": "Please sign.", "seen": seen, "order": "yes"}
    for _ in range(2):
        assert coordinator.post(there(round_), data).status_code == 302
    assert ReminderBatch.objects.count() == 1
    assert Reminder.objects.count() == 12
    assert Event.objects.filter(action="order reminders").count() == 1
    assert coordinator.post(there(round_), {**data, "text": "Other words."}).status_code == 409
    signed(round_, "threeshires-icb")
    fresh = coordinator.get(there(round_)).context["form"].initial["seen"]
    signed(round_, "threeshires-police")
    refused = coordinator.post(there(round_), {**data, "seen": fresh})
    assert refused.status_code == 409
    assert "Who has not signed has changed since you looked" in text(refused)
    assert "Please sign." in refused.context["example"], "the words are kept"
    again = refused.context["form"]["seen"].value()
    assert coordinator.post(there(round_), {**data, "seen": again}).status_code == 302
    assert ReminderBatch.objects.count() == 2


def test_who_may_sign_again_is_not_taken_for_one_who_never_did(round_: Round) -> None:
    """Returned for changes: they have signed, and know from the partnership what is asked of them."""
    signed(round_, "berrydale-hospital")
    Standing.objects.update(stage=Stage.RETURNED)
    assert "berrydale-hospital" not in {
        each.on_board.slug for each in to_remind(round_, timezone.localdate())
    }


def test_a_letter_that_fails_is_said_and_holds_up_no_other(
    coordinator: Client, round_: Round, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    signed(round_, "threeshires-icb", "threeshires-police", "cobblewick-hospital", "appleford-club")
    order(coordinator, round_)
    from django.core.mail import EmailMessage

    real = EmailMessage.send

    def fails(message: EmailMessage, *args: Any, **kwargs: Any) -> int:
        if message.to == [address("lead@berrydale-academy")]:
            raise SMTPServerDisconnected
        return real(message, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", fails)
        call_command("send_reminders")
    assert "Sent: 3" in capsys.readouterr().out
    assert Reminder.objects.get(state=State.FAILED).expected.organisation.slug == "berrydale-academy"
    call_command("send_reminders")
    assert "No letter waits." in capsys.readouterr().out
    call_command("send_reminders", again=True)
    assert len(mail.outbox) == 4
    assert not Reminder.objects.exclude(state=State.SENT).exists()


def test_empty_words_and_nobody_to_write_to_are_said(coordinator: Client, round_: Round) -> None:
    assert "Enter what the letter says" in text(order(coordinator, round_, text=" "))
    Membership.objects.filter(organisation__isnull=False).update(
        ends_on=timezone.localdate(), ended_at=timezone.now()
    )
    page = coordinator.get(there(round_))
    assert "0 letters to 0 agencies" in text(page)
    assert "Nobody can be written to at Appleford Youth Club" in text(page)
    assert "There is nobody to write to" in text(order(coordinator, round_))
    assert not ReminderBatch.objects.exists()
