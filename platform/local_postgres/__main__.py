"""By hand: python -m local_postgres FOLDER status|stop|psql (with platform/ on the import path)."""

import argparse
import os
import sys
from pathlib import Path

from local_postgres.binaries import program
from local_postgres.errors import LocalPostgresError
from local_postgres.server import ensure, is_running, stop


def main() -> None:
    parser = argparse.ArgumentParser(prog="local_postgres", description="The PostgreSQL kept in a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("deed", choices=["status", "stop", "psql"])
    wanted = parser.parse_args()
    try:
        if wanted.deed == "psql":
            server = ensure(wanted.folder)
            sys.exit(os.spawnv(os.P_WAIT, program("psql"), ["psql", server.url]))  # noqa: S606 no shell is meant
        running = stop(wanted.folder) if wanted.deed == "stop" else is_running(wanted.folder)
    except LocalPostgresError as error:
        sys.exit(str(error))
    words = {"stop": ("stopped", "was not running"), "status": ("running", "not running")}[wanted.deed]
    sys.stdout.write(f"PostgreSQL in {wanted.folder}: {words[0] if running else words[1]}\n")


if __name__ == "__main__":
    main()
