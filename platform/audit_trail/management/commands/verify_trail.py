from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from audit_trail import stored
from audit_trail.heads import HeadsNotReadable, read_heads
from audit_trail.verification import Kept, Walk, breaks


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Recompute every hash of the audit trail and follow each chain to its end, there compare it with the heads "
        "kept outside of the database. Names the first broken entry of each chain, and then exits with 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--heads", type=Path, metavar="FILE",
            help=f"heads exported earlier, best from another machine (default: {settings.TRAIL_HEADS}, if it is there)",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        kept = self._kept(options["heads"])
        walk = Walk()
        broken = list(breaks(stored.rows(), kept, walk))
        for each in broken:
            self.stderr.write(str(each))
        seen = f"{walk.entries:,} entries in {walk.chains} chains, {len(kept):,} kept heads"
        if broken:
            raise CommandError(f"The trail is broken in {len(broken)} of its chains ({seen} looked at).")
        self.stdout.write(f"The trail is whole: {seen}.")

    def _kept(self, named: Path | None) -> list[Kept]:
        file = named or Path(settings.TRAIL_HEADS)
        if named is None and not file.exists():
            self.stdout.write(
                f"There is no {file}: an end that was cut off together with its head would not be seen."
            )
            return []
        try:
            return read_heads(file)
        except (OSError, UnicodeDecodeError, HeadsNotReadable) as error:
            raise CommandError(str(error)) from error
