"""Processes of ours: apart from the terminal, so that Ctrl-C reaches us alone, and ended when we end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import IO

from launcher.console import say
from launcher.stopping import GLANCE, StopRequest
from local_postgres.footing import end_with_parent

INDENT = "      "
SILENCE = 10  # seconds between signs of life


class Failed(Exception):
    """The message is one plain line."""


class Family:
    """All processes started here. `end` leaves none behind."""

    def __init__(self, root: Path, surroundings: Mapping[str, str], kept_open: Iterable[int]) -> None:
        self.root = root
        self.surroundings = surroundings
        self.kept_open = tuple(kept_open)
        self._living: list[subprocess.Popen[bytes]] = []

    def start(
        self, *arguments: str, output: "int | IO[bytes] | None" = None, kept_open: Iterable[int] = ()
    ) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(  # noqa: S603 our own words only
            [sys.executable, *arguments],
            cwd=self.root,
            env=self.surroundings,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=None if output is None else subprocess.STDOUT,
            start_new_session=True,
            pass_fds=[*self.kept_open, *kept_open],
            preexec_fn=lambda: end_with_parent(signal.SIGTERM),
        )
        self._living.append(process)
        return process

    def manage(self, stop: StopRequest, *arguments: str) -> None:
        """Run a management command and show what it says. Raises Failed where it fails."""
        process = self.start("manage.py", *arguments, output=subprocess.PIPE)
        with process.stdout or nullcontext() as output:
            if output is not None:
                _show(output, stop)
        stop.wait_until(lambda: process.poll() is not None, patience=60)
        if process.returncode != 0:
            raise Failed(f"manage.py {arguments[0]} did not succeed: what it said is above.")

    def end(self, patience: float = 12) -> None:
        """Ask each to end, then make it."""
        for process in self._living:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + patience
        for process in self._living:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # and any it started
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
        self._living.clear()


def _show(output: IO[bytes], stop: StopRequest) -> None:
    """Line by line, indented, with a sign of life where it is quiet for long."""
    os.set_blocking(output.fileno(), False)
    started = heard = time.monotonic()
    pending = b""
    while True:
        stop.check()
        chunk = output.read(65536)
        if chunk == b"":
            break
        if chunk is None:
            time.sleep(GLANCE)
            if time.monotonic() - heard > SILENCE:
                heard = time.monotonic()
                say(f"{INDENT}… still at work, {heard - started:.0f} s")
            continue
        heard = time.monotonic()
        *lines, pending = (pending + chunk).split(b"\n")
        _say_lines(lines)
    _say_lines([pending] if pending else [])


def _say_lines(lines: Iterable[bytes]) -> None:
    for line in lines:
        say(INDENT + line.decode("utf-8", "replace").rstrip())
