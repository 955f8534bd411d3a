"""Advisory locks on files, by flock: they belong to the open file, and the kernel lets go of them at the end."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHARED = fcntl.LOCK_SH
ALONE = fcntl.LOCK_EX


def seize(file: int, kind: int = ALONE) -> bool:
    """Take the lock if it is free now."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def free(file: int) -> None:
    fcntl.flock(file, fcntl.LOCK_UN)


def take(path: Path, kind: int = ALONE) -> int:
    """Wait for the lock. Closing the file that is returned lets go of it."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(file, kind)
    return file


def take_if_free(path: Path, kind: int = ALONE) -> int | None:
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if seize(file, kind):
        return file
    os.close(file)
    return None


@contextmanager
def held(path: Path) -> Iterator[None]:
    file = take(path)
    try:
        yield
    finally:
        os.close(file)


def is_free(path: Path) -> bool:
    """Whether nobody holds the lock alone. Many can ask at once."""
    if not path.exists():
        return True
    file = take_if_free(path, SHARED)
    if file is None:
        return False
    os.close(file)
    return True
