"""Heads of the chains, written down outside of the database: one line a chain a day, and never changed again.

Whoever can rewrite the database cannot make it agree with these lines once they are kept elsewhere.
"""

import csv
import fcntl
import io
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from audit_trail.models import Head
from audit_trail.verification import Kept

COLUMNS = ["date", "time", "chain", "sequence", "hash"]


class HeadsNotReadable(Exception):
    """A line of the file is not one of ours; the text says which."""


def append_heads(file: Path, heads: Iterable[Head], now: datetime) -> list[Kept]:
    """Add a line for each chain that has none of today, or has moved on since its last. Returns what was added.

    The lines are written at once, at the end, and on the disk when this returns. Two runs wait for one another.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        last = {each.chain: each for each in read_heads(file)}
        today = now.date().isoformat()
        new = [Kept(today, head.chain, head.sequence, head.hash) for head in heads]
        new = [each for each in new if last.get(each.chain) != each]
        if new:
            _add(descriptor, _lines(new, now, first=not last))
    finally:
        os.close(descriptor)
    _keep_folder(file.parent)
    return new


def read_heads(file: Path) -> list[Kept]:
    """Every head the file holds, in order. Raises HeadsNotReadable, naming the line that is no head."""
    found = []
    for number, line in enumerate(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")), 1):
        if number == 1 and line == COLUMNS:
            continue
        try:
            day, _, chain, sequence, hash_ = line
            found.append(Kept(day, chain, int(sequence), hash_))
        except ValueError:
            raise HeadsNotReadable(f"Line {number} of {file} is not a head of the trail.") from None
    return found


def _lines(new: list[Kept], now: datetime, *, first: bool) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    if first:
        writer.writerow(COLUMNS)
    time = now.time().isoformat(timespec="seconds")
    writer.writerows([each.day, time, each.chain, each.sequence, each.hash] for each in new)
    return text.getvalue().encode()


def _add(descriptor: int, lines: bytes) -> None:
    """All of it or, where the disk is full, nothing."""
    before = os.fstat(descriptor).st_size
    try:
        if os.write(descriptor, lines) != len(lines):
            raise OSError("the disk took a part of it")
        os.fsync(descriptor)
    except OSError:
        with suppress(OSError):  # a file that may only grow keeps the torn line; reading it names the line
            os.ftruncate(descriptor, before)
        raise


def _keep_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
