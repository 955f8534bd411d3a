from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.reports.building import basis_of, build_report
from benchmarking.reports.writing import write_files
from kernel.errors import UserError


def year_or_latest(text: str) -> int | None:
    if text == "latest":
        return None
    if not (text.isdigit() and len(text) == 4):
        raise ArgumentTypeError("write a year, such as 2025 for the year ending 31 March 2025, or: latest")
    return int(text)


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Run the benchmark and write its report. Takes every signed return up to the year, calculates and freezes "
        "the benchmark, and writes benchmark-YEAR.pdf, .csv, .meta.csv, .xlsx, .ods and .html (and .sha256 with their "
        "hashes) into the folder. Safe to run again: the same returns give the same run and the same files, which are then left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--year", type=year_or_latest, default="latest", metavar="YEAR",
            help="the newest reporting year in the report: 2025 is the year ending 31 March 2025; "
            "or the word latest (default)",
        )  # fmt: skip
        parser.add_argument(
            "--out", type=Path, default=settings.REPORTS_ROOT, metavar="DIR",
            help="the folder for the files; it is created where it is missing (default: %(default)s)",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        started = monotonic()
        try:
            run = run_benchmark(year=options["year"], by=None)
            self._say(f"Benchmark for {run.year}: run {run.short_hash}")
            files = write_files(basis_of(run), lambda: build_report(run), options["out"], self._say)
        except UserError as error:
            raise CommandError(str(error)) from error
        self._say(f"Report ready in {monotonic() - started:.1f} s: {files[0]}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
