from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.actions import issue_api_key
from partnerships.keys.scopes import Scope, every_scope
from partnerships.models import Organisation

LONGEST_NAME = 50


class Command(BaseCommand):
    help = (
        "Issue a key for the API to an organisation of the region. The key is printed once and never again: only its "
        "hash is kept. Hand it over safely; whoever holds it reads what it was issued for."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisation", required=True, metavar="SLUG", help="whose key it is")
        parser.add_argument("--name", required=True, help="what it is for, such as “quarterly dashboard”")
        parser.add_argument(
            "--scope",
            action="append",
            choices=every_scope(),
            help="what it may read; may be repeated (default: everything)",
        )
        parser.add_argument(
            "--days", type=int, default=180, help="how long it is valid, at most 365 (default: %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["name"].strip() or len(options["name"]) > LONGEST_NAME:
            raise CommandError(f"Give the key a name of at most {LONGEST_NAME} letters.")
        try:
            key = issue_api_key(
                name=options["name"].strip(),
                organisation=_organisation(options["organisation"]),
                days=options["days"],
                scopes={Scope(each) for each in options["scope"] or every_scope()},
                by=None,
            )
        except ValueError as error:
            raise CommandError(f"Not issued: {error}.") from error
        self.stderr.write("This key is shown once. Send it in a header: Authorization: Api-Key <key>")
        self.stdout.write(key)


def _organisation(slug: str) -> Organisation:
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Organisation.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(
            f"There is no organisation “{slug}”. Known: {known or 'none yet; run setup first'}."
        )
    return found
