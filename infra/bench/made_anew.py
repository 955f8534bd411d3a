"""A region in a database of its own, on the server that DATABASE_URL names or on ours, dropped afterwards."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:1] = [str(ROOT), str(ROOT / "platform")]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from tests import databases


@contextmanager
def region(file: Path) -> Iterator[None]:
    """Set up from a region file, in role mode. Nothing is loaded into it yet."""
    with databases.run():
        databases.point_at(databases.template("role"))
        databases.drop(databases.template("role"))
        call_command("setup", region=file, verbosity=0, stdout=io.StringIO())
        try:
            yield
        finally:
            connection.close()
