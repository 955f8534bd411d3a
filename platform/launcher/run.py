"""The run itself, step by step, and its end."""

import os
import time
from contextlib import suppress
from pathlib import Path

import local_postgres
from launcher.children import Failed, Family
from launcher.console import Steps, say
from launcher.site import start_site, wait_for_answer
from launcher.stopping import GLANCE, StopRequest

REPORTS = "out"
HEALTH_CHECK = 3  # seconds between looks at the database
DAY = 24 * 60 * 60


class Run:
    def __init__(self, root: Path, port: int, place: int, turn: int, stop: StopRequest) -> None:
        self.root, self.port, self.place, self.stop = root, port, place, stop
        self.own_database = not os.environ.get("DATABASE_URL")
        self.database = root / ".local/postgresql"
        self.temporary = root / ".local/tmp"
        self.family = Family(
            root, {**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(self.temporary)}, [turn]
        )
        self.servers: list[local_postgres.Server] = []

    def prepare(self) -> None:
        """Every step is a command that also stands alone, and does nothing where nothing is to be done."""
        steps = Steps(total=6)
        with steps.step(
            "Starting PostgreSQL" if self.own_database else "Using the server DATABASE_URL names"
        ):
            self._start_database()
        with steps.step("Setting up the region: roles, tables, partnerships"):
            self.family.manage(self.stop, "setup")
        with steps.step("Loading the demonstration figures"):
            self.family.manage(self.stop, "load_demonstration")
        with steps.step(f"Writing the benchmark report into {REPORTS}/"):
            self.family.manage(self.stop, "benchmark_report", "--year", "latest", "--out", REPORTS)
        with steps.step("Writing the heads of the audit trail outside of the database"):
            self._keep_trail_heads()
        with steps.step("Starting the site"):
            self.site = start_site(self.family, self.place, self.temporary)
            self.sign_ins = self._sign_ins()  # while the site starts
            wait_for_answer(self.site, self.port, self.stop)

    def announce(self) -> None:
        site = f"http://localhost:{self.port}"
        say()
        say(f"The region is at {site}/ and its API at {site}/api/v1/")
        for page in sorted((self.root / REPORTS).glob("benchmark-*.html"))[-1:]:
            say(f"The newest report is {REPORTS}/{page.stem}, as .html, .pdf and .csv")
        say("Ctrl-C stops the site and its database." if self.own_database else "Ctrl-C stops the site.")
        say()
        for line in self.sign_ins.splitlines():
            say(line)

    def serve(self) -> None:
        """Until we are asked to stop. A database that was killed is started again; the trail's heads are kept daily."""
        while not self.stop.wait_until(lambda: self.site.poll() is not None, HEALTH_CHECK):
            if self.own_database and not local_postgres.is_running(self.database):
                say("PostgreSQL has ended; starting it again")
                self._start_database()
            if time.monotonic() > self.heads_kept_at + DAY:
                self._keep_trail_heads()
        raise Failed(f"The site ended by itself (exit code {self.site.returncode}).")

    def end(self) -> None:
        self.family.end()
        for server in self.servers:
            server.stop()
        _bury_orphans()

    def _start_database(self) -> None:
        if self.own_database:
            self.servers.append(local_postgres.ensure(self.database))

    def _keep_trail_heads(self) -> None:
        """A disk that is full ends no site: it is said, and tried again tomorrow."""
        self.heads_kept_at = time.monotonic()
        try:
            self.family.manage(self.stop, "export_trail_heads")
        except Failed as failed:
            say(str(failed))

    def _sign_ins(self) -> str:
        page = self.temporary / "sign-ins"
        with page.open("wb") as output:
            process = self.family.start("manage.py", "demonstration_sign_ins", output=output)
        self.stop.wait_until(lambda: process.poll() is not None, patience=60)
        text = page.read_text("utf-8", "replace")
        page.unlink()  # it holds passwords
        if process.returncode != 0:
            raise Failed(f"manage.py demonstration_sign_ins did not succeed: {text.strip()}")
        return text


def _bury_orphans(patience: float = 1) -> None:
    """The database's guardian ends by itself, but not every machine's init buries the dead."""
    deadline = time.monotonic() + patience
    with suppress(ChildProcessError):  # none is left
        while time.monotonic() < deadline:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(GLANCE)
