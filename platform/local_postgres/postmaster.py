"""Reads data/postmaster.pid, in which a running server says how far it is and where it listens."""

from dataclasses import dataclass
from pathlib import Path

PID, PORT, LISTENS_ON, STATUS = 0, 3, 5, 7


@dataclass(frozen=True)
class Postmaster:
    pid: int
    port: int
    over_tcp: bool
    ready: bool


def read_postmaster(data: Path) -> Postmaster | None:
    """None where the file is missing or not yet complete."""
    try:
        lines = [line.strip() for line in (data / "postmaster.pid").read_text("utf-8", "replace").split("\n")]
        return Postmaster(
            pid=int(lines[PID]),
            port=int(lines[PORT]),
            over_tcp=bool(lines[LISTENS_ON]),
            ready=lines[STATUS] == "ready",
        )
    except (FileNotFoundError, NotADirectoryError, IndexError, ValueError):
        return None
