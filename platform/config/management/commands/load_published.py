from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.published.plan import Plan, plan
from config.published.region import known
from config.published.store import store
from config.published.telling import told


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Load what publishers published, to compare the region with: files of the Department for Education's service "
        "“Explore education statistics”, the populations it uses, the values of every English authority and the lists "
        "of statistical neighbours. Each file is recognised by its heading. Says of each what was kept and why the rest "
        "was left out. Everything is stored or, where anything is wrong, nothing: each problem is named by file, row and "
        "column. The region's own figures are never loaded: they come from signed returns. Safe to run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="FOLDER_OR_FILE")
        parser.add_argument("--check", action="store_true", help="read and tell, and store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        region = known()
        planned = plan(files_of(options["paths"]), region)
        if planned.problems:
            lines = "\n".join(str(problem) for problem in planned.problems)
            many = len(planned.problems)
            raise CommandError(f"{lines}\n{many} problem{'' if many == 1 else 's'}. Nothing was loaded.")
        for file, told_of_it in told(planned, region):
            self.stdout.write(f"{file}\n  " + "\n  ".join(told_of_it))
        if not options["check"]:
            store(planned, by=None)
        self.stdout.write(summary(planned, stored=not options["check"]))


def files_of(paths: list[Path]) -> Iterator[Path]:
    """The files themselves and every CSV file of the folders. Raises CommandError where there is none."""
    for path in paths:
        if not path.exists():
            raise CommandError(f"{path}: there is no such file or folder.")
        if path.is_dir() and not any(path.glob("*.csv")):
            raise CommandError(f"{path}: the folder holds no CSV file.")
        yield from sorted(path.glob("*.csv")) if path.is_dir() else [path]


def summary(planned: Plan, *, stored: bool) -> str:
    numbers = {
        "population estimates": len(planned.populations),
        "figures of wider places": len(planned.figures),
        "authorities": len(planned.authorities),
        "values of authorities": len(planned.values),
        "neighbours": len(planned.neighbours),
    }
    what = ", ".join(f"{number:,} {name}" for name, number in numbers.items())
    return f"{'Loaded' if stored else 'Checked, nothing stored'}: {what}."
