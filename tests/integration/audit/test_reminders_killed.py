"""The job that sends reminders is killed in the middle, runs again, and runs twice at once: each letter is sent.

These commit for real, in a database of their own; letters are files, as in the demonstration.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from scrutiny.section11.models import Reminder
from scrutiny.section11.rounds.actions import order_reminders
from scrutiny.section11.rounds.reminders.recipients import fingerprint, letters_of, to_remind
from tests import audit
from tests.worlds import World

ROOT = Path(__file__).resolve().parents[3]
SEND = """
import sys, time
import django
from django.conf import settings
django.setup()
from django.core.mail.backends import filebased
settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
settings.EMAIL_FILE_PATH = sys.argv[1]
settings.DATABASES["default"]["NAME"] = sys.argv[2]
real = filebased.EmailBackend.write_message
def slowly(self, message):
    real(self, message)
    time.sleep(float(sys.argv[3]))
filebased.EmailBackend.write_message = slowly
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[2]
from django.core.management import call_command
call_command("send_reminders")
"""


@pytest.fixture
def ordered(own_database: str, settings: object) -> int:
    settings.WORK_IN_BACKGROUND = False  # type: ignore[attr-defined]
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # type: ignore[attr-defined]
    round_ = audit.a_round()
    seen = fingerprint(letters_of(to_remind(round_, timezone.localdate())), None)
    order_reminders(round_=round_, text="Please sign.", seen=seen, by=World().person("coordinator"))
    Reminder.objects.update(state=Reminder.State.WAITING)  # the order itself has sent them nowhere
    return Reminder.objects.count()


def sender(folder: Path, name: str, pause: float) -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT}/platform",
    }
    return subprocess.Popen(
        [sys.executable, "-c", SEND, str(folder), name, str(pause)], cwd=ROOT, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def letters(folder: Path) -> Counter[str]:
    """How often each letter was written, by its number."""
    found: Counter[str] = Counter()
    for file in folder.glob("*"):
        for each in file.read_bytes().split(b"-" * 79):
            if number := message_from_bytes(each.strip()).get("Message-ID"):
                found[number] += 1
    return found


def sent() -> int:
    return Reminder.objects.filter(state=Reminder.State.SENT).count()


def test_killed_and_run_again_every_letter_is_sent(ordered: int, own_database: str, tmp_path: Path) -> None:
    kills = 3
    for turn in range(1, kills + 1):
        process = sender(tmp_path, own_database, pause=0.3)
        deadline = time.monotonic() + 90
        while sent() < turn and time.monotonic() < deadline:
            assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stderr.close()  # type: ignore[union-attr]
        assert turn <= sent() < ordered
    assert set(Reminder.objects.values_list("state", flat=True)) == {"waiting", "sent"}, "nothing half done"
    last = sender(tmp_path, own_database, pause=0)
    assert last.communicate(timeout=120)[1] == b""
    found = letters(tmp_path)
    assert sent() == ordered == len(found) == 12
    assert sum(found.values()) - ordered <= kills, (
        "the letter in hand may go twice, under one number; no other does"
    )


def test_two_at_once_send_each_letter_once(ordered: int, own_database: str, tmp_path: Path) -> None:
    both = [sender(tmp_path / word, own_database, pause=0.1) for word in ("one", "other")]
    for process in both:
        assert process.communicate(timeout=120)[1] == b""
    found = letters(tmp_path / "one") + letters(tmp_path / "other")
    assert set(found.values()) == {1}
    assert len(found) == ordered == sent()
    connection.close()
