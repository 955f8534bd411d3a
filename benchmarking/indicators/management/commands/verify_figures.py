from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmarking.indicators.verification import differences
from scrutiny.returns.selectors import figure_returns


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Compare every figure, from which pages and reports are made, with the signed return it came from. "
        "Names each figure that says something else, and then exits with 1. See also verify_returns."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        returns = figure_returns().select_related("superseded_by").order_by("lodged_at")
        found = list(differences(returns))
        for line in found:
            self.stderr.write(f"{line}.")
        if found:
            raise CommandError(f"{len(found)} figures do not agree with their returns.")
        self.stdout.write("All figures agree with their returns.")
