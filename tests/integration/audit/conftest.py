"""People of the audit's many agencies are made in each test: nobody types their passwords, so they cost no time."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def passwords_that_cost_nothing(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
