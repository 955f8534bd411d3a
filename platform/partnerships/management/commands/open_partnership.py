from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.models import Partnership
from partnerships.provisioning import open_schema


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Open one partnership that the region file names: create its database role, its schema and its tables. "
        "Safe to run again; an open partnership's tables are brought up to date. Run setup first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the partnership's word in addresses, such as bristol")

    def handle(self, *args: Any, **options: Any) -> None:
        partnership = Partnership.objects.select_related("area").filter(slug=options["slug"]).first()
        if partnership is None:
            known = (
                ", ".join(Partnership.objects.values_list("slug", flat=True)) or "none yet; run setup first"
            )
            raise CommandError(f"There is no partnership “{options['slug']}”. Known: {known}.")
        open_schema(partnership)
        self.stdout.write(f"Open: {partnership.name}")
