from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.isolation_check import open_schemas, problems


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Compare what the database allows with what is declared: roles, memberships, rights on every schema, table, "
        "sequence and function, and row-level security. Changes nothing. Fails and names each thing that is wrong."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = problems()
        for problem in found:
            self.stdout.write(problem)
        if found:
            raise CommandError(f"{len(found)} things are wrong. manage.py setup puts right what it may.")
        self.stdout.write(f"The database keeps {len(open_schemas())} partnerships apart, as declared.")
