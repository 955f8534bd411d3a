from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from benchmarking.benchmarks.themes import unknown_indicators
from partnerships import provisioning
from partnerships.actions import load_region
from partnerships.database.role_marks import check_length
from partnerships.database.roles import partnership_role
from partnerships.models import Partnership
from partnerships.region_file import RegionNotValid
from partnerships.region_file import load_region as read_region
from scrutiny.frameworks.actions import EditionDiffers, publish_shipped
from scrutiny.frameworks.shipped import shipped
from scrutiny.programme.actions import load_programme


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Prepare the database: create the database roles, bring the shared schema up to date, write what the region "
        "file says (areas, codes, partnerships, organisations, themes, workstreams), publish the editions of frameworks that "
        "come with this software and open every partnership. "
        "Safe to run again: what is there already is left as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--region", type=Path, default=settings.REGION_FILE, metavar="FILE",
            help="the region file (default: %(default)s)",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            region = read_region(options["region"])
        except (RegionNotValid, OSError) as error:
            raise CommandError(str(error)) from error
        if unknown := unknown_indicators(region.themes):
            raise CommandError(f"{options['region'].name}: {'; '.join(unknown)}")
        for area in region.areas:
            check_length(partnership_role(area.partnership.schema_name))
        self._say("Database roles")
        provisioning.ensure_database()
        provisioning.create_roles()
        self._say("Shared schema")
        provisioning.migrate_shared_schema()
        load_region(region=region, by=None)
        load_programme(region=region)
        self._publish_frameworks()
        for partnership in Partnership.objects.select_related("area"):
            self._say(f"Partnership: {partnership.name}")
            provisioning.open_schema(partnership)
        self._say(f"Ready: {region.name}, {len(region.areas)} partnerships")

    def _publish_frameworks(self) -> None:
        try:
            for edition in publish_shipped(contents=shipped()):
                self._say(f"Published: {edition}")
        except EditionDiffers as error:
            raise CommandError(str(error)) from error

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
