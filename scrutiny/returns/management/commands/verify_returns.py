from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scrutiny.returns.models import Return
from scrutiny.returns.verification import verify


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Recompute the SHA-256 hash of every signed return and compare it with the stored one. "
        "Names each return that no longer says what was signed, and then exits with 1."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        returns = Return.objects.select_related("partnership", "supersedes").order_by("lodged_at")
        broken = list(verify(returns.iterator(chunk_size=500)))
        for entry in broken:
            self.stderr.write(f"Return {entry.id}: {entry.problem}.")
        if broken:
            raise CommandError(f"{len({b.id for b in broken})} of {returns.count()} returns do not verify.")
        self.stdout.write(f"All {returns.count()} returns verify.")
