from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from scrutiny.section11.models import Reminder
from scrutiny.section11.rounds.reminders.sending import send_waiting, try_failed_again


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Send the reminders of the audit that were ordered and still wait. Whoever has signed in the meantime gets none. "
        "It may be stopped at any moment and run again, by a timer too: each letter is sent once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="try those again that could not be sent")
        parser.add_argument(
            "--site", default="", metavar="URL", help="where the site is (default: its first host)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"]:
            self.stdout.write(f"To be tried again: {try_failed_again()}")
        ended = send_waiting(site=options["site"])
        for state in Reminder.State:
            if ended[state.value]:
                self.stdout.write(f"{state.label}: {ended[state.value]}")
        if not ended:
            self.stdout.write("No letter waits.")
