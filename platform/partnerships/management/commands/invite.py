from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from accounts.roles import ROLES
from accounts.site import site_address
from kernel.errors import NotPermitted, UserError
from partnerships.actions import invite
from partnerships.letters import send_invitation
from partnerships.selectors import place_called


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Invite somebody to hold a role, as the operator of the platform. The first coordinator and the auditor of "
        "the platform come this way. Sends the letter; in the demonstration, or where it cannot be sent, prints the link."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument(
            "--role", required=True, choices=list(ROLES), metavar="ROLE", help=", ".join(ROLES)
        )
        parser.add_argument(
            "--at", default="", metavar="SLUG", help="the partnership or organisation, for a role there"
        )
        parser.add_argument("--title", default="", help="what they do, in the words of their organisation")
        parser.add_argument(
            "--site", default="", metavar="URL", help="where the site is (default: its first host)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        role = ROLES[options["role"]]
        try:
            place = place_called(options["at"], role.level)
            invited = invite(
                email=options["email"],
                role_title=options["title"] or role.title,
                role=role,
                place=place,
                by=None,
            )
        except (LookupError, UserError, NotPermitted) as error:
            raise CommandError(str(error.args[0])) from error
        link = f"{options['site'].rstrip('/') or site_address()}{reverse('people:letter', args=[invited.secret])}"
        sent = send_invitation(invited.invitation, link)
        self.stdout.write(f"Invited: {invited.invitation.email}, {role.title}, {place or 'the region'}")
        if settings.DEMONSTRATION or not sent:
            self.stdout.write(link)
        if not sent:
            self.stderr.write(
                "The letter could not be sent. Give them the link yourself; it works once, for 7 days."
            )
