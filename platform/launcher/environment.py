"""The virtual environment in .venv, always as a lock file says. Standard library only."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

RUN_LOCK, DEV_LOCK = "requirements.lock", "requirements-dev.lock"
SILENCE = 4  # seconds between signs of life
PIP = [
    "-m", "pip", "install", "--require-hashes", "--only-binary=:all:",  # nothing is compiled: no compiler is needed
    "--no-compile",  # bytecode is made when a module is first used, and most never are: saves 20 s
    "--no-cache-dir", "--disable-pip-version-check", "--no-input", "--progress-bar=off",
]  # fmt: skip


class EnvironmentNotMade(Exception):
    """The message is one plain line."""


def make_environment(root: Path, lock: Path) -> Path:
    """The interpreter of an environment that holds exactly what the lock names, by hash."""
    python = root / ".venv/bin/python"
    with _one_at_a_time(root):
        if _holds(python, lock):
            return python
        if not _has_pip(python):
            _create(root)
        for name in (RUN_LOCK, DEV_LOCK):
            _stamp(python, name).unlink(missing_ok=True)
        _install(root, python, lock)
        for name in [lock.name] if lock.name == RUN_LOCK else [RUN_LOCK, DEV_LOCK]:
            shutil.copyfile(root / name, _stamp(python, name))  # the second names all of the first
    return python


def packages_in(lock: Path) -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", lock.read_text("utf-8"), re.MULTILINE))


def _holds(python: Path, lock: Path) -> bool:
    stamp = _stamp(python, lock.name)
    return stamp.exists() and stamp.read_bytes() == lock.read_bytes() and _works(python)


def _stamp(python: Path, name: str) -> Path:
    return python.parents[1] / f"holds-{name}"


def _works(python: Path, *arguments: str) -> bool:
    check = arguments or ("-S", "-c", "import sys; sys.exit(sys.version_info < (3, 11))")
    try:
        return subprocess.run([python, "-I", *check], capture_output=True, check=False).returncode == 0  # noqa: S603
    except OSError:
        return False


def _has_pip(python: Path) -> bool:
    return _works(python) and _works(python, "-m", "pip", "--version")


def _create(root: Path) -> None:
    if find_spec("ensurepip") is None or find_spec("venv") is None:
        major, minor = sys.version_info[:2]
        raise EnvironmentNotMade(
            f"Python {major}.{minor} is here but not its venv module: install it, "
            f"for example with: apt-get install python{major}.{minor}-venv"
        )
    say(f"Making a Python environment in .venv (Python {sys.version.split()[0]})")
    base = getattr(sys, "_base_executable", None) or sys.executable
    command = [base, "-I", "-m", "venv", "--clear", str(root / ".venv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        said = (done.stderr + done.stdout).strip().splitlines() or ["no reason given"]
        raise EnvironmentNotMade(f"Python could not make .venv: {said[-1]}")


def _install(root: Path, python: Path, lock: Path) -> None:
    started = time.monotonic()
    total = len(packages_in(lock))
    say(f"Installing {total} packages named in {lock.name}")
    temporary = root / ".local/tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    log = root / ".venv/install.log"
    with (
        log.open("w", encoding="utf-8") as record,
        subprocess.Popen(  # noqa: S603
            [python, "-I", *PIP, "-r", str(lock)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**os.environ, "TMPDIR": str(temporary), "PYTHONUNBUFFERED": "1"},
        ) as pip,
    ):
        record.writelines(_with_signs_of_life(pip, total, started))
    if pip.returncode != 0:
        raise EnvironmentNotMade(
            f"pip could not install {lock.name}: {_reason(log)} (all it said is in .venv/install.log)"
        )
    say(f"  … {time.monotonic() - started:.0f} s")


def _reason(log: Path) -> str:
    errors = [line for line in log.read_text("utf-8").splitlines() if line.startswith("ERROR")]
    return (errors or ["no reason given"])[0].removeprefix("ERROR: ")


def _with_signs_of_life(pip: "subprocess.Popen[str]", total: int, started: float) -> Iterator[str]:
    fetched, last = 0, started
    for line in pip.stdout or ():
        fetched += line.startswith(("Collecting ", "Processing "))
        if line.startswith("Installing collected"):
            say("  … unpacking them")
            last = float("inf")
        elif time.monotonic() - last > SILENCE:
            say(f"  … {min(fetched, total)} of {total} fetched")
            last = time.monotonic()
        yield line


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    (root / ".local").mkdir(exist_ok=True)
    with (root / ".local/environment.lock").open("w") as file:
        _take(file.fileno(), lambda: say("Waiting for another make that is working on .venv"))
        yield


def _take(file: int, explain: Callable[[], None]) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        explain()
        fcntl.flock(file, fcntl.LOCK_EX)


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201
