"""The whole demonstration region, set up and loaded once, in a database of its own."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests import databases
from tests.settings import PREFIX


@pytest.fixture(scope="session")
def loaded(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[str]:
    with django_db_blocker.unblock():
        before, name = connection.settings_dict["NAME"], f"{PREFIX}_demonstration_{worker_id}"
        databases.point_at(name)
        call_command(
            "setup", region=settings.ROOT / "infra/regions/avon-and-somerset.yaml", stdout=io.StringIO()
        )
        call_command("load_demonstration", stdout=io.StringIO())
        databases.point_at(before)
    yield name
    with django_db_blocker.unblock():
        databases.drop(name)


@pytest.fixture
def demonstration(loaded: str, django_db_blocker: Any) -> Iterator[None]:
    """Work with the demonstration region. What a test writes stays: tests here only read, or add runs."""
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        databases.point_at(loaded)
        yield
        databases.point_at(before)
