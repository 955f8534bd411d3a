from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scrutiny.frameworks.models import Edition
from scrutiny.frameworks.verification import verify


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Recompute the SHA-256 hash of every published edition and compare it with the stored one. "
        "Names each edition that no longer says what was published, and then exits with 1."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        editions = list(Edition.objects.select_related("follows"))
        broken = list(verify(editions))
        for entry in broken:
            self.stderr.write(f"Edition {entry.edition}: {entry.problem}.")
        if broken:
            raise CommandError(
                f"{len({each.edition for each in broken})} of {len(editions)} editions do not verify."
            )
        self.stdout.write(f"All {len(editions)} editions verify.")
