"""One site a checkout at a time."""

import fcntl
import os
from pathlib import Path

from launcher.children import Failed
from launcher.console import say
from launcher.stopping import StopRequest

BENEFIT_OF_DOUBT = 2  # seconds for a supervisor that may just have been told to end
PATIENCE = 20  # seconds for a run whose supervisor was killed to end by itself


def take_turn(local: Path, stop: StopRequest) -> int:
    """The open file that holds our turn. Our processes inherit it, so it is free only when none is left."""
    file = os.open(local / "run.lock", os.O_RDWR | os.O_CREAT, 0o600)
    if not _seize(file):
        if not stop.wait_until(lambda: _holder(file) is None, BENEFIT_OF_DOUBT):
            raise Failed(
                f"The site of this folder is already running (process {_holder(file)}). Stop it first."
            )
        say("Waiting for what an earlier run left behind to end")
        if not stop.wait_until(lambda: _seize(file), PATIENCE):
            raise Failed(
                "An earlier run's processes do not end: look for gunicorn among the running processes."
            )
    os.ftruncate(file, 0)
    os.pwrite(file, f"{os.getpid()}\n".encode("ascii"), 0)
    return file


def sign_off(file: int) -> None:
    """Say that we are on our way out: whoever comes next waits instead of giving up."""
    os.ftruncate(file, 0)


def _seize(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(file: int) -> int | None:
    """The supervisor that has the turn, unless it has ended or is about to."""
    text = os.pread(file, 20, 0).decode("ascii", "replace").strip()
    if not text.isdigit():
        return None
    try:
        os.kill(int(text), 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    return int(text)
