"""What is where in a server's folder, and how to reach the server."""

import os
import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

SUPERUSER = "postgres"
PORT = 5432  # names the socket's file; nothing listens on it
ASKS_FOR_TLS = struct.pack("!ii", 8, 80877103)  # length and code of the protocol's SSLRequest
LONGEST_SOCKET = 103  # bytes of a socket's path: 107 on Linux, 103 on macOS


@dataclass(frozen=True)
class Layout:
    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def half_made(self) -> Path:
        return self.folder / "data.new"

    @property
    def sockets(self) -> Path:
        return self.folder / "socket"

    @property
    def password(self) -> Path:
        return self.folder / "password"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def lease(self) -> Path:
        return self.folder / "lease"

    @property
    def alive(self) -> Path:
        return self.folder / "alive"

    @property
    def socket_fits(self) -> bool:
        """Whether clients can name the socket: the kernel limits its length, libpq reads a comma as "or"."""
        path = os.fsencode(self.sockets / f".s.PGSQL.{PORT}")
        return len(path) <= LONGEST_SOCKET and b"," not in path


@dataclass(frozen=True)
class Address:
    """A socket in a folder only its owner can open, or else a port of this machine with a password."""

    sockets: Path | None
    port: int
    password: str | None = None

    @property
    def url(self) -> str:
        """For libpq and for Django alike."""
        if self.sockets is not None:
            return f"postgresql://{SUPERUSER}@{quote(str(self.sockets), safe='')}/postgres"
        return (
            f"postgresql://{SUPERUSER}:{quote(self.password or '', safe='')}@127.0.0.1:{self.port}/postgres"
        )

    def answers(self) -> bool:
        """Ask whether it speaks TLS, and take any answer: one that hangs or is just ending gives none."""
        family = socket.AF_INET if self.sockets is None else socket.AF_UNIX
        with socket.socket(family, socket.SOCK_STREAM) as client:
            client.settimeout(5)
            place = (
                ("127.0.0.1", self.port) if self.sockets is None else f"{self.sockets}/.s.PGSQL.{self.port}"
            )
            try:
                client.connect(place)
                client.sendall(ASKS_FOR_TLS)
                return client.recv(1) in (b"S", b"N")
            except OSError:
                return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
