"""Started as a process of its own: takes a footing, then becomes a command or guards a server.

    standalone.py run   FOOTING FOLDER COMMAND …   the command, once the folder proves writable
    standalone.py guard FOOTING FOLDER COMMAND …   the server, until nobody holds the folder's lease

It runs in isolated mode, without site-packages. Everything is imported before the footing is
taken: afterwards Python's own folder may be out of reach.
"""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from local_postgres import footing, locks
from local_postgres.layout import Layout

GLANCE = 0.5  # seconds between looks at the lease
PATIENCE = 30  # seconds for the server to stop by itself


def main() -> None:
    mode, on, folder, *command = sys.argv[1:]
    os.umask(0o077)
    try:
        if mode == "guard":
            _guard(footing.Footing.parse(on), Layout(Path(folder)), command)
        else:
            _become(footing.Footing.parse(on), folder, command)
    except OSError as error:
        sys.exit(f"{error.strerror or error}{f' ({error.filename})' if error.filename else ''}")


def _become(on: footing.Footing, folder: str, command: list[str]) -> None:
    on.take()
    for place, need in ((folder, os.R_OK | os.W_OK | os.X_OK), (command[0], os.R_OK | os.X_OK)):
        if not os.access(place, need):  # as PostgreSQL's own programs will ask
            raise PermissionError(errno.EACCES, "Permission denied", place)
    os.execv(command[0], command)  # noqa: S606 no shell is meant


def _guard(on: footing.Footing, layout: Layout, command: list[str]) -> None:
    """Runs apart from its starter. The first word of the command is the open file that holds `alive`."""
    alive = int(command.pop(0))
    if os.fork():
        os._exit(0)
    lock, lease = (os.open(path, os.O_RDWR) for path in (layout.lock, layout.lease))
    on.take()
    server = subprocess.Popen(  # noqa: S603 our own words only
        command, pass_fds=[alive], preexec_fn=lambda: footing.end_with_parent(signal.SIGINT)
    )
    while not _ended(server, GLANCE):
        if locks.seize(lock):
            if locks.seize(lease):
                _end(server)
                return
            locks.free(lock)


def _ended(server: "subprocess.Popen[bytes]", patience: float) -> bool:
    try:
        server.wait(patience)
    except subprocess.TimeoutExpired:
        return False
    return True


def _end(server: "subprocess.Popen[bytes]") -> None:
    """Fast shutdown, and if that hangs an immediate one (the next start recovers)."""
    for order in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        server.send_signal(order)
        if _ended(server, PATIENCE):
            return


if __name__ == "__main__":
    main()
