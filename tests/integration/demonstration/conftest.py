"""The whole demonstration region, set up and loaded once, in a database and with roles of its own."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from tests import databases
from tests.settings import PREFIX


def own_roles(worker_id: str) -> override_settings:
    """Setting up writes to the cluster's roles, and other workers' tests hold theirs."""
    return override_settings(DATABASE_ROLE_PREFIX=f"{PREFIX}{worker_id}")


@pytest.fixture(scope="session")
def loaded(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[str]:
    with django_db_blocker.unblock():
        before, name = connection.settings_dict["NAME"], f"{PREFIX}_demonstration_{worker_id}"
        databases.point_at(name)
        with own_roles(worker_id):
            region = settings.ROOT / "infra/regions/avon-and-somerset.yaml"
            call_command("setup", region=region, stdout=io.StringIO())
            call_command("load_demonstration", stdout=io.StringIO())
        databases.point_at(before)
    yield name
    with django_db_blocker.unblock():
        databases.drop(name)


@pytest.fixture
def demonstration(loaded: str, django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    """Work with the demonstration region. What a test writes stays: tests here only read, or add runs."""
    with django_db_blocker.unblock(), own_roles(worker_id):
        before = connection.settings_dict["NAME"]
        databases.point_at(loaded)
        yield
        databases.point_at(before)
