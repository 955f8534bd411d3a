"""Makes the cluster, and writes the command line of its server."""

import os
import secrets
import shutil
import subprocess
from pathlib import Path

from local_postgres.binaries import program, version
from local_postgres.choice import hand_over, run_as, surroundings
from local_postgres.errors import LocalPostgresError
from local_postgres.footing import Footing
from local_postgres.layout import PORT, SUPERUSER, Layout, free_port

SETTINGS = {  # a small server on somebody's machine. fsync stays on: what was acknowledged survives
    "huge_pages": "off",  # some containers offer them and then fail
    "io_method": "sync",
    "max_wal_senders": "0",
    "wal_level": "minimal",
    "max_locks_per_transaction": "256",  # a schema per partnership means many tables in one transaction
    "log_line_prefix": "%m [%p] ",
    "log_checkpoints": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
CHOICES = [
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",  # sorts alike on every machine
    "--auth-local=trust",  # the socket's folder is closed to everyone else
    "--auth-host=scram-sha-256",
    "--data-checksums",
    "--no-instructions",
]


def make_cluster(layout: Layout, footing: Footing, alive: int) -> None:
    """Make it aside and rename it whole, so that a half-made one is never taken for a server."""
    shutil.rmtree(layout.half_made, ignore_errors=True)
    _write_password(layout, footing)
    command = [str(program("initdb")), "-D", str(layout.half_made), "-U", SUPERUSER, *CHOICES]
    command += [f"--pwfile={layout.password}", "-c", "huge_pages=off"]
    done = subprocess.run(  # noqa: S603 our own words only
        run_as(footing, command, folder=layout.folder),
        capture_output=True,
        text=True,
        env=surroundings(),
        start_new_session=True,
        pass_fds=[alive],  # should we be killed, whoever comes next waits for its end
        check=False,
    )
    if done.returncode != 0:
        said = [line for line in (done.stderr + done.stdout).splitlines() if "error" in line] or [
            "no reason given"
        ]
        raise LocalPostgresError(f"PostgreSQL could not make its files in {layout.folder}: {said[0]}")
    layout.half_made.rename(layout.data)
    _sync(layout.folder)


def check_version(layout: Layout) -> None:
    theirs = (layout.data / "PG_VERSION").read_text("ascii").strip()
    if theirs != version():
        raise LocalPostgresError(
            f"{layout.data} was made by PostgreSQL {theirs} and this is {version()}: "
            f"move {layout.folder} away to begin afresh, or name a server of your own in DATABASE_URL."
        )


def server_command(layout: Layout) -> list[str]:
    """Listens on a socket only, or where its path would be too long on a free port of this machine only."""
    sockets, port, listen = f'"{layout.sockets}"', PORT, ""
    if not layout.socket_fits:
        sockets, port, listen = "", free_port(), "127.0.0.1"
    settings = {
        **SETTINGS,
        "listen_addresses": listen,
        "port": str(port),
        "unix_socket_directories": sockets,
        "unix_socket_permissions": "0700",
    }
    options = [text for name, value in settings.items() for text in ("-c", f"{name}={value}")]
    return [str(program("postgres")), "-D", str(layout.data), *options]


def _write_password(layout: Layout, footing: Footing) -> None:
    layout.password.unlink(missing_ok=True)
    file = os.open(layout.password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(file, "w", encoding="ascii") as password:
        password.write(secrets.token_urlsafe(32))
    hand_over(layout.password, footing)


def _sync(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
