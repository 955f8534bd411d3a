"""A database server of the measurement's own, on the disk of this checkout, and Django as its owner.

To be imported before anything of ours: it starts the server and sets Django up. Nobody else's server is touched, so that
it may be killed; its settings are those of `make run`.
"""

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

import local_postgres

PLACE = ROOT / ".local" / "bench" / str(os.getpid())
CLUSTER = PLACE / "postgresql"
REGION_FILE = PLACE / "region.yaml"

PLACE.mkdir(parents=True)
server = local_postgres.ensure(CLUSTER)
os.environ.update(
    DATABASE_URL=server.url, DJANGO_SETTINGS_MODULE="tests.settings", REGION_FILE=str(REGION_FILE)
)

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from tests import databases
from tests.settings import PREFIX

DATABASE = databases.template("role")


@contextmanager
def region(text: str) -> Iterator[None]:
    """Set up from the text of a region file. Afterwards the server and all its files are gone."""
    REGION_FILE.write_text(text, encoding="utf-8")
    try:
        databases.point_at(DATABASE)
        call_command("setup", region=REGION_FILE, verbosity=0, stdout=io.StringIO())
        yield
    finally:
        connection.close()
        local_postgres.stop(CLUSTER)
        shutil.rmtree(PLACE)


def url_of(database: str) -> str:
    return urlunsplit(urlsplit(server.url)._replace(path=f"/{database}"))


def surroundings() -> dict[str, str]:
    """The environment of a site that works with this database as `make run` would have it."""
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_LOGIN"}
    return {
        **kept,
        "DATABASE_URL": url_of(DATABASE),
        "DATABASE_ROLE_PREFIX": PREFIX,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "platform"), str(ROOT)]),
        "TMPDIR": str(PLACE),
        "PYTHONUNBUFFERED": "1",
    }
