from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.context import in_region
from scrutiny.frameworks.actions import EditionDiffers, publish_shipped
from scrutiny.frameworks.shipped import EditionNotValid, shipped


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Publish the editions of frameworks that come with this software and are not there yet. Setup does it too. "
        "Safe to run again: what is published stays as it is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with in_region():
                new = publish_shipped(contents=shipped())
        except (EditionNotValid, EditionDiffers) as error:
            raise CommandError(str(error)) from error
        for edition in new:
            self.stdout.write(f"Published: {edition}, {edition.statements} statements")
        if not new:
            self.stdout.write("Every edition is published already.")
