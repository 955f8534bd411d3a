from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.models import Run
from benchmarking.reports.actions import NotNow, prepare_issue
from benchmarking.reports.building import basis_of, build_report
from benchmarking.reports.issuing import build_issue, shown
from benchmarking.reports.models import Issue
from benchmarking.reports.reading import EVERYBODY
from benchmarking.reports.rebuilding import rebuilt_csv
from benchmarking.reports.selectors import commentary_of, issue_of, issues, replies_of
from benchmarking.reports.words import clock
from benchmarking.reports.writing import write_files, write_published
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
        "the benchmark, prepares a draft issue of it where there is none, and writes benchmark-YEAR.pdf, .csv, "
        ".meta.csv, .xlsx, .ods and .html (and .sha256 with their hashes) into the folder: as published, or as the "
        "draft stands. Safe to run again: the same returns give the same run, issue and files, which are then left "
        "alone. With --list or --issue nothing is written."
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
        parser.add_argument("--list", action="store_true", help="list every issue with its state and its id")
        parser.add_argument(
            "--issue", metavar="ID",
            help="make the CSV of a published issue anew and compare it with the hash it was published with; "
            "ID is that of --list, or YEAR-NUMBER; exit code 1 where they differ",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["list"]:
                self._list()
            elif options["issue"]:
                self._rebuild(_named(options["issue"]))
            else:
                self._write(options["year"], options["out"])
        except UserError as error:
            raise CommandError(str(error)) from error

    def _list(self) -> None:
        for issue in issues():
            when = f", {clock(issue.published_at)}" if issue.published_at else ""
            self._say(f"{issue.year}-{issue.number}  {issue.pk}  {issue.state}{when}")

    def _rebuild(self, issue: Issue) -> None:
        """Every edition that was published: for everybody, and for partners where there was one."""
        if not issue.is_published:
            raise CommandError(f"{issue} is {issue.state}: no hash was published yet.")
        wrong = False
        for edition in rebuilt_csv(issue):
            said = "the same bytes" if edition.same else f"now {edition.rebuilt}, which is not the same"
            self._say(f"{edition.name} for {edition.audience}: {edition.published} as published; {said}")
            wrong = wrong or not edition.same
        if wrong:
            raise CommandError(f"{issue} can no longer be made as it was published.")

    def _write(self, year: int | None, folder: Path) -> None:
        started = monotonic()
        run = run_benchmark(year=year, by=None)
        self._say(f"Benchmark for {run.year}: run {run.short_hash}")
        issue = issue_of(run) or self._prepare(run)
        if issue is not None:
            self._say(f"{issue}: {issue.state}")
        files = self._files(run, issue, folder)
        self._say(f"Report ready in {monotonic() - started:.1f} s: {files[0]}")

    def _prepare(self, run: Run) -> Issue | None:
        try:
            return prepare_issue(run=run, by=None)
        except NotNow as error:  # a correction says what it changes, which a person has to say
            self._say(f"No issue of this run is prepared. {error} Do so on the site.")
            return None

    def _files(self, run: Run, issue: Issue | None, folder: Path) -> list[Path]:
        basis = basis_of(run)
        if issue is not None and issue.is_published:
            rows = issue.outputs.filter(audience=EVERYBODY.audience)
            kept = {row.name: bytes(row.content) for row in sorted(rows, key=_pdf_first)}
            return write_published(basis.stem, kept, f"{issue}, {issue.pk}", folder, self._say)
        if issue is None:
            return write_files(basis, lambda: build_report(run), folder, self._say)
        said = sorted(str(row.pk) for row in (*commentary_of(issue), *replies_of(issue)))
        standing = f"{shown(issue, EVERYBODY)} {said}"
        return write_files(basis, lambda: build_issue(issue), folder, self._say, standing=standing)

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _pdf_first(row: Any) -> tuple[bool, str]:
    return (not row.name.endswith(".pdf"), row.name)


def _named(text: str) -> Issue:
    """By id, or by year and number."""
    year, _, number = text.partition("-")
    if year.isdigit() and number.isdigit():
        found = issues().filter(year=int(year), number=int(number)).first()
    else:
        try:
            found = issues().filter(pk=UUID(text)).first()
        except ValueError:
            found = None
    if found is None:
        raise CommandError(f"There is no issue {text}. See --list.")
    return found
