from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from accounts.models import Person
from accounts.recovery import reset_sign_in, send_letter
from accounts.sign_in import is_welcome
from accounts.site import site_address


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "For somebody who lost what they sign in with, as the operator of the platform: removes their second factors "
        "and their password, signs them out everywhere, and sends a letter with which they set a new password within "
        "three days. In the demonstration, or where the letter cannot be sent, prints the link. Be sure who asks."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument(
            "--site", default="", metavar="URL", help="where the site is (default: its first host)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email__iexact=options["email"].strip()).first()
        if person is None:
            raise CommandError("Nobody has this address.")
        if not is_welcome(person):
            raise CommandError("They are deactivated. Let them in again first.")
        secret = reset_sign_in(person=person, by=None)
        self.stdout.write("Removed their password and second factors, and signed them out everywhere.")
        site = options["site"].rstrip("/") or site_address()
        link = f"{site}{reverse('account_recovery_letter', args=[person.pk, secret])}"
        sent = _sent(person, link)
        if settings.DEMONSTRATION or not sent:
            self.stdout.write(link)
        if not sent:
            self.stderr.write("The letter could not be sent. Give them the link yourself; it works once.")


def _sent(person: Person, link: str) -> bool:
    try:
        send_letter(person, link)
    except (OSError, SMTPException):
        return False
    return True
