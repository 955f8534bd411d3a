from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.actions import revoke_api_key
from partnerships.models import ApiKey


class Command(BaseCommand):
    help = (
        "Revoke a key of the API at once and for ever, by its prefix: the eight letters before the full stop. "
        "Without a prefix, list the keys in use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("prefix", nargs="?", help="the eight letters before the full stop")

    def handle(self, *args: Any, **options: Any) -> None:
        prefix = options["prefix"]
        if prefix is None:
            self._list()
            return
        key = ApiKey.objects.filter(prefix=prefix).first()
        if key is None:
            raise CommandError(f"There is no key with the prefix “{prefix}”.")
        revoke_api_key(key=key, by=None)
        self.stdout.write(f"Revoked: {key.prefix}, “{key.name}”")

    def _list(self) -> None:
        for key in (
            ApiKey.objects.filter(revoked=False).select_related("organisation").order_by("expiry_date")
        ):
            self.stdout.write(
                f"{key.prefix}  until {key.expiry_date:%Y-%m-%d}  {key.organisation}: {key.name}"
            )
