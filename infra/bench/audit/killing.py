"""SIGKILL for the web server and for PostgreSQL, and getting up again."""

import os
import random
import signal
import time
from collections.abc import Callable

import psutil

import local_postgres
from infra.bench.audit.ground import CLUSTER, DATABASE
from infra.bench.audit.site import Site
from local_postgres.postmaster import read_postmaster

# isort: split
from django.db import Error, connection

PATIENCE = 60


class Killing:
    def __init__(self, site: Site, chance: random.Random) -> None:
        self.site, self.chance = site, chance
        self.ways: dict[str, Callable[[], None]] = {
            "a worker of the web server": self.worker,
            "the server process of PostgreSQL": self.postmaster,
            "the web server": self.master,
            "a session of PostgreSQL": self.backend,
        }

    def worker(self) -> None:
        """The master starts another by itself."""
        os.kill(self.chance.choice(sorted(each.pid for each in self.site.workers())), signal.SIGKILL)

    def master(self) -> None:
        """Its workers see that they are orphans and end; somebody starts the server again."""
        self.site.master.kill()
        self.site.master.wait()
        self.site.start()

    def postmaster(self) -> None:
        """Started again by whoever needs it, as `make run` does within seconds. It recovers from its log."""
        os.kill(_postmaster(), signal.SIGKILL)
        local_postgres.ensure(CLUSTER)

    def backend(self) -> None:
        """PostgreSQL ends every other session too, once it has seen it, and recovers by itself."""
        found = [each.pid for each in psutil.Process(_postmaster()).children() if _serves_us(each)]
        if found:
            victim = self.chance.choice(sorted(found))
            os.kill(victim, signal.SIGKILL)
            _wait_until(lambda: not psutil.pid_exists(victim))

    def wait_until_up(self) -> None:
        """Until the database takes part again and every worker is there."""
        _wait_until(lambda: _database_answers() and len(self.site.workers()) == 2)


def _wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("It did not get up again.")
        time.sleep(0.02)


def _postmaster() -> int:
    found = read_postmaster(CLUSTER / "data")
    assert found is not None
    return found.pid


def _serves_us(process: psutil.Process) -> bool:
    try:
        return DATABASE in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False


def _database_answers() -> bool:
    connection.close()  # of whatever was done in this thread before
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    finally:
        connection.close()
    return True
