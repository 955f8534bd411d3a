from typing import Any

from django.core.management.base import BaseCommand

from config.demonstration.people import PASSWORD, sign_ins


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = "Print who can sign in to the demonstration, and with which password."

    def handle(self, *args: Any, **options: Any) -> None:
        people = sign_ins()
        width = max(len(entry.email) for entry in people)
        for entry in people:
            self.stdout.write(f"  {entry.email:<{width}}  {entry.role_title}")
        self.stdout.write(f"  The password of each: {PASSWORD}")
