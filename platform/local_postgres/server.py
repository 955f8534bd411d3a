"""Starts, finds and stops the server."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from local_postgres import locks
from local_postgres.choice import choose_footing, hand_over, run_as, surroundings
from local_postgres.cluster import check_version, make_cluster, server_command
from local_postgres.errors import LocalPostgresError
from local_postgres.layout import PORT, Address, Layout
from local_postgres.postmaster import read_postmaster

PATIENCE = 120  # seconds: after a crash the server first replays what it had promised to keep
LARGEST_LOG = 10 * 1024 * 1024
ATTEMPTS = 3  # a free port can be taken between finding it and using it
_leases: set[int] = set()  # open for as long as this process lives, unless a Server is stopped


class Server:
    """A running server that this process uses."""

    def __init__(self, layout: Layout, address: Address, lease: int) -> None:
        self.folder = layout.folder
        self.url = address.url
        self._layout = layout
        self._lease = lease
        _leases.add(lease)

    def stop(self) -> None:
        """Finish with the server: it stops, before this returns, unless somebody else is using it."""
        if self._lease not in _leases:
            return
        _leases.remove(self._lease)
        os.close(self._lease)
        with locks.held(self._layout.lock):
            alone = locks.take_if_free(self._layout.lease)
            if alone is not None:
                _shut_down(self._layout)
                os.close(alone)


def ensure(folder: Path) -> Server:
    """A server in this folder, made or started where there is none. Raises LocalPostgresError."""
    layout = Layout(Path(folder).absolute())
    try:
        layout.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lease = locks.take(layout.lease, locks.SHARED)
        try:
            with locks.held(layout.lock):
                return Server(layout, _running(layout), lease)
        except BaseException:
            os.close(lease)
            raise
    except OSError as error:
        raise LocalPostgresError(
            f"The local PostgreSQL cannot use {layout.folder}: {error}. Does the folder belong to another user?"
        ) from error


def is_running(folder: Path) -> bool:
    """Whether a server runs in this folder and accepts connections."""
    layout = Layout(Path(folder).absolute())
    return not locks.is_free(layout.alive) and _address(layout) is not None


def stop(folder: Path) -> bool:
    """Stop the server whoever is using it. False where none was running."""
    layout = Layout(Path(folder).absolute())
    if not layout.lock.exists():
        return False
    with locks.held(layout.lock):
        return _shut_down(layout)


def _running(layout: Layout) -> Address:
    """Called with `lock` held. Whoever can take `alive` knows that no process of the server's is left."""
    deadline = time.monotonic() + PATIENCE
    starts = 0
    while time.monotonic() < deadline:
        alive = locks.take_if_free(layout.alive)
        if alive is not None:
            if starts == ATTEMPTS or (starts and layout.socket_fits):
                os.close(alive)
                break
            _start(layout, alive)
            starts += 1
        elif address := _address(layout):
            return address
        time.sleep(0.02)
    raise LocalPostgresError(f"PostgreSQL did not start. {_last_words(layout)} See {layout.log}")


def _start(layout: Layout, alive: int) -> None:
    try:
        footing = choose_footing(layout.folder)
        if not layout.data.exists():
            make_cluster(layout, footing, alive)
        check_version(layout)
        _clear_away(layout)
        layout.sockets.mkdir(mode=0o700)
        hand_over(layout.sockets, footing)
        with _open_log(layout) as log:
            hand_over(layout.log, footing)
            subprocess.run(  # noqa: S603 our own words only
                run_as(footing, [str(alive), *server_command(layout)], mode="guard", folder=layout.folder),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=surroundings(),
                cwd="/",
                pass_fds=[alive],
                start_new_session=True,  # Ctrl-C in the terminal is not for the server
                check=False,  # what went wrong is in the log, and `alive` is free again
            )
    finally:
        os.close(alive)


def _clear_away(layout: Layout) -> None:
    """A crash leaves these behind, and the process number in them may be somebody else's by now."""
    (layout.data / "postmaster.pid").unlink(missing_ok=True)
    shutil.rmtree(layout.sockets, ignore_errors=True)


def _address(layout: Layout) -> Address | None:
    """Where the server answers, or None while it does not."""
    found = read_postmaster(layout.data)
    if found is None or not found.ready:
        return None
    if found.over_tcp:
        address = Address(None, found.port, layout.password.read_text("ascii"))
    else:
        address = Address(layout.sockets, PORT)
    return address if address.answers() else None


def _shut_down(layout: Layout) -> bool:
    """Called with `lock` held. Fast shutdown; if that hangs an immediate one, from which a start recovers."""
    if locks.is_free(layout.alive):
        return False
    for order, patience in ((signal.SIGINT, 30), (signal.SIGQUIT, 10)):
        if found := read_postmaster(layout.data):
            with suppress(ProcessLookupError):
                os.kill(found.pid, order)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if locks.is_free(layout.alive):
                return True
            time.sleep(0.02)
    raise LocalPostgresError(f"PostgreSQL in {layout.folder} does not stop. See {layout.log}")


def _open_log(layout: Layout) -> BinaryIO:
    if layout.log.exists() and layout.log.stat().st_size > LARGEST_LOG:
        layout.log.replace(layout.log.with_name("log.1"))
    return open(os.open(layout.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


def _last_words(layout: Layout) -> str:
    lines = layout.log.read_text("utf-8", "replace").splitlines() if layout.log.exists() else []
    telling = [line for line in lines[-30:] if "FATAL" in line or "ERROR" in line or "HINT" in line]
    return (telling or lines or ["It said nothing."])[-1]
