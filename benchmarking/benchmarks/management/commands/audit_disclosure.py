from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.publication_audit import attack, in_words


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Try to work out every hidden small count from everything that is published: all frozen runs, the pages and "
        "the API of today and what they said before, by anybody and by each partnership knowing its own counts. "
        "Names each count that can be worked out, without its value, and then exits with 1."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        runs = list(Run.objects.order_by("created_at"))
        found = attack(runs)
        for weakness in found.weaknesses:
            self.stderr.write(in_words(weakness))
        cells = {weakness.cell for weakness in found.weaknesses}
        said = f"{found.attacked} hidden counts attacked over {len(runs)} frozen runs, {len(cells)} recovered"
        if cells:
            raise CommandError(f"{said}.")
        self.stdout.write(f"{said}.")
