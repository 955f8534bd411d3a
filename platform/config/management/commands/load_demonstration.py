from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from audit_trail.actions import record
from audit_trail.models import Event
from benchmarking.reports.models import Step
from benchmarking.reports.states import State
from config.demonstration import figures, people
from partnerships.selectors import open_partnerships

DONE = "load demonstration"


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Fill the region with published figures: add the demonstration's people, load populations, the figures of "
        "the wider places and the values of other authorities, let each partnership import its own published "
        "figures, prepare them and sign them as returns, let made-up and real agencies answer the audit with made-up answers, "
        "and publish a first issue of the report. Safe to run again. "
        "Run setup first. Refused in a live service."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--again", action="store_true", help="go through all tables even if they were loaded before"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("This is a live service (MODE=live). The demonstration is not loaded into it.")
        if not open_partnerships().exists():
            raise CommandError("No partnership is open yet. Run: manage.py setup")
        if added := people.add_people():
            self._say(f"People: {added} added")
        tables = figures.fingerprint()
        if options["again"] or not Event.objects.filter(action=DONE, subject=tables).exists():
            self._load(tables)
        else:
            self._say("The demonstration is loaded already.")
        self._audit()
        if not Step.objects.filter(state=State.PUBLISHED).exists():
            self._publish()

    def _load(self, tables: str) -> None:
        self._say(f"Wider places: {figures.load_comparators():,} published figures")
        self._say(f"Other authorities: {figures.load_other_authorities():,} published values")
        for loaded in figures.load_partnerships():
            self._say(f"{loaded.partnership}: {loaded.figures} figures, {loaded.returns} returns signed")
        record(by=None, action=DONE, subject=tables)

    def _audit(self) -> None:
        from config.demonstration.audit.loading import is_loaded, load_audit  # brings the challenge along

        if not is_loaded():
            for line in load_audit():
                self._say(line)

    def _publish(self) -> None:
        from config.demonstration.issue import publish_first_issue  # brings statistics and PDF along: seconds

        if published := publish_first_issue():
            self._say(f"{published}: published, with a commentary and a reply that are made up")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
