from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import Person
from accounts.roles import ROLES
from partnerships.actions import deactivate, end_role
from partnerships.granting import standing_roles
from partnerships.selectors import place_called


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "End somebody's access at once, as the operator of the platform: all their roles end and they are signed out "
        "and deactivated. With --role, that role alone ends. Nothing is deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--role", choices=list(ROLES), metavar="ROLE", help=", ".join(ROLES))
        parser.add_argument(
            "--at", default="", metavar="SLUG", help="the partnership or organisation, for a role there"
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email=options["email"].strip().lower()).first()
        if person is None:
            raise CommandError("Nobody has this address.")
        roles = standing_roles(person)
        if options["role"]:
            try:
                place = place_called(options["at"], ROLES[options["role"]].level)
            except LookupError as error:
                raise CommandError(str(error.args[0])) from error
            roles = [each for each in roles if (each.role, each.place) == (options["role"], place)]
            if not roles:
                raise CommandError("They do not hold this role there.")
        for each in roles:
            end_role(membership=each, by=None)
            self.stdout.write(f"Ended: {each}")
        if not options["role"]:
            deactivate(person=person, by=None)
            self.stdout.write("Deactivated, and signed out everywhere.")
