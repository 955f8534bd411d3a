from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit_trail.heads import HeadsNotReadable, append_heads
from audit_trail.models import Head


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Write the last number and hash of each chain of the audit trail to the end of a file, one line a chain a "
        "day; a second line on the same day only for a chain that has moved on. Run it daily, and keep the file "
        "where those who look after the database cannot change it: verify_trail compares the trail with it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--out", type=Path, default=Path(settings.TRAIL_HEADS), metavar="FILE",
            help="the file to add to (default: %(default)s)",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["out"]
        try:
            added = append_heads(file, Head.objects.order_by("chain"), timezone.now())
        except (OSError, UnicodeDecodeError, HeadsNotReadable) as error:
            raise CommandError(f"The heads of the trail were not kept: {error}") from error
        self.stdout.write(f"{len(added)} heads of the trail added to {file}")
