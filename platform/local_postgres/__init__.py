"""PostgreSQL for a machine that has none: one server in one folder, for as long as somebody uses it.

    server = ensure(folder)   # made, started or found; `server.url` signs in as its superuser
    server.stop()             # I have finished: it stops unless somebody else is using it

Three locks in the folder (flock: the kernel lets go of them when a process ends, however it ends):

- `lock`   held while somebody starts or stops the server, so that two at once are one after the other;
- `lease`  shared by everybody who uses the server. A guardian process beside the server stops it
           once nobody holds the lease, so callers need not tidy up: to exit, or to be killed, is enough;
- `alive`  held by the server's own processes, so that "does it run?" never depends on a process number.
"""

from local_postgres.errors import LocalPostgresError
from local_postgres.server import Server, ensure, is_running, stop

__all__ = ["LocalPostgresError", "Server", "ensure", "is_running", "stop"]
